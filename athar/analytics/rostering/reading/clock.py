"""Moments as whole minutes: ISO 8601 texts, all with an offset from UTC or all without, or plain minutes."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from athar.analytics.rostering.reading.fields import refuse, whole

DAY = re.compile(r"\d{4}-\d\d-\d\d")
ORIGIN = datetime(1970, 1, 1, tzinfo=UTC)


class Clock:
    """Reads the moments of one file, and insists that they are all of one kind."""

    def __init__(self) -> None:
        self.kind = ""

    def minute(self, value: Any, where: str, *, closes: bool = False) -> int:
        """
        The moment in minutes.

        :param closes: a day without a time of day is its end rather than its beginning.
        """
        if not isinstance(value, str):
            self._insist("numbers of minutes", where)
            return whole(value, where, low=-(10**9))
        try:
            moment = datetime.fromisoformat(value)
            if closes and DAY.fullmatch(value):
                moment += timedelta(days=1)
        except (ValueError, OverflowError):
            refuse(where, f"is {value!r}; write a time like 2024-03-01T16:00, or a number of minutes.")
        self._insist("times with an offset" if moment.tzinfo else "times without an offset", where)
        if moment.second or moment.microsecond:
            refuse(where, f"is {value}; times are in whole minutes.")
        try:
            since = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - ORIGIN
        except OverflowError:
            refuse(where, f"is {value}; that is too far away.")
        return int(since.total_seconds()) // 60

    def _insist(self, kind: str, where: str) -> None:
        if self.kind and self.kind != kind:
            refuse(where, f"is one of {kind}, and those before it are {self.kind}; write all alike.")
        self.kind = kind
