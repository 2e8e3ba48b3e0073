"""What one run of an arm found, how several runs are told, and what makes the whole fail."""

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

CORRECT = (
    "hot",
    "seats",
    "sign-up",
    "http",
)  # the arms in which nothing may go wrong, and what must stay 0 there:
WRONG = ("overbooked", "unsold", "counters_that_err", "unanswered")


@dataclass
class Run:
    """
    Many attempts that began at one moment.

    :ivar seconds: from the first that began to the last that ended.
    :ivar latencies: seconds of each attempt.
    :ivar outcomes: how often what came of it.
    """

    seconds: float
    latencies: list[float]
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Attempts a second."""
        return len(self.latencies) / self.seconds


def told(runs: Sequence[Run]) -> dict[str, Any]:
    """The median rate of the runs with its span, latencies over all of their attempts, and what came of these."""
    rates = sorted(run.rate for run in runs)
    return {
        "attempts_per_second": round(statistics.median(rates), 1),
        "slowest_and_fastest_run": f"{rates[0]:.1f} to {rates[-1]:.1f}",
        "p50_ms": milliseconds(runs, 0.50),
        "p99_ms": milliseconds(runs, 0.99),
        "outcomes": dict(sum((run.outcomes for run in runs), Counter())),
    }


def milliseconds(runs: Sequence[Run], share: float) -> float:
    """Within how long that share of all attempts was answered."""
    latencies = sorted(latency for run in runs for latency in run.latencies)
    return round(1000 * latencies[min(int(len(latencies) * share), len(latencies) - 1)], 1)


def wrong(found: Mapping[str, Any]) -> list[str]:
    """What makes the run fail, or void: speed does not."""
    faults = [
        f"{arm}: {name} {found[arm][name]}"
        for arm in CORRECT
        for name in WRONG
        if arm in found and found[arm].get(name)
    ]
    if "control" in found and not found["control"]["overbooked"]:
        faults.append("control: it did not overbook, so the run shows nothing")
    return faults
