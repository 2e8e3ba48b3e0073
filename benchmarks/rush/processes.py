"""Work of many processes that begin at one moment."""

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from threading import BrokenBarrierError
from typing import Any

from django.db import connections

from benchmarks.rush.measures import Run

Work = Callable[[Any], Iterator[str]]
PATIENCE = 120  # seconds until all stand ready
FORK = multiprocessing.get_context("fork")  # what was loaded before is there in each, and costs nothing


def at_once(work: Work, shares: Sequence[Any]) -> Run:
    """
    Let a process work on each share.

    :param work: a generator over a share: it yields once when it is ready, then what came of each attempt.
    :raises SystemExit: when a process broke off.
    """
    connections.close_all()  # a connection belongs to one process
    start = FORK.Barrier(len(shares))
    ends = [FORK.Pipe(duplex=False) for _ in shares]
    workers = [
        FORK.Process(target=_worked, args=(work, share, start, giving))
        for share, (_taking, giving) in zip(shares, ends, strict=True)
    ]
    for worker in workers:
        worker.start()
    for _taking, giving in ends:
        giving.close()
    found = [_received(taking) for taking, _giving in ends]
    for worker in workers:
        worker.join()
    broken = [part for part in found if isinstance(part, str)]
    if broken:
        raise SystemExit(f"void: a process broke off: {broken[0]}")
    return Run(
        seconds=max(ended for _began, ended, _times, _outcomes in found) - min(part[0] for part in found),
        latencies=[seconds for part in found for seconds in part[2]],
        outcomes=sum((part[3] for part in found), Counter()),
    )


def dealt(things: Sequence[Any], clients: int) -> list[Sequence[Any]]:
    """The things dealt out in turn, so that whoever comes first is among the first everywhere."""
    return [things[client::clients] for client in range(clients)]


class InTurn:
    """
    Things of which each client takes the next as soon as it is free, so that all work until the last.

    Dealt out beforehand, a few clients would work on alone while the machine stands half idle.
    """

    def __init__(self, things: Sequence[Any]) -> None:
        self.things = things
        self.taken = FORK.Value("l", 0)

    def __iter__(self) -> Iterator[Any]:
        while (place := self._next()) < len(self.things):
            yield self.things[place]

    def _next(self) -> int:
        with self.taken.get_lock():
            place: int = self.taken.value
            self.taken.value += 1
        return place


def _worked(work: Work, share: Any, start: Any, giving: Connection) -> None:
    times: list[float] = []
    outcomes: Counter[str] = Counter()
    try:
        steps = work(share)
        next(steps)
        start.wait(PATIENCE)
        began = last = time.perf_counter()  # one clock for all processes of a machine
        for outcome in steps:
            now = time.perf_counter()
            times.append(now - last)
            outcomes[outcome] += 1
            last = now
        giving.send((began, last, times, outcomes))
    except Exception as error:  # noqa: BLE001 -- whatever it was, the run is void
        start.abort()
        if not isinstance(error, BrokenBarrierError):
            giving.send(f"{type(error).__name__}: {error}")
    finally:
        connections.close_all()
        giving.close()


def _received(taking: Connection) -> Any:
    try:
        return taking.recv()
    except EOFError:
        return "it said nothing"
