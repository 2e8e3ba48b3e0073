"""How codes and the messages that carried them end with their day."""

from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from athar.foundation.core.personal import Schedule
from athar.foundation.identity.models import Challenge, Dispatch


def _dispatches(before: datetime) -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(written_at__lt=before).annotate(since=F("written_at"))


def _challenges(before: datetime) -> QuerySet[Challenge]:
    return Challenge.objects.filter(sent_at__lt=before).annotate(since=F("sent_at"))


def _delete(rows: QuerySet[Any]) -> None:
    rows.delete()


SCHEDULES = (
    Schedule("identity.Dispatch", "code", _dispatches, _delete),
    Schedule("identity.Challenge", "code", _challenges, _delete),
)
