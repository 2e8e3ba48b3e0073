from django.db import models


class ExternalIdentity(models.Model):
    """
    That the account's holder is somebody at a provider through which they sign in (OpenID Connect).

    ``subject_hash``: the keyed hash of issuer and subject; providers may use the number of an identity card for it.
    """

    account = models.ForeignKey(
        "people.Account", on_delete=models.CASCADE, related_name="external_identities"
    )
    issuer = models.CharField(max_length=255)
    subject_hash = models.BinaryField(max_length=32, unique=True)
    linked_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("account", "issuer"), name="an_account_is_one_somebody_at_a_provider"
            ),
            models.CheckConstraint(
                name="no_identity_is_used_before_it_is_linked",
                condition=models.Q(last_used_at=None) | models.Q(last_used_at__gte=models.F("linked_at")),
            ),
        )

    def __str__(self) -> str:
        return f"account {self.account_id} at {self.issuer}"
