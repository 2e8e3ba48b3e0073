"""How links sent to guardians end: those that led to a guardian stay with what they led to."""

from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from athar.foundation.admissions.models import GuardianInvitation
from athar.foundation.core.personal import Schedule


def _invitations(before: datetime) -> QuerySet[GuardianInvitation]:
    unused = GuardianInvitation.objects.filter(expires_at__lt=before, link=None)
    ended: QuerySet[GuardianInvitation] = unused.annotate(since=F("expires_at"))
    return ended


def _delete(rows: QuerySet[Any]) -> None:
    rows.delete()


SCHEDULES = (Schedule("admissions.GuardianInvitation", "one_use", _invitations, _delete),)
