"""What an opportunity asks whoever signs up, and what was answered, as the workspace shows them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from athar.engine.journeys.questions import Question
from athar.foundation.core.tables import Column
from athar.initiatives.volunteering.managing import newest_answers_of
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.questions import MOST, asking_of
from athar.web.ui.viewer import Viewer
from athar.web.workspace.shaping.volunteering import APPLICANTS, Applicant, applicants
from athar.web.workspace.words import language


def asked_of(opportunity: Opportunity) -> list[dict[str, Any]]:
    """Each question with how it is answered, in both languages."""
    return [
        {
            "code": question.code,
            "label": question.label.in_language(language()),
            "both": question.label,
            "asking": asking_of(question).label,
            "required": question.required,
            "options": [option.name for option in question.options],
        }
        for question in opportunity.asks
    ]


def may_ask_more(opportunity: Opportunity) -> bool:
    return len(opportunity.asks) < MOST


def columns_of(opportunity: Opportunity, *, reading: bool, shown: bool) -> list[Column]:
    """
    The columns of the list of who applied: one for each question, too.

    :param reading: whether the viewer reads answers, as those who choose do; nobody else has these columns.
    :param shown: whether answers are shown to whoever chose no columns, as in a file.
    """
    asked = opportunity.asks if reading else ()
    return [*APPLICANTS, *(_column(question, shown) for question in asked)]


def answering(
    viewer: Viewer, opportunity: Opportunity, *, reading: bool
) -> Callable[[Sequence[Any]], list[Applicant]]:
    """Applications as the columns read them; what they answered is asked once for all of them."""
    if not (reading and opportunity.asks):
        return applicants(viewer, opportunity)
    return partial(_answering, viewer, opportunity)


def _answering(viewer: Viewer, opportunity: Opportunity, rows: Sequence[Any]) -> list[Applicant]:
    answers = newest_answers_of(rows)
    shaped = applicants(viewer, opportunity)(rows)
    return [replace(one, answers=answers.get(one.case.pk, {})) for one in shaped]


def _column(question: Question, shown: bool) -> Column:
    def read(row: Applicant) -> str:
        return _said(question, row.answers)

    return Column(f"q-{question.code}", question.label.in_language(language()), read, shown=shown)


def _said(question: Question, answers: Mapping[str, Any]) -> str:
    value = answers.get(question.code)
    return "" if value in (None, "", []) else question.said(value, language())
