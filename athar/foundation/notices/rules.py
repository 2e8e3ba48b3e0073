"""Pure rules: when a letter may come, and what is told as one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from athar.foundation.core.telling import Kind, Way
from athar.foundation.notices.choices import Zone

FOLDED = timedelta(hours=1)  # what is told again within it, and was not read yet, is one notice
MORNING = time(7)
LETTERS_AN_HOUR, LETTERS_A_DAY = 6, 20  # to one person; what is beyond waits for the next morning
KEPT = timedelta(days=180)


@dataclass(frozen=True)
class Hours:
    """In which hours of their own clock somebody wants no letter; equal ends: none are quiet."""

    zone: str = Zone.RIYADH
    quiet_from: time = time(22)
    quiet_until: time = MORNING

    def are_quiet(self, at: datetime) -> bool:
        now = self._local(at).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= now < self.quiet_until
        return now >= self.quiet_from or now < self.quiet_until

    def waking(self, at: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours it lies in."""
        return self._next(at, self.quiet_until) if self.are_quiet(at) else at

    def morning(self, at: datetime) -> datetime:
        """When the next daily letter comes: as the quiet hours end, at seven for whoever has none."""
        return self._next(at, MORNING if self.quiet_from == self.quiet_until else self.quiet_until)

    def _next(self, at: datetime, clock: time) -> datetime:
        """The first time after ``at`` that the reader's clock shows this, whatever summer time does between."""
        zone, today = ZoneInfo(self.zone), self._local(at).date()
        moments = (datetime.combine(today + timedelta(days=days), clock, zone) for days in range(3))
        return next(moment for moment in moments if moment > at)

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.zone))


def way_of(kind: Kind, chosen: Mapping[str, str]) -> Way:
    """How somebody is told of a kind: as the law wants, as they chose, or as usual."""
    return Way.NOW if kind.owed else Way(chosen.get(kind.code, kind.way))


def letter_due(kind: Kind, way: Way, hours: Hours, *, at: datetime) -> datetime | None:
    """When the letter may come; None: none is wanted."""
    if kind.owed:
        return at
    if way is Way.NOW:
        return hours.waking(at)
    return hours.morning(at) if way is Way.DAILY else None


def fold_key(kind: Kind, facts: Mapping[str, Any]) -> str:
    """The same for two notices that may be told as one."""
    alike = facts if kind.alike is None else {name: facts.get(name) for name in kind.alike}
    return sha256(json.dumps(alike, sort_keys=True).encode()).hexdigest()


def is_braked(sent: list[datetime], *, at: datetime) -> bool:
    """Whether so many letters were sent lately that the next has to wait for the morning."""
    within_hour = sum(moment > at - timedelta(hours=1) for moment in sent)
    within_day = sum(moment > at - timedelta(days=1) for moment in sent)
    return within_hour >= LETTERS_AN_HOUR or within_day >= LETTERS_A_DAY
