"""A workflow as a drawing, and the same in tables."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.engine.journeys.designs import APPLICANT, CLOCK, Design, State, Transition, Use
from athar.engine.journeys.registry import Entry, effects, guards
from athar.foundation.core.charts import Arrow, FlowData, Phase, Station, render_svg
from athar.foundation.core.numerals import active_digits, with_digits
from athar.foundation.core.refusals import Text
from athar.foundation.people.choices import Role
from athar.web.workspace.words import counted, language

ACTORS: dict[str, Text] = {
    APPLICANT: gettext_lazy("Whoever’s case it is"),
    **{role.value: role.label for role in Role},
    CLOCK: gettext_lazy("Nobody: it happens by itself in time"),
}


def drawing_of(
    design: Design, *, running: Mapping[str, int], name: str = "workflow", in_words: str = ""
) -> SafeString:
    """
    Stages as columns, states as boxes, steps as arrows with the numbers of the table.

    :param running: how many cases stand in each state.
    :param name: tells it from other drawings of the page.
    :param in_words: what it says to whoever does not see it, where no table of steps stands beside it.
    """
    phases = tuple(
        Phase(stage.name.in_language(language()), tuple(_station(design, state, running) for state in design.states if state.stage == stage.code))
        for stage in design.stages
    )  # fmt: skip
    drawn = {station.key for phase in phases for station in phase.stations}
    arrows = tuple(
        Arrow(with_digits(str(number), active_digits()), source, step.target)
        for number, step in enumerate(design.transitions, start=1)
        for source in step.sources
        if {source, step.target} <= drawn
    )
    flow = FlowData(
        name,
        _("The workflow as a drawing"),
        phases,
        arrows,
        alt=in_words or _("The table of steps says the same in words."),
    )
    # The drawing escapes every word in it.
    return mark_safe(render_svg(flow, language(), "own", digits=active_digits()))  # noqa: S308 -- written by the drawing


def offered_drawn(offered: Mapping[str, Design]) -> list[dict[str, Any]]:
    """Each of what a workflow can be begun from: its stages in words, how large it is, and its drawing."""
    return [
        {
            "code": code, "name": design.name.in_language(language()), "stages": _(", ").join(_stages(design)),
            "states": len(design.states), "steps": len(design.transitions),
            "drawing": drawing_of(design, running={}, name=f"from-{code}", in_words=_steps_in_words(design)),
        }
        for code, design in offered.items()
    ]  # fmt: skip


def _stages(design: Design) -> list[str]:
    return [stage.name.in_language(language()) for stage in design.stages]


def _steps_in_words(design: Design) -> str:
    words = _("%(step)s, from %(sources)s to %(target)s")
    steps = [
        words % {"step": step["name"], "sources": _(", ").join(step["sources"]), "target": step["target"]}
        for step in steps_of(design)
    ]
    return _("; ").join(steps) if steps else _("No step leads on yet.")


def steps_of(design: Design) -> list[dict[str, Any]]:
    """Each step in words: from where to where, who may take it, what must hold, and what follows."""
    return [step_in_words(design, number, step) for number, step in enumerate(design.transitions, start=1)]


def step_in_words(design: Design, number: int, step: Transition) -> dict[str, Any]:
    said = language()
    return {
        "code": step.code, "number": number, "name": step.name.in_language(said),
        "sources": [state_called(design, code) for code in step.sources],
        "target": state_called(design, step.target),
        "by": [who(code) for code in sorted(step.by)],
        "guards": uses_in_words(step.guards, guards) + ([_("A reason is written")] if step.asks_reason else []),
        "effects": uses_in_words(step.effects, effects),
        "decides": step.decides,
    }  # fmt: skip


def states_of(design: Design, *, running: Mapping[str, int]) -> list[dict[str, Any]]:
    """Each state under its stage, as staff and as the public read it."""
    said, stages = language(), {stage.code: stage.name.in_language(language()) for stage in design.stages}
    return [
        {
            "code": state.code, "stage": stages.get(state.stage, state.stage), "staff": state.staff.in_language(said),
            "public": state.public.in_language(said), "ends": state.ends, "starts": state.code == design.start,
            "running": running.get(state.code, 0),
        }
        for state in design.states
    ]  # fmt: skip


def state_called(design: Design, code: str) -> str:
    """As staff call it; in a draft, where one may be missing, its code."""
    state = design.state_by_code.get(code)
    return state.staff.in_language(language()) if state else code


def who(code: str) -> str:
    """Who may take a step, in words."""
    return str(ACTORS.get(code, code))


def uses_in_words(uses: Iterable[Use], known: Mapping[str, Entry[Any]]) -> list[str]:
    return [_use(use, known) for use in uses]


def _use(use: Use, known: Mapping[str, Entry[Any]]) -> str:
    entry = known.get(use.code)
    if entry is None:
        return use.code
    settings = [
        f"{entry.settings.get(name, name)}: {with_digits(str(value), active_digits())}"
        for name, value in use.parameters.items()
    ]
    return f"{entry.label} ({_(', ').join(settings)})" if settings else str(entry.label)


def _station(design: Design, state: State, running: Mapping[str, int]) -> Station:
    notes = [_("Begins here")] if state.code == design.start else []
    notes += [_("Ends here")] if state.ends else []
    notes += [counted(running[state.code], "case")] if running.get(state.code) else []
    strong = state.ends or state.code == design.start
    return Station(state.code, state.staff.in_language(language()), _(", ").join(notes), strong)
