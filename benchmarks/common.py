"""What every benchmark shares: the machine it ran on, medians, ratios, and two ways to print them."""

import json
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any


def machine() -> dict[str, Any]:
    """Processor, cores this process may use, memory in GiB, system."""
    info = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = next(
        (line.split(":", 1)[1].strip() for line in info.splitlines() if line.startswith("model name")),
        platform.processor(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": model,
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(memory, 1),
        "system": platform.platform(),
    }


def versions(*packages: str) -> dict[str, str]:
    return {"python": platform.python_version(), **{package: version(package) for package in packages}}


@dataclass
class Times:
    """Seconds of every run: by the clock, and of processor time in this process (all its threads)."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def summary(self) -> str:
        low, middle, high = min(self.clock), statistics.median(self.clock), max(self.clock)
        return f"median {middle:.3f} s ({low:.3f} to {high:.3f}), processor {statistics.median(self.processor):.3f} s"

    def facts(self) -> dict[str, Any]:
        return {
            "median": statistics.median(self.clock),
            "processor": statistics.median(self.processor),
            "runs": self.clock,
        }


def in_turn(contenders: Mapping[str, Callable[[], object]], runs: int) -> dict[str, Times]:
    """
    Times of every run of each contender, taken in turn after one run that is not counted.

    In turn, so that whatever else the machine does meanwhile falls on all alike.
    """
    times = {name: Times() for name in contenders}
    for turn in range(runs + 1):
        for name, run in contenders.items():
            began, worked = time.perf_counter(), time.process_time()
            run()
            if turn:
                times[name].clock.append(time.perf_counter() - began)
                times[name].processor.append(time.process_time() - worked)
    return times


def ratio(one: list[float], other: list[float]) -> float:
    """The median ratio of runs taken in turn: what a busy machine does to both cancels out."""
    return round(statistics.median(a / b for a, b in zip(one, other, strict=True)), 3)


def peak_memory_mib() -> int:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def progress(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def report(found: Mapping[str, Any], *, as_json: bool) -> None:
    """One JSON object, or lines for people."""
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2, default=str))
    else:
        _print(found, "")


def _print(found: Mapping[str, Any], margin: str) -> None:
    for name, value in found.items():
        if isinstance(value, Mapping):
            print(f"{margin}{name}")
            _print(value, margin + "  ")
        else:
            print(f"{margin}{name:<28} {value}")
