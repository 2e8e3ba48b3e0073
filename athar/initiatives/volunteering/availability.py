"""Reads about who can take which shift of an opportunity."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import Enrolment, Session
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.choices import Can
from athar.initiatives.volunteering.models import Availability, Opportunity, ShiftAnswer
from athar.initiatives.volunteering.queries import shifts_of


def asked_of(people: Sequence[int], *, at: datetime) -> QuerySet[Opportunity]:
    """Opportunities in which one human takes part, and which asked who can take which shift."""
    parts = Enrolment.objects.in_force(at=at).filter(
        edition=OuterRef("edition"), person__in=people, part=Part.VOLUNTEER
    )
    asked = Opportunity.objects.filter(Exists(parts), availability_call__isnull=False)
    return asked.select_related("edition", "availability_call")


def said_of(opportunity: Opportunity, people: Sequence[int]) -> tuple[dict[int, str], int | None]:
    """What one human said of each shift, by its key, and how many they want at most."""
    said = (
        Availability.objects.filter(opportunity=opportunity, person__in=people).order_by("-said_at").first()
    )
    if said is None:
        return {}, None
    return dict(said.answers.values_list("session", "can")), said.most


def taking_part(opportunity: Opportunity, *, at: datetime) -> QuerySet[Enrolment]:
    """Who takes part in it now, with who they are."""
    parts = Enrolment.objects.in_force(at=at).filter(
        edition=opportunity.edition_id, part=Part.VOLUNTEER, person__isnull=False
    )
    return parts.select_related("person").order_by("person__name", "pk")


def takes_part(opportunity: Opportunity, person: Person, *, at: datetime) -> bool:
    """Whether somebody takes part in it already, and is asked nothing any more."""
    return taking_part(opportunity, at=at).filter(person=person).exists()


def answers_by_shift(opportunity: Opportunity, *, at: datetime) -> list[tuple[Session, dict[str, int]]]:
    """Each shift to come with how many of those who take part said what of it, and how many nothing."""
    parts = taking_part(opportunity, at=at).order_by()
    many = parts.count()
    rows = (
        ShiftAnswer.objects.filter(availability__opportunity=opportunity, availability__person__in=parts.values("person"))
        .order_by().values("session").annotate(**{f"many_{can}": Count("pk", filter=Q(can=can)) for can in Can})
    )  # fmt: skip
    said: dict[int, dict[str, Any]] = {row["session"]: {**row} for row in rows}
    found = []
    for session in shifts_of(opportunity, at=at):
        counts = {can.value: said.get(session.pk, {}).get(f"many_{can}", 0) for can in Can}
        found.append((session, counts | {"silent": many - sum(counts.values())}))
    return found
