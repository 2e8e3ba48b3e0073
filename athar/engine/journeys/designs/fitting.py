"""Whether a workflow fits things of a kind: every reason against it at once, each with where it stands and its remedy."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.designs.faults import Fault
from athar.engine.journeys.designs.shape import APPLICANT, CLOCK, Design, State, Transition, Words
from athar.engine.journeys.designs.taking_part import (
    GIVES_BACK,
    IS_OVER,
    PARTS,
    application,
    applications,
    asks,
    does,
    enrols,
    is_for_staff,
    standings,
    withdrawal,
)
from athar.foundation.core.refusals import Reason, Text, filled, quoted


@dataclass(frozen=True)
class Terms:
    """
    What things of a kind ask of a workflow by which people come to take part in them. Conditions and roles by code, with their names.

    :ivar applying: conditions of the step by which somebody applies.
    :ivar enrolling: conditions of every step by which somebody is taken.
    :ivar stopping: conditions at which time ends it, wherever a case stands.
    :ivar staff: the roles that see who applied; every step of staff is open to one of them.
    """

    applying: Mapping[str, Text]
    enrolling: Mapping[str, Text]
    stopping: Mapping[str, Text]
    staff: Mapping[str, Text]


def misfits(design: Design, terms: Terms) -> list[Fault]:
    """All that keeps a workflow from such things; none where it fits. Ask it of a workflow without faults."""
    return [fault for check in CHECKS for fault in check(design, terms)]


def _applying(design: Design, terms: Terms) -> Iterator[Fault]:
    steps = applications(design)
    if not steps:
        yield _misfit(
            "start", "no_application", _("Nobody can apply by it."),
            _("Let a step of whoever’s case it is lead on from where a case begins."),
        )  # fmt: skip
    for step in steps[:1]:
        yield from _conditions(step, terms.applying)
        if step.asks_reason:
            yield _of_step(
                step, "application_asks_why", _("%(name)s asks for a reason, and whoever applies is asked for none."),
                _("Let it ask for none."),
            )  # fmt: skip
    for step in steps[1:]:
        yield _of_step(
            step, "applied_twice", _("%(name)s is another way to apply."), _("Leave one step by which one applies.")
        )  # fmt: skip


def _taking_part(design: Design, terms: Terms) -> Iterator[Fault]:
    taking = [step for step in design.transitions if enrols(step)]
    if not taking:
        yield _misfit(
            "transitions", "no_part", _("Nobody ever takes part by it."),
            _("Let a step have this happen: they take part from now on."),
        )  # fmt: skip
    for step in taking:
        yield from _conditions(step, terms.enrolling)
    both = standings(design)
    for state in _going_on(design):
        if {(state.code, True), (state.code, False)} <= both:
            yield _of_state(
                state, "unclear", _("In %(name)s some take part and some do not."),
                _("Let a state of its own hold those who take part."),
            )  # fmt: skip


def _leading_on(design: Design, _terms: Terms) -> Iterator[Fault]:
    """Staff or time leads on from everywhere, and nobody else but by applying and withdrawing."""
    first = application(design)
    for step in design.transitions:
        if APPLICANT in step.by and step != first and not design.state_by_code[step.target].ends:
            yield _of_step(
                step, "own_step", _("%(name)s would be taken by whoever applied, and their pages know no such step."),
                _("Let staff take it, or leave it out."),
            )  # fmt: skip
    for state in _going_on(design):
        onward = (step for step in design.leaving(state.code) if APPLICANT not in step.by)
        if state.code != design.start and all(_only_stops(design, step) for step in onward):
            yield _of_state(
                state, "stuck", _("Nobody leads on from %(name)s."), _("Let staff or time take a step from there.")
            )  # fmt: skip


def _leaving(design: Design, terms: Terms) -> Iterator[Fault]:
    for state in _going_on(design):
        if state.code == design.start:
            continue
        if withdrawal(design, state.code) is None:
            yield _of_state(
                state, "no_withdrawal", _("Nobody can withdraw from %(name)s."),
                _("Let a step of whoever’s case it is lead from there to an end."),
            )  # fmt: skip
        for code, label in terms.stopping.items():
            if not any(_stops(design, step, code) for step in design.leaving(state.code)):
                yield _of_state(
                    state, "goes_on_regardless", _("%(name)s goes on even then: %(condition)s."),
                    _("Let it be one of the states from which time ends the case on that condition alone."), condition=label,
                )  # fmt: skip


def _giving_back(design: Design, _terms: Terms) -> Iterator[Fault]:
    """Whoever takes part no longer keeps neither part nor seats."""
    taking = {state for state, part in standings(design) if part}
    for step in design.transitions:
        if not taking.intersection(step.sources):
            continue
        if design.state_by_code[step.target].ends and not does(step, PARTS):
            yield _of_step(
                step, "part_goes_on", _("After %(name)s the case is over, and they would still take part."),
                _("Let this happen then: they take part no longer."),
            )  # fmt: skip
        elif does(step, PARTS) and not (does(step, GIVES_BACK) or asks(step, IS_OVER)):
            yield _of_step(
                step, "seats_stay", _("After %(name)s their seats would stay taken."),
                _("Let this happen then: their seats to come are given back."),
            )  # fmt: skip


def _deciding(design: Design, terms: Terms) -> Iterator[Fault]:
    for step in design.transitions:
        if is_for_staff(step) and not step.by & set(terms.staff):
            yield _of_step(
                step, "not_theirs", _("Nobody who sees the applications may take %(name)s."),
                _("Let one of these take it: %(roles)s."), roles=_listed(tuple(terms.staff.values())),
            )  # fmt: skip


Check = Callable[[Design, Terms], Iterator[Fault]]
CHECKS: tuple[Check, ...] = (_applying, _taking_part, _leading_on, _leaving, _giving_back, _deciding)


def _conditions(step: Transition, asked: Mapping[str, Text]) -> Iterator[Fault]:
    for code, label in asked.items():
        if not asks(step, code):
            yield _of_step(
                step, "condition_missing", _("%(name)s does not ask: %(condition)s."),
                _("Tick it there among what must hold."), condition=label,
            )  # fmt: skip


def _going_on(design: Design) -> list[State]:
    return [state for state in design.states if not state.ends]


def _stops(design: Design, step: Transition, guard: str) -> bool:
    """Whether time takes it on this condition alone, and the case is over then."""
    alone = [use.code for use in step.guards] == [guard] and not step.asks_reason
    return CLOCK in step.by and alone and design.state_by_code[step.target].ends


def _only_stops(design: Design, step: Transition) -> bool:
    return step.by == {CLOCK} and design.state_by_code[step.target].ends and not asks(step, IS_OVER)


def _of_step(step: Transition, code: str, message: Text, remedy: Text, **more: Text) -> Fault:
    return _misfit(f"transitions.{step.code}", code, message, remedy, name=_name(step.name), **more)


def _of_state(state: State, code: str, message: Text, remedy: Text, **more: Text) -> Fault:
    return _misfit(f"states.{state.code}", code, message, remedy, name=_name(state.staff), **more)


def _misfit(where: str, code: str, message: Text, remedy: Text, **values: Text) -> Fault:
    return Fault(where, Reason(code, filled(message, **values), filled(remedy, **values)))


def _in_words(words: Words) -> str:
    return quoted(f"«{words.in_language((get_language() or 'ar')[:2])}»", 90)


def _in_a_row(labels: tuple[Text, ...]) -> str:
    return str(_(", ")).join(map(str, labels))


_name, _listed = lazy(_in_words, str), lazy(_in_a_row, str)
