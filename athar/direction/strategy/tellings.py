"""A figure told by region, month and so on, and initiative by initiative."""

from dataclasses import dataclass
from typing import Any

from athar.analytics.metrics import Breakdown, Definition, Line, break_down, gross_and_net
from athar.direction.strategy import measuring
from athar.direction.strategy.behind import known_for, remembered
from athar.direction.strategy.models import Measurement
from athar.engine.register.models import Initiative
from athar.foundation.places.models import Region


@dataclass(frozen=True)
class Told:
    """
    A figure told by something; ``part`` is the code of the part it is told of, when not of the whole.

    ``names`` holds, by key, what rows are called in both languages, where the keys are codes of ours.
    """

    by: str
    definition: dict[str, Any]
    part: str
    breakdown: Breakdown
    names: dict[str, dict[str, str]]


def breakdowns_of(measurement: Measurement) -> list[Told]:
    return remembered("breakdowns", measurement, lambda: _breakdowns(measurement))


def _breakdowns(measurement: Measurement) -> list[Told]:
    """By everything its definition allows; what only a part allows (gender of those known by name) is told of that part."""
    known, frame = known_for(measurement), measuring.frame_of(measurement)
    definition = known[measurement.code]
    told: dict[str, Definition] = dict.fromkeys(definition.disaggregations, definition)
    for code in definition.parts if definition.basis == "mixed" else ():
        for by in known[code].disaggregations:
            told.setdefault(by, known[code])
    scoped = {name for name, values in frame.scope if len(values) == 1}
    return [
        Told(
            by=by,
            definition=asked.to_dict(),
            part="" if asked is definition else asked.code,
            breakdown=break_down(asked, measuring.run, frame, by=by, parts=known),
            names=names_of(by),
        )
        for by, asked in told.items() if by not in scoped
    ]  # fmt: skip


def names_of(by: str) -> dict[str, dict[str, str]]:
    models: dict[str, type[Initiative | Region]] = {"initiative": Initiative, "region": Region}
    model = models.get(by)
    return {row.code: {"ar": row.name_ar, "en": row.name_en} for row in model.objects.all()} if model else {}


@dataclass(frozen=True)
class Lines:
    """Gross, already counted above and net of each initiative, and what the initiatives are called."""

    rows: list[Line]
    names: dict[str, dict[str, str]]


def lines_of(measurement: Measurement) -> Lines:
    """No rows for figures that are no number of people."""
    return remembered("lines", measurement, lambda: _lines(measurement))


def _lines(measurement: Measurement) -> Lines:
    known = known_for(measurement)
    definition = known[measurement.code]
    if "initiative" not in definition.disaggregations or definition.basis not in {"mixed", "identified"}:
        return Lines([], {})
    names = names_of("initiative")
    found = gross_and_net(
        definition, measuring.run, measuring.frame_of(measurement), order=list(names), parts=known
    )
    return Lines([line for line in found if line.gross], names)
