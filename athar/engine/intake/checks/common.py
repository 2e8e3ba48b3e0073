"""What checks of a row share."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from athar.engine.intake.parsed import Finding, Parsed
from athar.foundation.core.refusals import Reason, Text


class Setting(NamedTuple):
    """What the rules need to know besides the row."""

    today: date


Check = Callable[[Parsed, Setting], Finding | None]


def finding(code: str, column: str, message: Text, remedy: Text, *, explainable: bool = False) -> Finding:
    return Finding(Reason(code, message, remedy), column, explainable)
