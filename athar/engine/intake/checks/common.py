"""What checks of a row share."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from athar.engine.intake.codes import KnownEdition
from athar.engine.intake.parsed import Finding, Parsed
from athar.foundation.core.refusals import Reason, Text


class Setting(NamedTuple):
    """
    What the rules need to know besides the row: the day, and what the file was delivered for.

    ``organisation`` and ``edition`` are also those of a row that names none.
    """

    today: date
    organisation: int | None = None
    initiative: int | None = None
    edition: KnownEdition | None = None


Check = Callable[[Parsed, Setting], Finding | None]


def finding(code: str, column: str, message: Text, remedy: Text, *, explainable: bool = False) -> Finding:
    return Finding(Reason(code, message, remedy), column, explainable)
