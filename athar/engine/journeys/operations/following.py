"""The outbox: what follows from events is carried out, once, by a worker."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from athar.engine.journeys.attempts import Consequence
from athar.engine.journeys.designs import Use
from athar.engine.journeys.models import Event, PendingEffect
from athar.engine.journeys.registry import effects
from athar.foundation.core.jobs import every, job

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MOST_DOUBLINGS = 9  # by then a pause is the longest; doubled on and on, it would be longer than time is told


@every("*/5 * * * *")
def carry_out_what_is_due() -> None:
    """What a worker lost, or failed at."""
    carry_out()


@job
def carry_out() -> int:
    """
    Carry out every effect that is due, each in a transaction of its own that also marks it done.

    What fails waits longer each time, and what follows of the same case waits for it; the others go on.

    :returns: how many were carried out.
    """
    done = 0
    failed: set[int] = set()
    while (key := _carry_out_one(failed)) is not None:
        if key > 0:
            done += 1
    return done


def carry_out_now(event: Event, uses: Sequence[Use], *, at: datetime) -> None:
    """
    Carry out what follows from an event in the transaction that took the step: for whoever goes on from there at once.

    What an effect raises breaks the step as well, so nothing is half done. The outbox keeps them, done.
    """
    run_now(event, uses, at=at)
    PendingEffect.objects.bulk_create(
        [
            PendingEffect(
                event=event, place=place, code=use.code, settings=dict(use.parameters), not_before=at, done_at=at, tries=1
            )
            for place, use in enumerate(uses)
        ]
    )  # fmt: skip


def run_now(event: Event, uses: Sequence[Use], *, at: datetime) -> None:
    """The same where the outbox keeps them already, as done."""
    for use in uses:
        effects[use.code].run(Consequence(event.case, event, at), **use.parameters)


def _carry_out_one(failed: set[int]) -> int | None:
    """:returns: the key of what was carried out; 0 for a failure; None where nothing is due."""
    at = timezone.now()
    try:
        with transaction.atomic():
            due = PendingEffect.objects.select_for_update(skip_locked=True, of=("self",)).due(at=at).in_turn()
            row = due.exclude(pk__in=failed).select_related("event__case__call__edition").first()
            if row is None:
                return None
            key = row.pk
            effects[row.code].run(Consequence(row.event.case, row.event, at), **row.settings)
            PendingEffect.objects.filter(pk=key).update(done_at=at, fault="", tries=row.tries + 1)
            return key
    except Exception as fault:  # noqa: BLE001 -- whatever an effect does, the others must go on
        failed.add(key)
        _note(key, fault, at)
        return 0


def _note(key: int, fault: Exception, at: datetime) -> None:
    row = PendingEffect.objects.get(pk=key)
    pause = min(FIRST_PAUSE * 2 ** min(row.tries, MOST_DOUBLINGS), LONGEST_PAUSE)
    PendingEffect.objects.filter(pk=key).update(
        tries=row.tries + 1, fault=type(fault).__name__, not_before=at + pause
    )
