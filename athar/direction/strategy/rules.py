"""Where an indicator stands against its target: pure sums, told the same way wherever a scorecard is shown."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

ON_TRACK_FROM = Decimal("0.95")
WATCH_FROM = Decimal("0.80")


class State(StrEnum):
    """What a scorecard says about an indicator."""

    ON_TRACK = "on_track"
    WATCH = "watch"
    BEHIND = "behind"
    NO_DATA = "no_data"
    NOT_DUE = "not_due"


@dataclass(frozen=True)
class Progress:
    """
    ``expected``: what the target asks for by the day of asking, in the indicator's unit; None when nothing is due.
    ``ratio``: value over expected, 1 being exactly on track (for ``polarity`` down, expected over value).
    """

    state: State
    expected: Decimal | None = None
    ratio: Decimal | None = None


def share_elapsed(start: date, end: date, today: date) -> Decimal:
    """How much of a period has passed, 0 to 1; ``today`` counts as passed, both ends are inclusive."""
    days = (end - start).days + 1
    passed = (min(today, end) - start).days + 1
    return Decimal(max(0, passed)) / Decimal(days)


def progress(
    *,
    value: Decimal | None,
    records: int,
    target: Decimal | None,
    share: Decimal,
    polarity: str = "up",
    accumulates: bool = True,
) -> Progress:
    """
    Judge a value against the target of its period.

    A target that accumulates (hours, people) is asked for in proportion to the ``share`` of the period that has
    passed; a level (a ratio, an index) is asked for whole from the first day. At 95 per cent of what is asked the
    indicator is on track, from 80 per cent it needs watching, below it is behind. Without a contributing record there
    is no data, which is not the same as zero; before the period, or without a target, nothing is due.
    """
    if target is None or share <= 0:
        return Progress(State.NOT_DUE)
    expected = target * share if accumulates and polarity != "down" else target
    if value is None or records == 0:
        return Progress(State.NO_DATA, expected)
    ratio = _ratio(value, expected, polarity)
    if ratio >= ON_TRACK_FROM:
        return Progress(State.ON_TRACK, expected, ratio)
    return Progress(State.WATCH if ratio >= WATCH_FROM else State.BEHIND, expected, ratio)


def _ratio(value: Decimal, expected: Decimal, polarity: str) -> Decimal:
    above, below = (expected, value) if polarity == "down" else (value, expected)
    return above / below if below else Decimal(1)
