"""How what a closed import left behind ends with its period: refused rows, and people named in them."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from athar.engine.intake.choices import CLOSED
from athar.engine.intake.models import Participant, Row, Stage
from athar.foundation.core.personal import Schedule

_CLOSED_AT = Stage.objects.filter(intake=OuterRef("intake"), name__in=CLOSED).order_by("at").values("at")[:1]


def _rows(before: datetime) -> QuerySet[Row]:
    return Row.objects.order_by("pk").annotate(since=Subquery(_CLOSED_AT)).filter(since__lt=before)


def _participants(before: datetime) -> QuerySet[Participant]:
    return Participant.objects.order_by("pk").annotate(since=Subquery(_CLOSED_AT)).filter(since__lt=before)


def _delete(rows: QuerySet[Any]) -> None:
    rows.delete()


SCHEDULES = (
    Schedule("intake.Row", "import", _rows, _delete),
    Schedule("intake.Participant", "import", _participants, _delete),
)
