"""On which days the season was written, published, applied for and so on (data/season.yaml)."""

from datetime import date, datetime, time
from functools import cache
from typing import Any

from athar.demo.names import DATA
from athar.foundation.core.dates import RIYADH
from athar.foundation.core.yamls import read_yaml


@cache
def season() -> dict[str, Any]:
    return dict(read_yaml(DATA / "season.yaml"))


def day_of(step: str) -> date:
    day: date = season()["steps"][step]
    return day


def moment_of(step: str, hour: int = 11) -> datetime:
    return datetime.combine(day_of(step), time(hour), RIYADH)
