"""A case as whoever it belongs to reads it: the stages of the way, and where it stands among them."""

from dataclasses import dataclass
from typing import Literal

from athar.engine.journeys.designs import Design, Stage

Place = Literal["done", "here", "next"]


@dataclass(frozen=True)
class Step:
    """A stage of the way: behind the case, where it stands, or ahead."""

    stage: Stage
    place: Place


def track_of(design: Design, state: str) -> list[Step]:
    """
    Return the stages of a workflow as seen from one of its states; none where the way ended before its last stage.

    :param state: code of the state in which the case stands.
    """
    found = design.state_by_code[state]
    codes = [stage.code for stage in design.stages]
    here = codes.index(found.stage)
    if found.ends and here + 1 < len(codes):
        return []
    places: list[Place] = [
        "done" if number < here or found.ends else "here" if number == here else "next"
        for number in range(len(codes))
    ]
    return [Step(stage, place) for stage, place in zip(design.stages, places, strict=True)]
