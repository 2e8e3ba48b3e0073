"""Somebody answers the questions of a call."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Answers, Case, FormVersion
from athar.engine.journeys.queries import is_applicant
from athar.engine.journeys.questions import wrong_answers
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person

# Answers that are still being written may have gaps; nothing else may be wrong with them.
GAPS = {"unanswered", "not_agreed"}


class AnswersRefused(Refused):
    """The answers cannot be kept. ``by_question``: what is wrong, by the code of the question."""

    def __init__(self, *reasons: Reason, by_question: Mapping[str, Reason] | None = None) -> None:
        super().__init__(*reasons, *(by_question or {}).values())
        self.by_question = dict(by_question or {})


@transaction.atomic
def answer(*, case: Case, data: Mapping[str, Any], based_on: int, by: Person, at: datetime) -> Answers:
    """
    Keep a new revision of the answers; the same answers again make none. Gaps may stay until the case moves on.

    :param based_on: number of the revision the writer started from; 0 for the first.
    :raises AnswersRefused: when an answer is of the wrong kind, the case is over or somebody else's, or was changed meanwhile.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("call__form").get(pk=case.pk)
    form, last = case.call.form, case.answers.first()
    newest = last.revision if last else 0
    reasons = []
    if not is_applicant(case, by, at=at):
        reasons.append(Reason("not_theirs", _("Only whose case it is answers."), _("Ask them to.")))
    if case.ended_at is not None:
        reasons.append(
            Reason(
                "over", _("This is over; answers stay as they are."), _("Begin again, if it is still open.")
            )
        )
    if form is None:
        reasons.append(Reason("asks_nothing", _("Nothing is asked here."), _("Go on to the next step.")))
    if based_on != newest:
        reasons.append(
            Reason(
                "overtaken",
                _("The answers were changed meanwhile."),
                _("Look at the newest, and change those."),
            )
        )
    if reasons or form is None:
        raise AnswersRefused(*reasons)
    if wrong := never_right(form, data):
        raise AnswersRefused(by_question=wrong)
    if last is not None and last.data == dict(data):
        return last
    return Answers.objects.create(case=case, revision=newest + 1, form=form, data=dict(data), by=by, at=at)


def never_right(form: FormVersion, data: Mapping[str, Any]) -> dict[str, Reason]:
    """What is wrong with answers even while they are being written, by question; that one is missing is said when the case moves."""
    wrong = wrong_answers(form.questions, data)
    return {code: reason for code, reason in wrong.items() if reason.code not in GAPS}
