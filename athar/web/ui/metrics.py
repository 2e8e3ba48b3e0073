"""
What this site answered, counted for Prometheus in its text format (0.0.4).

Requests are counted by the name of their route: an address may name a person. Each process counts for itself; where a
folder is named, it also leaves its counts there, and whichever process is asked adds up those of all. What a process
that ended had counted stays, so that no total ever falls while the site runs.
"""

import contextlib
import json
import os
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
SOON = 1.0  # seconds after which what was counted is left for the others


class Counts:
    """Requests by route, method and status; how many were answered within each bound, and how long all took."""

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self.buckets: Counter[tuple[str, float]] = Counter()
        self.seconds: Counter[str] = Counter()

    def add(self, other: "Counts") -> None:
        self.requests.update(other.requests)
        self.buckets.update(other.buckets)
        self.seconds.update(other.seconds)

    def to_json(self) -> str:
        return json.dumps({
            "requests": [[*key, number] for key, number in self.requests.items()],
            "buckets": [[*key, number] for key, number in self.buckets.items()],
            "seconds": list(self.seconds.items()),
        })  # fmt: skip

    @classmethod
    def from_json(cls, text: str) -> "Counts":
        told, found = json.loads(text), cls()
        found.requests = Counter(
            {(route, method, status): n for route, method, status, n in told["requests"]}
        )
        found.buckets = Counter({(route, bound): n for route, bound, n in told["buckets"]})
        found.seconds = Counter(dict(told["seconds"]))
        return found


class Metrics:
    """The counts of this process, and of its siblings where they share a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.lock = threading.Lock()
        self.own, self.folder, self.is_due = Counts(), folder, False

    def count(self, *, route: str, method: str, status: int, seconds: float) -> None:
        with self.lock:
            self.own.requests[route, method, status] += 1
            self.own.seconds[route] += seconds  # type: ignore[assignment]
            for bound in BUCKETS:
                self.own.buckets[route, bound] += seconds <= bound
            begins, self.is_due = bool(self.folder) and not self.is_due, bool(self.folder)
        if begins:
            timer = threading.Timer(SOON, self.leave)
            timer.daemon = True
            timer.start()

    def leave(self) -> None:
        """Write the counts where the other processes find them; whole, or not at all."""
        if self.folder is None:
            return
        with self.lock:
            text, self.is_due = self.own.to_json(), False
        with contextlib.suppress(OSError):  # a full disk must not keep the site from answering
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f".{os.getpid()}"
            draft.write_text(text)
            draft.rename(self.folder / self._name())

    def total(self) -> Counts:
        """Of all processes."""
        found = Counts()
        with self.lock:
            found.add(self.own)
        for path in self.folder.glob("*.json") if self.folder else ():
            if path.name != self._name():
                with contextlib.suppress(OSError, ValueError):
                    found.add(Counts.from_json(path.read_text()))
        return found

    def _name(self) -> str:
        return f"{os.getpid()}.json"

    def lines(self) -> Iterator[str]:
        found = self.total()
        yield "# HELP athar_requests_total Requests answered, by route, method and status."
        yield "# TYPE athar_requests_total counter"
        for (route, method, status), number in sorted(found.requests.items()):
            yield f'athar_requests_total{{route="{route}",method="{method}",status="{status}"}} {number}'
        yield "# HELP athar_request_seconds How long answers took, by route."
        yield "# TYPE athar_request_seconds histogram"
        for route, total in sorted(found.seconds.items()):
            answered = sum(number for (name, _, _), number in found.requests.items() if name == route)
            for bound in BUCKETS:
                yield f'athar_request_seconds_bucket{{route="{route}",le="{bound}"}} {found.buckets[route, bound]}'
            yield f'athar_request_seconds_bucket{{route="{route}",le="+Inf"}} {answered}'
            yield f'athar_request_seconds_sum{{route="{route}"}} {total:.6f}'
            yield f'athar_request_seconds_count{{route="{route}"}} {answered}'


def _shared() -> Path | None:
    named = settings.ATHAR_METRICS_DIR
    return Path(named) if named else None


METRICS = Metrics(_shared())


def gauge(name: str, meaning: str, value: float) -> Iterator[str]:
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} gauge"
    yield f"{name} {value}"
