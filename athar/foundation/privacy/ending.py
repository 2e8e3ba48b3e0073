"""How rows of this room and of the libraries end with their period."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from athar.foundation.core.personal import Schedule
from athar.foundation.privacy.models import Export

OVER = ("succeeded", "failed", "cancelled", "aborted")


def delete(rows: QuerySet[Any]) -> None:
    """Delete by key, through the plain manager: the libraries' own are read-only."""
    plain: Any = rows.model._base_manager
    plain.filter(pk__in=[row.pk for row in rows]).delete()


def _exports(before: datetime) -> QuerySet[Export]:
    return Export.objects.filter(finished_at__lt=before, removed_at=None).annotate(since=F("finished_at"))


def _remove_exports(rows: QuerySet[Export]) -> None:
    from athar.foundation.privacy.exports import remove_export

    for export in rows:
        remove_export(export=export, at=timezone.now())


def _sessions(before: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=before).annotate(since=F("expire_date"))


def _jobs(before: datetime) -> QuerySet[ProcrastinateJob]:
    ended = ProcrastinateEvent.objects.filter(job=OuterRef("pk")).order_by("-at").values("at")[:1]
    done = ProcrastinateJob.objects.filter(status__in=OVER).annotate(since=Subquery(ended))
    found: QuerySet[ProcrastinateJob] = done.filter(since__lt=before)
    return found


SCHEDULES = (
    Schedule("privacy.Export", "export", _exports, _remove_exports),
    Schedule("sessions.Session", "session", _sessions, delete),
    Schedule("procrastinate.ProcrastinateJob", "job", _jobs, delete),
)
