"""Rows that may be one human: suggested by what they share, merged by a person, never by the machine."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from athar.foundation.people.models import Membership, Person
from athar.web.ui.viewer import Viewer
from athar.web.workspace.scope import name_of

# One identity number in two rows is nearly proof; a phone is often a family's; a name alone says nothing,
# so it needs the same birth date, or one that is missing.
SUGGESTIONS = """
WITH free AS (
    SELECT id, search_key, national_id_hash, phone, birth_date FROM people_person
    WHERE id NOT IN (SELECT person_id FROM people_membership WHERE until IS NULL)
      AND id NOT IN (SELECT cluster_id FROM people_membership WHERE until IS NULL)
), pairs AS (
    SELECT a.id AS one, b.id AS other, 4 AS weight FROM free a JOIN free b
        ON a.national_id_hash = b.national_id_hash AND a.id < b.id
    UNION ALL
    SELECT a.id, b.id, 2 FROM free a JOIN free b ON a.phone = b.phone AND a.phone <> '' AND a.id < b.id
        WHERE a.search_key = b.search_key OR split_part(a.search_key, ' ', 1) = split_part(b.search_key, ' ', 1)
    UNION ALL
    SELECT a.id, b.id, 1 FROM free a JOIN free b ON a.search_key = b.search_key AND a.id < b.id
        WHERE (a.birth_date = b.birth_date OR a.birth_date IS NULL OR b.birth_date IS NULL)
          AND (a.national_id_hash IS NULL OR b.national_id_hash IS NULL OR a.national_id_hash = b.national_id_hash)
)
SELECT one, other, sum(weight)::int AS weight, count(*) OVER () AS many
FROM pairs GROUP BY one, other ORDER BY weight DESC, one, other LIMIT %s OFFSET %s
"""
BY_ID, BY_PHONE, BY_NAME = 4, 2, 1


@dataclass(frozen=True)
class Pair:
    one: Person
    other: Person
    one_name: str
    other_name: str
    reasons: list[str]


def suggested(viewer: Viewer, *, size: int, page: int) -> tuple[list[Pair], int]:
    """A page of pairs, the surest first, and how many there are: two queries."""
    with connection.cursor() as cursor:
        cursor.execute(SUGGESTIONS, [size, size * (page - 1)])
        rows = cursor.fetchall()
    people = Person.objects.select_related("organisation").in_bulk(
        {key for one, other, *_rest in rows for key in (one, other)}
    )
    pairs = [_pair(people[one], people[other], weight, viewer) for one, other, weight, _many in rows]
    return pairs, rows[0][3] if rows else 0


def _pair(one: Person, other: Person, weight: int, viewer: Viewer) -> Pair:
    return Pair(one, other, name_of(one, viewer), name_of(other, viewer), reasons_of(weight))


def reasons_of(weight: int) -> list[str]:
    texts = {
        BY_ID: _("the same identity number"),
        BY_PHONE: _("the same phone and given name"),
        BY_NAME: _("the same name, no other birth date"),
    }
    return [text for value, text in texts.items() if weight & value]


def recent_merges(limit: int = 10) -> list[Membership]:
    """Merges that still stand, the newest first: each can be undone."""
    rows = (
        Membership.objects.filter(until=None)
        .select_related("person", "cluster", "decided_by")
        .order_by("-since")
    )
    return list(rows[:limit])
