from django.db import models


class Passkey(models.Model):
    """
    A key that a device keeps for this account and proves without showing it (Web Authentication, level 2).

    ``sign_count``: how often the device says it was used; one that goes back would be a copy. ``backed_up``: the
    device's maker keeps it on other devices, too.
    """

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(max_length=1023, unique=True)
    public_key = models.BinaryField(max_length=2000)
    sign_count = models.BigIntegerField()
    backed_up = models.BooleanField()
    name = models.CharField(max_length=60)
    registered_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(name="a_passkey_has_a_name", condition=~models.Q(name="")),)

    def __str__(self) -> str:
        return self.name
