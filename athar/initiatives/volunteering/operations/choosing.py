"""The same is decided about several applications."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from django.db import transaction

from athar.engine.journeys.models import Answers, Case
from athar.engine.journeys.operations import DecisionRefused, decide
from athar.foundation.core.refusals import Reason
from athar.foundation.people.models import Person


@transaction.atomic
def decide_applications(
    *, cases: Sequence[Case], step: str, reason: str, read_at: datetime, by: Person, at: datetime
) -> int:
    """
    Decide the same about several applications, as they were when somebody read them.

    :raises DecisionRefused: with every reason; then nothing is decided.
    """
    reasons: list[Reason] = []
    read = _revisions(cases, read_at)
    # Always in the same order, as whoever releases decisions takes them: two at once wait for each other and never in a circle.
    for case in sorted(cases, key=attrgetter("pk")):
        try:
            with transaction.atomic():
                decide(
                    case=case, transition=step, seen=case.state, answers=read.get(case.pk, 0), by=by, at=at, reason=reason
                )  # fmt: skip
        except DecisionRefused as refused:
            reasons += refused.reasons
    if reasons:
        raise DecisionRefused(*{reason.code: reason for reason in reasons}.values())
    return len(cases)


def _revisions(cases: Sequence[Case], read_at: datetime) -> dict[int, int]:
    """The newest answers of each that were there to be read."""
    rows = Answers.objects.filter(case__in=cases, at__lte=read_at).order_by("revision")
    return dict(rows.values_list("case", "revision"))
