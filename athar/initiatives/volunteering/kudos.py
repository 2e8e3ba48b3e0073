"""Reads: what somebody was thanked for, and who was thanked at a shift."""

from collections.abc import Sequence

from django.db.models import QuerySet

from athar.engine.journeys.models import Session
from athar.initiatives.volunteering.models import Kudos


def kudos_of(people: Sequence[int]) -> QuerySet[Kudos]:
    """What one human was thanked for, the newest first, with what a page says of it."""
    joined = ("by", "session__edition__opportunity__organisation")
    return Kudos.objects.filter(person__in=people).select_related(*joined)


def kudos_at(session: Session) -> QuerySet[Kudos]:
    """Who was thanked at a shift, and by whom, the newest first."""
    return Kudos.objects.filter(session=session).select_related("person", "by")
