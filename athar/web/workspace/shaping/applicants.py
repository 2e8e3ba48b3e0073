"""Applications to an opportunity: what may be decided, what was answered, what happened."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from athar.engine.journeys.designs import Design, Transition
from athar.engine.journeys.models import Answers, Case, Seat
from athar.engine.journeys.questions import Question, is_asked
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.models import Opportunity
from athar.web.ui.viewer import Viewer
from athar.web.workspace.scope import volunteer_name
from athar.web.workspace.words import language


def choices_of(opportunity: Opportunity, *, state: str = "") -> list[Transition]:
    """The steps that take a decision, of all states or of one."""
    if opportunity.call is None:
        return []
    steps = [step for step in opportunity.call.workflow.design.transitions if step.decides]
    return [step for step in steps if not state or state in step.sources]


def called(steps: Sequence[Transition], design: Design) -> list[tuple[str, str, bool]]:
    """Each step with its name and whether it asks for a reason; where two have one name, with the state they lead on from."""
    names = [step.name.in_language(language()) for step in steps]
    return [
        (
            step.code,
            name if names.count(name) == 1 else f"{name} ({_sources(step, design)})",
            step.asks_reason,
        )
        for step, name in zip(steps, names, strict=True)
    ]


def _sources(step: Transition, design: Design) -> str:
    return _(", ").join(design.state_by_code[code].staff.in_language(language()) for code in step.sources)


def asking_why(steps: Sequence[tuple[str, str, bool]]) -> str:
    """The names of those for which a reason is written."""
    return _(", ").join(name for _code, name, asks in steps if asks)


def states_of(opportunity: Opportunity) -> list[tuple[str, str]]:
    """The states in which an application that was sent can stand."""
    if opportunity.call is None:
        return []
    design = opportunity.call.workflow.design
    return [
        (state.code, state.staff.in_language(language()))
        for state in design.states
        if state.code != design.start
    ]


def answered(answers: Answers) -> list[tuple[str, str]]:
    """Each question that was asked, with its answer in words."""
    return [
        (question.label.in_language(language()), _answer(question, answers.data.get(question.code)))
        for question in answers.form.questions
        if is_asked(question, answers.data)
    ]


def _answer(question: Question, value: Any) -> str:
    return _("No answer") if value in (None, "", []) else question.said(value, language())


def happened(case: Case, design: Design, viewer: Viewer, opportunity: Opportunity) -> list[dict[str, Any]]:
    """The way so far, the newest first; staff by name, whoever applied as the viewer may read them."""
    return [
        {
            "when": event.at,
            "what": design.transition_by_code[event.transition].name.in_language(language()),
            "who": _who(event.by, case, viewer, opportunity),
            "note": event.reason,
            "tone": "good",
        }
        for event in case.events.select_related("by").order_by("-number")
    ]


def _who(by: Person | None, case: Case, viewer: Viewer, opportunity: Opportunity) -> str:
    if by is None:
        return ""
    return volunteer_name(by, viewer, opportunity) if by.pk == case.person_id else by.called


def seats_of(case: Case, opportunity: Opportunity) -> list[Seat]:
    """The seats of whoever applied, in the shifts of the opportunity."""
    rows = Seat.objects.taken().filter(
        session__edition=opportunity.edition_id, session__cancelled_at=None, person=case.person_id
    )
    return list(rows.select_related("session").order_by("session__starts_at"))
