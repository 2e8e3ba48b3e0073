"""
What this process answered, counted for Prometheus in its text format (0.0.4).

Requests are counted by the name of their route: an address may name a person.
"""

import threading
from collections import Counter
from collections.abc import Iterator

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """Counts of one process; with several, each tells of itself."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self.buckets: Counter[tuple[str, float]] = Counter()
        self.seconds: Counter[str] = Counter()

    def count(self, *, route: str, method: str, status: int, seconds: float) -> None:
        with self.lock:
            self.requests[route, method, status] += 1
            self.seconds[route] += seconds  # type: ignore[assignment]
            for bound in BUCKETS:
                self.buckets[route, bound] += seconds <= bound

    def lines(self) -> Iterator[str]:
        with self.lock:
            requests, buckets, seconds = dict(self.requests), dict(self.buckets), dict(self.seconds)
        yield "# HELP athar_requests_total Requests answered, by route, method and status."
        yield "# TYPE athar_requests_total counter"
        for (route, method, status), number in sorted(requests.items()):
            yield f'athar_requests_total{{route="{route}",method="{method}",status="{status}"}} {number}'
        yield "# HELP athar_request_seconds How long answers took, by route."
        yield "# TYPE athar_request_seconds histogram"
        for route, total in sorted(seconds.items()):
            answered = sum(number for (name, _, _), number in requests.items() if name == route)
            for bound in BUCKETS:
                yield f'athar_request_seconds_bucket{{route="{route}",le="{bound}"}} {buckets[route, bound]}'
            yield f'athar_request_seconds_bucket{{route="{route}",le="+Inf"}} {answered}'
            yield f'athar_request_seconds_sum{{route="{route}"}} {total:.6f}'
            yield f'athar_request_seconds_count{{route="{route}"}} {answered}'


METRICS = Metrics()


def gauge(name: str, meaning: str, value: float) -> Iterator[str]:
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} gauge"
    yield f"{name} {value}"
