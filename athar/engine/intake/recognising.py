"""Who of a list is known, asked before any file is delivered: by the rules of ``people``, and with every row of that human."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from athar.engine.intake.people import AGREE, NAME_AND_BIRTH, PHONE_AND_NAME
from athar.foundation.core.crypto import lookup_hash, lookup_hashes
from athar.foundation.core.search_key import search_key
from athar.foundation.people.models import Membership, Person

_AGREEING = f"""
    SELECT p.number, CASE WHEN count(DISTINCT coalesce(m.cluster_id, q.id)) = 1 THEN min(coalesce(m.cluster_id, q.id)) END
    FROM unnest(%(numbers)s::text[], %(hashes)s::bytea[], %(phones)s::text[], %(keys)s::text[], %(births)s::date[])
        AS p (number, national_id_hash, phone, search_key, birth_date)
    JOIN people_person q ON {{same}} AND {AGREE}
    LEFT JOIN people_membership m ON m.person_id = q.id AND m.until IS NULL
    GROUP BY p.number
"""  # noqa: S608 -- put together from constants


@dataclass(frozen=True)
class Described:
    """Somebody as a list describes them. ``phone``: in E.164, or empty."""

    national_id: str
    name: str
    phone: str = ""
    birth_date: date | None = None


def rows_of_humans(described: Iterable[Described]) -> dict[str, set[int]]:
    """
    Keys of all rows of each human of a list, by identity number; none of whoever is unknown, or could be two.

    Five questions, however long the list is. Where a number stands in several lines, the first describes its human.
    """
    by_number: dict[str, Described] = {}
    for one in described:
        by_number.setdefault(one.national_id, one)
    found = _with_number(by_number)
    named = dict(found)
    for same in (PHONE_AND_NAME, NAME_AND_BIRTH):
        left = [one for number, one in by_number.items() if number not in named]
        named |= {number: {human} if human else set() for number, human in _agreeing(left, same).items()}
    own = all_rows({row for several in named.values() for row in several})
    rows = {number: {pk for row in several for pk in own[row]} for number, several in named.items()}
    claims = Counter(row for several in rows.values() for row in several)
    # Two numbers cannot both be the human whose own number we never knew.
    return {
        number: several
        for number, several in rows.items()
        if number in found or all(claims[row] == 1 for row in several)
    }


def _with_number(numbers: Collection[str]) -> dict[str, set[int]]:
    by_hash = {hashed: number for number in numbers for hashed in lookup_hashes(number)}
    found: defaultdict[str, set[int]] = defaultdict(set)
    rows = Person.objects.filter(national_id_hash__in=list(by_hash)).order_by()
    for pk, hashed in rows.values_list("pk", "national_id_hash"):
        found[by_hash[bytes(hashed or b"")]].add(pk)
    return dict(found)


def _agreeing(described: Sequence[Described], same: str) -> dict[str, int | None]:
    """Whom each could be: the one human who agrees, or None where several do."""
    columns: dict[str, Any] = {
        "numbers": [one.national_id for one in described],
        "hashes": [lookup_hash(one.national_id) for one in described],
        "phones": [one.phone for one in described],
        "keys": [search_key(one.name)[:250] for one in described],
        "births": [one.birth_date for one in described],
    }
    with connection.cursor() as cursor:
        cursor.execute(_AGREEING.format(same=same), columns)
        return dict(cursor.fetchall())


def all_rows(people: Collection[int]) -> dict[int, set[int]]:
    """For each row, all that were merged into the same human."""
    merges = Membership.objects.filter(until=None)
    roots = dict(merges.filter(person__in=people).values_list("person", "cluster"))
    members: defaultdict[int, set[int]] = defaultdict(set)
    humans = {roots.get(pk, pk) for pk in people}
    for person, human in merges.filter(cluster__in=humans).values_list("person", "cluster"):
        members[human].add(person)
    return {pk: {roots.get(pk, pk), *members[roots.get(pk, pk)]} for pk in people}
