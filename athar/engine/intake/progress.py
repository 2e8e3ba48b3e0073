"""How far long work is."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True)
class Progress:
    """``stage`` is read, check or post; ``share`` 0 to 1; ``seconds_left`` None when unknown."""

    rows: int
    share: float
    rows_per_second: float
    seconds_left: float | None
    stage: str = "read"


Report = Callable[[Progress], None]


class Clock:
    """Speed and time left, of this sitting alone: what an earlier process did says little about this one."""

    def __init__(self, rows: int = 0, share: float = 0.0) -> None:
        self.began, self.rows, self.share = monotonic(), rows, share

    def progress(self, rows: int, share: float, stage: str) -> Progress:
        seconds = max(monotonic() - self.began, 1e-6)
        gained = share - self.share
        left = seconds * (1 - share) / gained if gained > 0 else None
        return Progress(rows, share, (rows - self.rows) / seconds, left, stage)
