"""What a human is known by, as it is written: what erasure looks for in texts and files."""

from collections.abc import Sequence
from typing import Any

from athar.foundation.core.identity import masked
from athar.foundation.people.models import Account, Person

SHORTEST = 4  # what is shorter would be found in words that have nothing to do with anybody


def known_by(people: Sequence[int]) -> list[str]:
    """Names in every spelling that is or was kept, numbers, addresses; the longest first."""
    found: set[str | None] = set()
    earlier: Any = Person.objects.model._meta.apps.get_model("people", "PersonEvent")
    for row in [*Person.objects.filter(pk__in=people), *earlier.objects.filter(pgh_obj__in=people)]:
        found |= {row.name, row.name_latin, row.phone, row.email}
    for row in Person.objects.filter(pk__in=people):
        found |= {row.search_key, row.national_id, masked(row.national_id) if row.national_id else ""}
    found |= set(Account.objects.filter(person__in=people).values_list("email", flat=True))
    return sorted((value for value in found if value and len(value) >= SHORTEST), key=len, reverse=True)
