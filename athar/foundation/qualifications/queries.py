"""Reads: what somebody can do, as one human however many rows they have, and what waits for staff."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.search_key import search_key
from athar.foundation.people.models import Membership
from athar.foundation.qualifications.choices import State
from athar.foundation.qualifications.models import Qualification, SkillDeclaration
from athar.foundation.qualifications.rules import Held


@dataclass(frozen=True)
class Abilities:
    """Skills by code, qualifications that are approved, and kinds that wait for a decision."""

    skills: frozenset[str] = frozenset()
    held: tuple[Held, ...] = ()
    waiting: frozenset[str] = frozenset()


def skills_of(people: Sequence[int]) -> list[str]:
    """Codes, once each."""
    return list(
        SkillDeclaration.objects.filter(person__in=people)
        .values_list("skill", flat=True)
        .distinct()
        .order_by("skill")
    )


def qualifications_of(people: Sequence[int]) -> QuerySet[Qualification]:
    return Qualification.objects.filter(person__in=people)


def abilities_of(people: Collection[int], *, at: datetime) -> dict[int, Abilities]:
    """What each of these persons can do: four questions to the database for any number of them."""
    rows_of = _humans(people, at)
    everybody = {row for rows in rows_of.values() for row in rows}
    skills: defaultdict[int, set[str]] = defaultdict(set)
    for person, skill in SkillDeclaration.objects.filter(person__in=everybody).values_list("person", "skill"):
        skills[person].add(skill)
    filed: defaultdict[int, list[Qualification]] = defaultdict(list)
    for one in Qualification.objects.filter(person__in=everybody, state__in=[State.APPROVED, State.WAITING]):
        filed[one.person_id].append(one)
    return {
        person: Abilities(
            frozenset(skill for row in rows for skill in skills[row]),
            tuple(one.held for row in rows for one in filed[row] if not one.waits),
            frozenset(one.kind for row in rows for one in filed[row] if one.waits),
        )
        for person, rows in rows_of.items()
    }


def _humans(people: Collection[int], at: datetime) -> dict[int, set[int]]:
    """For each the rows that are the same human."""
    merges = Membership.objects.in_force(at)
    root = dict(merges.filter(person__in=people).values_list("person", "cluster"))
    roots = {root.get(person, person) for person in people}
    members: defaultdict[int, set[int]] = defaultdict(set)
    for person, cluster in merges.filter(Q(cluster__in=roots)).values_list("person", "cluster"):
        members[cluster] |= {person, cluster}
    return {person: {person, *members[root.get(person, person)]} for person in people}


def for_staff(*, side: str, text: str, at: datetime) -> QuerySet[Qualification]:
    """
    One side of what staff look at: ``waiting``, the longest first; ``held``, what ends first; ``ended``: refused, revoked or run out.

    :param text: words of a name, in any spelling.
    """
    rows = Qualification.objects.select_related("person")
    today = riyadh_day(at)
    over = Q(state=State.APPROVED, expires_on__lt=today)
    sides = {
        "waiting": rows.waiting().order_by("filed_at", "pk"),
        "held": rows.approved().exclude(over).order_by("expires_on", "pk"),
        "ended": rows.filter(over | Q(state__in=[State.REFUSED, State.REVOKED])).order_by("-filed_at", "-pk"),
    }
    from_side = sides[side]
    if not text:
        return from_side
    for word in search_key(text).split():
        from_side = from_side.filter(person__search_key__contains=word)
    return from_side
