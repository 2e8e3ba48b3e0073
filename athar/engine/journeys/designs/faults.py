"""What keeps a workflow from being published: every fault at once, each with where it stands and its remedy."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.designs.shape import (
    APPLICANT,
    CLOCK,
    CODE,
    Design,
    Stage,
    State,
    Transition,
    Use,
    Words,
)
from athar.engine.journeys.designs.walking import leading_to_an_end, reachable
from athar.foundation.core.refusals import Reason, filled, quoted

LONGEST = 80  # characters of a name


@dataclass(frozen=True)
class Fault:
    """
    One fault. ``where``: the part it stands in, as ``states.sent``; the editor marks it there.

    Faults are compared by where and what, so that a test says what it means.
    """

    where: str
    reason: Reason

    @property
    def code(self) -> str:
        return self.reason.code


@dataclass(frozen=True)
class Known:
    """What a use of a guard or an effect may name: its parameters by code."""

    guards: Mapping[str, Collection[str]]
    effects: Mapping[str, Collection[str]]
    roles: Collection[str]


def faults_of(design: Design, known: Known) -> list[Fault]:
    """Every fault of a workflow; those of its parts first, those of the whole only where the parts fit together."""
    parts = [
        *_codes(design),
        *_names(design),
        *_twice_named(design),
        *_parts(design),
        *_uses(design, known),
        *_roles(design, known),
    ]
    return parts or list(_whole(design))


def _codes(design: Design) -> Iterator[Fault]:
    groups: dict[str, Sequence[Stage | State | Transition]] = {
        "stages": design.stages,
        "states": design.states,
        "transitions": design.transitions,
    }
    for group, parts in groups.items():
        counted = Counter(part.code for part in parts)
        for code, times in counted.items():
            if not CODE.fullmatch(code):
                yield _fault(
                    f"{group}.{code}",
                    "bad_code",
                    _("%(code)s is no code."),
                    _("Use small Latin letters, digits and _, a letter first."),
                    code,
                )
            if times > 1:
                yield _fault(
                    f"{group}.{code}",
                    "twice",
                    _("%(code)s stands here twice."),
                    _("Give each its own code."),
                    code,
                )
    if not design.states:
        yield _fault("states", "empty", _("There is no state."), _("Add the state in which a case begins."))  # fmt: skip


def _names(design: Design) -> Iterator[Fault]:
    named = [("name", design.name)]
    named += [(f"stages.{stage.code}", stage.name) for stage in design.stages]
    named += [
        (f"states.{state.code}", words) for state in design.states for words in (state.staff, state.public)
    ]
    named += [(f"transitions.{step.code}", step.name) for step in design.transitions]
    told = set()
    for where, words in named:
        if where not in told and not (_is_name(words.ar) and _is_name(words.en)):
            told.add(where)
            yield _fault(
                where,
                "no_name",
                _("A name is missing or too long."),
                _("Name it in Arabic and in English, in at most 80 characters each."),
            )


def _twice_named(design: Design) -> Iterator[Fault]:
    """Two states, or two steps from one state, that nobody could tell apart."""
    groups: list[tuple[str, list[tuple[str, Words]]]] = [
        ("stages", [(stage.code, stage.name) for stage in design.stages]),
        ("states", [(state.code, state.staff) for state in design.states]),
    ]
    groups += [
        ("transitions", [(step.code, step.name) for step in design.leaving(state.code)])
        for state in design.states
    ]
    told = set()
    for group, named in groups:
        for language in ("ar", "en"):
            counted = Counter(words.in_language(language).strip() for words in dict(named).values())
            for code, words in named:
                name = words.in_language(language).strip()
                if name and counted[name] > 1 and (group, code) not in told:
                    told.add((group, code))
                    yield _fault(
                        f"{group}.{code}",
                        "same_name",
                        _("Another is called %(code)s, too."),
                        _("Call each by a name of its own."),
                        name,
                    )


def _is_name(text: str) -> bool:
    return 0 < len(text.strip()) <= LONGEST


def _parts(design: Design) -> Iterator[Fault]:
    stages, states = {stage.code for stage in design.stages}, design.state_by_code
    for state in design.states:
        if state.stage not in stages:
            yield _fault(
                f"states.{state.code}",
                "no_such_stage",
                _("There is no stage %(code)s."),
                _("Choose a stage of this workflow."),
                state.stage,
            )
    if design.states and design.start not in states:
        yield _fault(
            "start",
            "no_such_state",
            _("There is no state %(code)s."),
            _("Choose a state of this workflow."),
            design.start,
        )
    for step in design.transitions:
        where = f"transitions.{step.code}"
        if not step.sources:
            yield _fault(
                where,
                "no_source",
                _("It starts from no state."),
                _("Choose the states from which it may be taken."),
            )
        for code in (*step.sources, step.target):
            if code not in states:
                yield _fault(
                    where,
                    "no_such_state",
                    _("There is no state %(code)s."),
                    _("Choose a state of this workflow."),
                    code,
                )
        if any(states[code].ends for code in step.sources if code in states):
            yield _fault(
                where,
                "from_an_end",
                _("It leaves a state in which the case is over."),
                _("Take that state from its sources, or let the state go on."),
            )


def _uses(design: Design, known: Known) -> Iterator[Fault]:
    for step in design.transitions:
        for uses, registered, code in (
            (step.guards, known.guards, "no_such_guard"),
            (step.effects, known.effects, "no_such_effect"),
        ):
            for use in uses:
                yield from _use(step, use, registered, code)


def _use(step: Transition, use: Use, registered: Mapping[str, Collection[str]], code: str) -> Iterator[Fault]:
    where = f"transitions.{step.code}"
    if use.code not in registered:
        yield _fault(where, code, _("Athar knows no %(code)s."), _("Choose one of the list."), use.code)
        return
    for name in use.parameters.keys() - set(registered[use.code]):
        yield _fault(
            where,
            "no_such_parameter",
            _("%(code)s has no such setting."),
            _("Remove the setting, or correct its name."),
            f"{use.code}.{name}",
        )


def _roles(design: Design, known: Known) -> Iterator[Fault]:
    for step in design.transitions:
        where = f"transitions.{step.code}"
        for role in sorted(step.by - {APPLICANT, CLOCK, *known.roles}):
            yield _fault(
                where,
                "no_such_role",
                _("There is no role %(code)s."),
                _("Choose who may take this step."),
                role,
            )
        if not step.by:
            yield _fault(where, "nobody", _("Nobody may take it."), _("Choose who may take this step."))
        if step.decides and step.by & {APPLICANT, CLOCK}:
            yield _fault(
                where,
                "decides_own",
                _("Only staff decides about a case."),
                _("Let a role of staff take it, or let it be no decision."),
            )


def _whole(design: Design) -> Iterator[Fault]:
    if design.state_by_code[design.start].ends:
        yield _fault(
            "start",
            "starts_at_an_end",
            _("A case would be over before it began."),
            _("Choose a state that goes on."),
        )
    met = reachable(design)
    for state in design.states:
        if state.code not in met:
            yield _fault(
                f"states.{state.code}",
                "never_reached",
                _("No case can come here."),
                _("Let a step lead here, or remove the state."),
            )
    for code in sorted(met - leading_to_an_end(design)):
        yield _fault(
            f"states.{code}",
            "no_way_out",
            _("A case that comes here can never end."),
            _("Let a step lead on from here, or let the case be over here."),
        )


def _fault(where: str, code: str, message: object, remedy: object, value: str = "") -> Fault:
    said = filled(message, code=quoted(value)) if value else message  # type: ignore[arg-type]
    return Fault(where, Reason(code, said, remedy))  # type: ignore[arg-type]
