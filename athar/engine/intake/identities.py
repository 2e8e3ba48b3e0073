"""Which participant of the file a row is about."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db import connection

from athar.engine.intake.parsed import Parsed
from athar.foundation.core.crypto import encrypt, lookup_hash
from athar.foundation.core.search_key import search_key, sort_key

COLUMNS = (
    "id",
    "intake_id",
    "name",
    "search_key",
    "sort_key",
    "gender",
    "birth_date",
    "national_id",
    "national_id_hash",
    "phone",
    "alone",
    "ambiguous",
)
_SEAL = "person.national_id"  # the context of people.Person.national_id


class Identities:
    """
    Gives rows the key of their participant: by identity number, else phone and name, else name and birth date.

    Keys follow from what the row says, so no batch has to remember another; the costly parts are done once
    for each distinct person of a batch, or once in all for those who are staged already.
    """

    def __init__(self, intake_id: int) -> None:
        self.intake_id = intake_id
        # Keyed, like the look-up hash itself: who reads this table cannot try out all identity numbers.
        self._secret = lookup_hash(str(intake_id), purpose="intake.participant")

    def assign(self, rows: Iterable[Parsed]) -> dict[UUID, Parsed]:
        """Set ``participant`` on rows that name somebody; return the first row of each participant."""
        first: dict[UUID, Parsed] = {}
        for row in rows:
            row.participant = self._key(row)
            first.setdefault(row.participant, row)
        return first

    def _key(self, row: Parsed) -> UUID:
        if row.national_id:
            return self._uuid(b"identity", row.national_id)
        name = search_key(row.person_name)
        born = row.birth_date.isoformat() if row.birth_date else ""
        if row.phone:
            # Father and son may share a phone and a name, but not a birth date.
            return self._uuid(b"phone", f"{row.phone}|{name}|{born}")
        if born:
            return self._uuid(b"birth", f"{name}|{born}")
        return self._uuid(b"alone", str(row.line))

    def _uuid(self, kind: bytes, what: str) -> UUID:
        return UUID(bytes=blake2b(what.encode(), digest_size=16, key=self._secret, person=kind).digest())

    def new(self, first: dict[UUID, Parsed]) -> list[tuple[Any, ...]]:
        """Rows for ``COLUMNS`` of those participants whom no earlier batch staged."""
        with connection.cursor() as cursor:  # one array, where the ORM would make thousands of parameters
            cursor.execute("SELECT id FROM intake_participant WHERE id = ANY(%s)", [list(first)])
            known = {key for (key,) in cursor}
        return [self._described(key, row) for key, row in first.items() if key not in known]

    def _described(self, key: UUID, row: Parsed) -> tuple[Any, ...]:
        sealed = encrypt(row.national_id, context=_SEAL) if row.national_id else None
        hashed = lookup_hash(row.national_id) if row.national_id else None
        alone = not (row.national_id or row.phone or row.birth_date)
        name = row.person_name
        return (
            key,
            self.intake_id,
            name,
            search_key(name)[:250],
            sort_key(name)[:250],
            row.gender,
            row.birth_date,
            sealed,
            hashed,
            row.phone,
            alone,
            False,
        )
