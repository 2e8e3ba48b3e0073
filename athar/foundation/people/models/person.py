import uuid
from collections.abc import Collection
from typing import Any, Self

import pghistory
from django.db import models
from django.utils.translation import get_language

from athar.foundation.core.crypto import lookup_hash
from athar.foundation.core.fields import EncryptedTextField
from athar.foundation.core.search_key import search_key, sort_key
from athar.foundation.people.choices import Gender
from athar.foundation.people.noticing import notice_row


class PersonQuerySet(models.QuerySet["Person"]):
    def named_like(self, text: str) -> "PersonQuerySet":
        """Persons whose name holds the words of ``text`` in any spelling."""
        found = self
        for word in search_key(text).split():
            found = found.filter(search_key__contains=word)
        return found

    def with_national_id(self, number: str) -> "PersonQuerySet":
        return self.filter(national_id_hash=lookup_hash(number))


@pghistory.track(
    # What stood there before: the state that is now is in the table itself.
    pghistory.UpdateEvent(row=pghistory.Old),
    pghistory.DeleteEvent(),
    exclude=["search_key", "sort_key", "national_id"],
)
class Person(models.Model):
    """
    One row about a human being. Several rows may be one human: see ``Membership``.

    ``ref`` is a random pseudonym: the only thing of a person that a ledger commitment holds.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    name_latin = models.CharField(max_length=200, blank=True)
    search_key = models.CharField(max_length=250, editable=False, db_index=True)
    sort_key = models.CharField(max_length=250, editable=False, db_index=True)
    gender = models.CharField(max_length=6, choices=Gender, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    national_id = EncryptedTextField(context="person.national_id", null=True, blank=True)
    national_id_hash = models.BinaryField(null=True, editable=False, db_index=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("sort_key",)
        constraints = (
            models.CheckConstraint(
                name="a_national_id_is_kept_with_its_look_up_hash",
                condition=models.Q(national_id__isnull=True) | models.Q(national_id_hash__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """The name in the script of the reader's language, where it is known in that script."""
        return (self.name_latin if (get_language() or "").startswith("en") else "") or self.name

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        """A row of a minor that is read leaves a line, whichever page reads it (see ``noticing``)."""
        row = super().from_db(db, field_names, values, **more)
        notice_row(row.__dict__)
        return row

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_keys()
        super().save(*args, **kwargs)

    def derive_keys(self) -> None:
        """Set what follows from the name and the identity number; bulk writers call it themselves."""
        self.search_key = search_key(self.name)
        self.sort_key = sort_key(self.name)
        self.national_id_hash = lookup_hash(self.national_id) if self.national_id else None
