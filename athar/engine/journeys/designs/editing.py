"""Changing a workflow part by part: each change gives another workflow, and none leaves a reference that leads nowhere."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from athar.engine.journeys.designs.shape import Design, Stage, State, Transition, Words

Kind = Literal["stages", "states", "transitions"]
Part = Stage | State | Transition
P = TypeVar("P", bound=Stage | State | Transition)
LONGEST = 40


class Held(ValueError):
    """A part cannot be removed while others rest on it: names them."""

    def __init__(self, others: Sequence[Words]) -> None:
        super().__init__(", ".join(words.en for words in others))
        self.others = others


def with_part(design: Design, part: Part, *, after: str) -> Design:
    """
    Add a part, or put another in the place of the one with its code.

    :param after: code of the part it stands after; empty: it is the first of its kind.
    """
    match part:
        case Stage():
            return replace(design, stages=_placed(design.stages, part, after))
        case State():
            return replace(design, states=_placed(design.states, part, after))
        case Transition():
            return replace(design, transitions=_placed(design.transitions, part, after))


def without_part(design: Design, kind: Kind, code: str) -> Design:
    """
    Take a part away.

    :raises Held: while something rests on it: a state on its stage, a step on its states, every case on the state it begins in.
    """
    if others := resting_on(design, kind, code):
        raise Held(others)
    match kind:
        case "stages":
            return replace(design, stages=tuple(part for part in design.stages if part.code != code))
        case "states":
            return replace(design, states=tuple(part for part in design.states if part.code != code))
        case "transitions":
            return replace(
                design, transitions=tuple(part for part in design.transitions if part.code != code)
            )


def parts_of(design: Design, kind: Kind) -> Sequence[Part]:
    """All parts of a kind, in their order."""
    found: dict[Kind, Sequence[Part]] = {
        "stages": design.stages, "states": design.states, "transitions": design.transitions,
    }  # fmt: skip
    return found[kind]


def part_of(design: Design, kind: Kind, code: str) -> Part | None:
    return next((part for part in parts_of(design, kind) if part.code == code), None)


def resting_on(design: Design, kind: Kind, code: str) -> list[Words]:
    """The names of what would lead nowhere without a part."""
    if kind == "stages":
        return [state.staff for state in design.states if state.stage == code]
    if kind == "transitions":
        return []
    steps = [step.name for step in design.transitions if code == step.target or code in step.sources]
    return [design.name, *steps] if code == design.start else steps


def code_for(name: str, taken: Collection[str]) -> str:
    """A code for a new part from its English name: one that no other has."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    base = (plain if plain[:1].isalpha() else f"part_{plain}".rstrip("_"))[: LONGEST - 4].rstrip("_")
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base}_{number}"
    return code


def _placed(parts: tuple[P, ...], part: P, after: str) -> tuple[P, ...]:
    others = [other for other in parts if other.code != part.code]
    codes = [other.code for other in others]
    place = codes.index(after) + 1 if after in codes else 0
    return (*others[:place], part, *others[place:])
