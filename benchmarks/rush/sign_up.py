"""Signing up over HTTP: Athar beside ephios, and so often at Athar that one seat too many or too few would show."""

from collections import Counter
from contextlib import ExitStack
from typing import Any

from benchmarks import common
from benchmarks.rush import cast, ephios_site, ground
from benchmarks.rush.athar_site import Rush
from benchmarks.rush.measures import Run, told
from benchmarks.rush.processes import at_once
from benchmarks.rush.visits import sent, shared

ASKING = 5  # people for each seat of a small shift
FINE = {"302 /me/seats/#/", "302 /me/shifts/"}  # a seat, a place on the waiting list


def beside_ephios(port: int, places: int, clients: int, rounds: int, *, with_ephios: bool) -> dict[str, Any]:
    """
    Twice as many people as places, one shift a round; in turn, after one small round that is not counted.

    Whoever comes too late is put on the waiting list by Athar, and refused by ephios.
    """
    sizes = [{"places": clients, "asking": 2 * clients}] + [{"places": places, "asking": 2 * places}] * rounds
    rush = Rush("beside")
    sessions = [rush.shift(size["places"]) for size in sizes]
    runs: dict[str, list[Run]] = {"athar": []} | ({"ephios": []} if with_ephios else {})
    theirs: Counter[str] = Counter()
    with ExitStack() as stack:
        other = stack.enter_context(ephios_site.prepared(sizes)) if with_ephios else None
        here = [
            rush.visits([session], size["asking"], port)
            for session, size in zip(sessions, sizes, strict=True)
        ]
        ground.settled()
        for turn, size in enumerate(sizes):
            for name, found in runs.items():
                common.progress(f"Signing up, round {turn} of {rounds}: {name}")
                visits = here[turn] if other is None or name == "athar" else other.visits(turn)
                run = at_once(sent, shared(visits, clients))
                if turn:
                    found.append(run)
            if other is not None:
                more = other.taken(turn) - size["places"]
                theirs["overbooked"] += max(more, 0)
                theirs["unsold"] += max(-more, 0)
    rates = {name: [run.rate for run in found] for name, found in runs.items()}
    answers = {name: told(found) for name, found in runs.items()}
    if with_ephios:
        answers["ephios"] |= {name: theirs[name] for name in ("overbooked", "unsold")}
    return {
        "places": places,
        "people_a_round": 2 * places,
        **answers,
        "athar / ephios": common.ratio(rates["athar"], rates["ephios"]) if with_ephios else None,
        "unanswered": _unanswered(runs["athar"]),
        **ground.sold(sessions),
    }


def many(port: int, attempts: int, clients: int) -> dict[str, Any]:
    """Small shifts, each asked for by more people than it has seats; everybody signs up once, from the charter on."""
    asking = ASKING * cast.SEATS
    rush = Rush("many-by-http")
    sessions = [rush.shift(cast.SEATS) for _number in range(-(-attempts // asking))]
    visits = rush.visits(sessions, asking, port)
    ground.settled()
    run = at_once(sent, shared(visits, clients))
    return {
        "attempts": len(visits),
        "shifts": len(sessions),
        "seats": cast.SEATS * len(sessions),
        **told([run]),
        "unanswered": _unanswered([run]),
        **ground.sold(sessions),
    }


def _unanswered(runs: list[Run]) -> int:
    """How many neither got a seat nor wait for one."""
    return sum(many for run in runs for outcome, many in run.outcomes.items() if outcome not in FINE)
