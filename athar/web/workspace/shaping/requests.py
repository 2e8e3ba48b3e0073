"""One queue of what persons asked about their data, whoever did it: they themselves, or somebody for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Text
from athar.foundation.privacy.choices import ENDS_A_REQUEST, RequestKind, RequestStepKind
from athar.foundation.privacy.models import Erasure, Export, Request, RequestStep

ASKED, COPY, ERASED = "asked", "copy", "erased"
COLUMNS = ("source", "key", "whom", "what", "when", "end", "ended_at")
SELF_MADE: dict[str, Text] = {COPY: _("A copy of their data"), ERASED: _("To erase")}


@dataclass(frozen=True)
class Line:
    """A row of the queue; ``pk`` names a request somebody decides, and is None where the person did it themselves."""

    pk: int | None
    person: int
    what: Text
    asked_at: datetime
    state: Text
    tone: str
    ended_at: datetime | None


def ended() -> QuerySet[Any]:
    """Everything that needs nobody any more, the newest first; rows of ``COLUMNS``."""
    return (
        _asked().exclude(end=None).union(_copies(), _erasures(), all=True).order_by("-when", "source", "-key")
    )


def _asked() -> QuerySet[Any]:
    endings = RequestStep.objects.filter(request=OuterRef("pk"), kind__in=ENDS_A_REQUEST)
    found = Request.objects.order_by().annotate(
        source=Value(ASKED, CharField()), key=F("pk"), whom=F("person_id"), what=F("kind"), when=F("asked_at"),
        end=Subquery(endings.values("kind")), ended_at=Subquery(endings.values("at")),
    )  # fmt: skip
    return found.values_list(*COLUMNS)


def _copies() -> QuerySet[Any]:
    found = Export.objects.order_by().annotate(
        source=Value(COPY, CharField()), key=F("pk"), whom=F("person_id"), what=Value(COPY, CharField()), when=F("asked_at"),
        end=Value("", CharField()), ended_at=F("finished_at"),
    )  # fmt: skip
    return found.values_list(*COLUMNS)


def _erasures() -> QuerySet[Any]:
    """Of their own wish; those a guardian asked for stand as requests."""
    found = Erasure.objects.filter(request=None).order_by().annotate(
        source=Value(ERASED, CharField()), key=F("pk"), whom=F("person_id"), what=Value(ERASED, CharField()), when=F("asked_at"),
        end=Value("", CharField()), ended_at=F("done_at"),
    )  # fmt: skip
    return found.values_list(*COLUMNS)


def line_of(row: tuple[Any, ...]) -> Line:
    source, key, whom, what, when, end, ended_at = row
    if source == ASKED:
        kind = RequestStepKind(end)
        tone = {RequestStepKind.REFUSED: "bad", RequestStepKind.TAKEN_BACK: "none"}.get(kind, "good")
        return Line(key, whom, RequestKind(what).label, when, kind.label, tone, ended_at)
    return Line(None, whom, SELF_MADE[what], when, _("By themselves"), "none", ended_at)
