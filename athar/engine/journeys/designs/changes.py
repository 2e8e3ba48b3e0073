"""What differs between two workflows, in words of the language being spoken."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from athar.engine.journeys.designs.shape import Design, Stage, State, Transition, Words

P = TypeVar("P", Stage, State, Transition)


def changes(before: Design, after: Design) -> list[str]:
    """Every difference, each a sentence; none where the two say the same."""
    return [
        *_named(_("The workflow"), before.name, after.name),
        *_start(before, after),
        *_parts(before.stages, after.stages, _stage),
        *_parts(before.states, after.states, lambda old, new: _state(old, new, before, after)),
        *_parts(before.transitions, after.transitions, lambda old, new: _step(old, new, after)),
    ]


def _start(before: Design, after: Design) -> Iterator[str]:
    if before.start != after.start:
        yield _("Cases begin in %(state)s.") % {"state": _state_called(after, after.start)}


def _parts(before: Sequence[P], after: Sequence[P], differ: Callable[[P, P], Iterator[str]]) -> Iterator[str]:
    old, new = ({part.code: part for part in parts} for parts in (before, after))
    for code, part in new.items():
        if code not in old:
            yield _("%(part)s is new.") % {"part": _called(part)}
        else:
            yield from differ(old[code], part)
    for code, part in old.items():
        if code not in new:
            yield _("%(part)s is gone.") % {"part": _called(part)}
    if [code for code in old if code in new] != [code for code in new if code in old]:
        kind = _KINDS[type(after[0])]()
        yield _("%(kind)s stand in another order.") % {"kind": kind}


_KINDS: dict[type, Callable[[], str]] = {
    Stage: lambda: _("The stages"), State: lambda: _("The states"), Transition: lambda: _("The steps"),
}  # fmt: skip


def _stage(old: Stage, new: Stage) -> Iterator[str]:
    yield from _named(_called(old), old.name, new.name)


def _state(old: State, new: State, before: Design, after: Design) -> Iterator[str]:
    yield from _named(_called(old), old.staff, new.staff)
    if old.public != new.public:
        facts = {"part": _called(new), "new": _quoted(new.public)}
        yield _("%(part)s is called %(new)s in public.") % facts
    if old.stage != new.stage:
        stages = {stage.code: stage.name for design in (before, after) for stage in design.stages}
        yield _("%(part)s stands in the stage %(new)s.") % {
            "part": _called(new),
            "new": _quoted(stages[new.stage]),
        }
    if old.ends != new.ends:
        words = _("%(part)s ends the case.") if new.ends else _("%(part)s ends the case no longer.")
        yield words % {"part": _called(new)}


def _step(old: Transition, new: Transition, after: Design) -> Iterator[str]:
    yield from _named(_called(old), old.name, new.name)
    part = {"part": _called(new)}
    if set(old.sources) != set(new.sources):
        sources = _(", ").join(_state_called(after, code) for code in new.sources)
        yield _("%(part)s leads from: %(new)s.") % {**part, "new": sources}
    if old.target != new.target:
        yield _("%(part)s leads to %(new)s.") % {**part, "new": _state_called(after, new.target)}
    if old.by != new.by:
        yield _("%(part)s may be taken by others than before.") % part
    if old.guards != new.guards or old.asks_reason != new.asks_reason:
        yield _("%(part)s asks other conditions.") % part
    if old.effects != new.effects:
        yield _("%(part)s has other consequences.") % part
    if old.decides != new.decides:
        words = _("%(part)s is a decision now.") if new.decides else _("%(part)s is no decision any more.")
        yield words % part


def _named(part: str, old: Words, new: Words) -> Iterator[str]:
    if old != new:
        yield _("%(part)s is called %(new)s now.") % {"part": part, "new": _quoted(new)}


def _called(part: Stage | State | Transition) -> str:
    match part:
        case Stage():
            return _("The stage %(name)s") % {"name": _quoted(part.name)}
        case State():
            return _("The state %(name)s") % {"name": _quoted(part.staff)}
        case Transition():
            return _("The step %(name)s") % {"name": _quoted(part.name)}


def _state_called(design: Design, code: str) -> str:
    state = design.state_by_code.get(code)
    return _quoted(state.staff) if state else code


def _quoted(words: Words) -> str:
    said = words.en if get_language() == "en" else words.ar
    return f"\N{FIRST STRONG ISOLATE}«{said}»\N{POP DIRECTIONAL ISOLATE}"
