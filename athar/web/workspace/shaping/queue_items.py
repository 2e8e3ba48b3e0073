"""One thing that waits for somebody, and how long it has waited."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from athar.web.workspace.access import Place
from athar.web.workspace.words import age

LATE_AFTER = 7  # days
WATCH_AFTER = 2


@dataclass(frozen=True)
class Item:
    """``many``: how many decisions it stands for; ``tone``: late, today or nothing."""

    place: Place
    since: datetime
    due: str
    tone: str
    title: str
    text: str
    verb: str
    url: str
    many: int = 1


def entry(place: Place, since: datetime, now: datetime, **parts: Any) -> Item:
    due, days = age(since, now)
    tone = "late" if days >= LATE_AFTER else "today" if days >= WATCH_AFTER else ""
    return Item(place=place, since=since, due=due, tone=tone, **parts)
