"""How reports of injuries end with their period: the number stays, name and words go."""

from datetime import datetime
from typing import Any

import pgtrigger
from django.db.models import F, Q, QuerySet

from athar.foundation.core.personal import Schedule
from athar.initiatives.volunteering.models import Injury, InjuryEntry
from athar.initiatives.volunteering.models.injury import TEXTS

NOTES = Q(state="", days_lost=None)


def _injuries(before: datetime) -> QuerySet[Injury]:
    return Injury.objects.filter(happened_at__lt=before, person__isnull=False).annotate(
        since=F("happened_at")
    )


def _forget(rows: QuerySet[Any]) -> None:
    emptied = dict.fromkeys((*TEXTS, "body"), "")
    with pgtrigger.ignore():
        Injury.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(
            person=None, reported_by=None, **emptied
        )


def _entries(before: datetime) -> QuerySet[InjuryEntry]:
    """What says more than a state and days."""
    said = InjuryEntry.objects.filter(~Q(words="") | NOTES, injury__happened_at__lt=before)
    return said.annotate(since=F("injury__happened_at"))


def _empty(rows: QuerySet[Any]) -> None:
    """A note goes whole: whom it is about may have written it. A state stays, without words."""
    ended = InjuryEntry.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))
    with pgtrigger.ignore():
        ended.filter(NOTES).delete()
        ended.update(words="")


SCHEDULES = (
    Schedule("volunteering.InjuryEntry", "injury", _entries, _empty),
    Schedule("volunteering.Injury", "injury", _injuries, _forget),
)
