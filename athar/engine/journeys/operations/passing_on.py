"""
A seat that stayed free, since nobody who waited could take it, goes to whoever can by now.

Whatever kept them (a seat elsewhere, an offer that they let go, a qualification) ends without this session being told, so time asks.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from athar.engine.journeys.models import SeatCounter, Session, Wait
from athar.engine.journeys.operations.in_line import takers
from athar.engine.journeys.operations.waiting import locked_counters, locked_queue, pass_on_what_is_free
from athar.foundation.core.jobs import every


@every("*/5 * * * *")
def look_again() -> None:
    pass_on_what_stayed_free(at=timezone.now())


def pass_on_what_stayed_free(*, at: datetime) -> None:
    """Offer every seat to come that is free to those who wait for it and can take it; each session in a transaction of its own."""
    here = {"session": OuterRef("pk")}
    has_room = Exists(SeatCounter.objects.filter(**here, free__gt=0))
    is_waited_for = Exists(Wait.objects.waiting().filter(**here))
    for session in list(Session.objects.upcoming(at=at).filter(has_room, is_waited_for)):
        # Asked first while nothing is held: a counter is what everybody else waits for.
        if next(takers(session, at=at), None) is not None:
            _pass_on_again(session, at)


@transaction.atomic
def _pass_on_again(session: Session, at: datetime) -> None:
    locked_queue(session)
    locked_counters(session)
    pass_on_what_is_free(Session.objects.get(pk=session.pk), at=at)
