from django.db import models

from athar.foundation.core.fields import EncryptedTextField
from athar.foundation.people.choices import Gender


class Participant(models.Model):
    """
    A person as a file describes them, once however many rows name them.

    The key follows from the import and the strongest thing the row says about who it is (identity
    number, else phone and name, else name and birth date), so that every batch finds it again
    without asking. ``person`` is whom we knew already; ``same_as`` another participant of the file
    who is the same human under a stronger key.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    intake = models.ForeignKey("intake.Import", on_delete=models.CASCADE, related_name="participants")
    name = models.CharField(max_length=200)
    search_key = models.CharField(max_length=250)
    sort_key = models.CharField(max_length=250)
    gender = models.CharField(max_length=6, choices=Gender, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    # Sealed under the person's own context: the bytes move into the person's row without being opened.
    national_id = EncryptedTextField(context="person.national_id", null=True, blank=True)
    national_id_hash = models.BinaryField(null=True)
    phone = models.CharField(max_length=20, blank=True)
    alone = models.BooleanField(
        default=False, help_text="Nothing but a name is known, so nobody else can be this person."
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    same_as = models.ForeignKey(
        "self", on_delete=models.DO_NOTHING, null=True, db_index=False, db_constraint=False, related_name="+"
    )
    ambiguous = models.BooleanField(default=False, help_text="More than one human fits.")
    ref = models.UUIDField(null=True, help_text="Pseudonym of the person that posting makes.")

    def __str__(self) -> str:
        return self.name
