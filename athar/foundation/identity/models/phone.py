from django.db import models


class ProvenPhone(models.Model):
    """
    The account's holder read a code at this number. Only a proven number signs in.

    The number itself is the person's; here stands its keyed hash, and a number proves one account alone.
    """

    account = models.OneToOneField("people.Account", on_delete=models.CASCADE, related_name="proven_phone")
    number_hash = models.BinaryField(max_length=32, unique=True)
    proven_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"phone of account {self.account_id}"
