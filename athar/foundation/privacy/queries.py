"""Reads: one human's rows, consents, children, and what is held of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Expression, OuterRef, Q, QuerySet, Subquery

from athar.foundation.core.dates import age_on, born_after
from athar.foundation.core.search_key import search_key
from athar.foundation.people.choices import OF_AGE, Purpose
from athar.foundation.people.models import ConsentEvent, GuardianApproval, Membership, Person
from athar.foundation.privacy.models import Request


def rows_of_human(person: Person, *, at: datetime) -> list[int]:
    """Keys of all rows that are this human by somebody's decision, the person's own among them."""
    merges = Membership.objects.in_force(at)
    roots = merges.filter(person=person).values("cluster")
    found = merges.filter(Q(cluster=person) | Q(cluster__in=roots)).values_list("person", "cluster")
    return sorted({person.pk, *(pk for pair in found for pk in pair)})


def about_humans(people: Sequence[Any], *, at: datetime | Expression) -> Q:
    """
    Whatever rows these persons have, as a condition on what has a ``person``: it asks the database nothing by itself.

    :param people: keys; one alone may be given later.
    """
    merges = Membership.objects.in_force(at)
    roots = merges.filter(_among("person", people)).values("cluster")
    same = merges.filter(_among("cluster", people) | Q(cluster__in=roots)).values("person")
    return _among("person", people) | Q(person__in=roots) | Q(person__in=same)


def _among(name: str, people: Sequence[Any]) -> Q:
    return Q(**{name: people[0]}) if len(people) == 1 else Q(**{f"{name}__in": people})


def consent_events(people: Sequence[int]) -> QuerySet[ConsentEvent]:
    return ConsentEvent.objects.filter(person__in=people).order_by("on", "pk")


def approvals_of_guardian(guardians: Sequence[int]) -> QuerySet[GuardianApproval]:
    """What the guardian approved or revoked, with the child, the newest last."""
    return (
        GuardianApproval.objects.filter(guardian__in=guardians)
        .select_related("child")
        .order_by("child__sort_key", "approved_on", "pk")
    )


def is_minor(person: Person, *, on: date) -> bool:
    return person.birth_date is not None and age_on(person.birth_date, on) < OF_AGE


def children_of(guardians: Sequence[int], *, on: date) -> QuerySet[Person]:
    """The children a guardian speaks for: those they approved for, until they come of age."""
    minors = Person.objects.filter(birth_date__gt=born_after(OF_AGE, on))
    return minors.filter(guardian_approvals__guardian__in=guardians).distinct()


def requests_of(people: Sequence[int]) -> QuerySet[Request]:
    """What these persons asked, for themselves or for a child, and what a guardian asked for them; the newest first."""
    mine = Q(asked_by__in=people) | Q(person__in=people)
    return Request.objects.filter(mine).whole().order_by("-asked_at", "-pk")


def persons_like(words: str) -> QuerySet[Person]:
    """
    Persons whose name, in any spelling or in Latin letters, holds the words; one row of each human.

    What has an @ is sought in addresses, as a whole. Where no letters are left to seek, nobody is found.

    For whoever records what a person asked, who must know whom.
    """
    merged = Membership.objects.filter(person=OuterRef("pk"), until=None)
    found = Person.objects.filter(~Exists(merged)).select_related("organisation")
    if "@" in words:
        return found.filter(email__icontains=words.strip()).order_by("sort_key", "pk")
    sought = search_key(words).split()
    for word in sought:
        found = found.filter(
            Q(search_key__contains=word) | Q(name_latin__icontains=word) | Q(email__icontains=word)
        )
    return found.order_by("sort_key", "pk") if sought else Person.objects.none()


def consenting(purpose: Purpose, *, on: date | Expression) -> QuerySet[Person]:
    """
    Persons whose consent for a purpose stands on that day: the one door for whoever writes to people or studies them.

    Never asked is no consent.
    """
    said = ConsentEvent.objects.filter(person=OuterRef("pk"), purpose=purpose, on__lte=on).order_by(
        "-on", "-pk"
    )
    return Person.objects.annotate(stands=Subquery(said.values("given")[:1])).filter(stands=True)
