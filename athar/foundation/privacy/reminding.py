"""Looked at by the clock: requests and breaches whose time runs out. Who is told, a room above knows."""

from django.db import transaction
from django.utils import timezone

from athar.foundation.core.dates import start_of_day
from athar.foundation.core.facts import announce
from athar.foundation.core.jobs import every
from athar.foundation.privacy.breaches import running
from athar.foundation.privacy.choices import Clock
from athar.foundation.privacy.facts import BreachPressing, RequestPressing
from athar.foundation.privacy.models import Request
from athar.foundation.privacy.requests import deadline_of

PRESSING = 5  # days before the deadline


@every("10 6 * * *")
@transaction.atomic
def look_at_requests() -> None:
    """Announce each open request that is due within five days, or overdue."""
    at = timezone.now()
    for request in Request.objects.open().whole():
        deadline = deadline_of(request, at=at)
        if deadline.days <= PRESSING:
            parties = tuple(sorted({request.person_id, request.asked_by_id}))
            due = start_of_day(deadline.due_on)
            announce(RequestPressing(request.pk, parties, due, deadline.is_over, at))


@every("5 * * * *")
@transaction.atomic
def look_at_breaches() -> None:
    """Announce each breach whose 72 hours run out within a day."""
    at = timezone.now()
    for breach, countdown in running(at=at):
        if countdown.state is Clock.URGENT:
            announce(BreachPressing(breach.pk, countdown.due_at, at))
