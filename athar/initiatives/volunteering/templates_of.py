"""Reads about templates of messages: which somebody can start from, and something real to show one with."""

from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import Session
from athar.foundation.people.models import Organisation
from athar.initiatives.volunteering.models import MessageTemplate, Opportunity


def templates_to_start_from(opportunity: Opportunity, session: Session | None) -> list[MessageTemplate]:
    """Those of its organisation; of a whole opportunity none that speaks of a shift."""
    kept = MessageTemplate.objects.filter(organisation=opportunity.organisation_id, withdrawn_at=None)
    return [one for one in kept if session is not None or not one.of_shift]


def said_like(rows: QuerySet[MessageTemplate], words: str) -> QuerySet[MessageTemplate]:
    """Those in whose names or texts the words stand."""
    for word in words.split():
        places = [Q(**{f"{name}__icontains": word}) for name in ("name_ar", "name_en", "text_ar", "text_en")]
        rows = rows.filter(reduce(or_, places))
    return rows


def example_of(organisation: Organisation | None, *, at: datetime) -> Session | None:
    """A shift of the organisation to show a template with: the next one, or else the last there was; with its opportunity."""
    if organisation is None:
        return None
    shifts = (
        Session.objects.filter(edition__opportunity__organisation=organisation, part=Part.VOLUNTEER)
        .select_related("edition__opportunity__edition")
    )  # fmt: skip
    return (
        shifts.filter(starts_at__gt=at, cancelled_at=None).order_by("starts_at", "pk").first()
        or shifts.order_by("-starts_at", "-pk").first()
    )
