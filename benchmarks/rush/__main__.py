"""
A rush for seats: never one too many, never one unsold, and how fast, beside the bare database and beside another program.

    python -m benchmarks.rush                              # small, to see that everything works: a minute where nothing else runs
    python -m benchmarks.rush --attempts 1000000 --http 20000 --hot 6400 --places 200 --rounds 9 --json      # in full
    python -m benchmarks.rush --only hot                   # one arm: hot, control, seats, sign-up, http

What we hold ourselves to: on one hot session the service does at least 0.8 of what pgbench does with the very same
statements; signing up over HTTP at least ten times what ephios does with the same number of places, people and clients; 99 of 100
attempts are answered within a second at 32 clients; and among a million attempts at the database and 20,000 over HTTP no seat is
sold twice and none is left. A control that reads first and writes then must overbook, or the run is void: then, and when a
seat was sold twice or left, this ends with 1. Speed is only told.

The arms, on one machine and one database server, in a database of their own that goes with the run:

hot      one session with a seat for everybody; processes that call ``take_seat``, and pgbench with what those were heard to send
control  the same shifts as in seats, by counting first and inserting then
seats    shifts of 20 seats, each asked for by up to 1,000 people; nearly everybody is refused
sign-up  a shift of --places seats and twice as many people, who send the form at Athar and at ephios, both served as their manuals say
http     shifts of 20 seats, each asked for by 100 people, who send the form at Athar

ephios (from PyPI) is installed in build/rush-ephios the first time, which takes a minute or two more; --no-ephios leaves it out.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athar.config.settings")

ARMS = ["hot", "control", "seats", "sign-up", "http"]
MOST_CLIENTS = 40  # the embedded server takes 60 connections, and the sites keep some


def main() -> int:
    options = arguments()
    import django

    from athar.config import embedded

    began = embedded.ensure_running()
    try:
        django.setup()
        found = _measured(options)
    finally:
        if began:
            embedded.stop()
    from benchmarks import common
    from benchmarks.rush.measures import wrong

    faults = wrong(found)
    common.report(found | {"faults": faults}, as_json=options.json)
    return 1 if faults else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--attempts", type=int, default=1_000, help="of the arm seats")
    parser.add_argument("--http", type=int, default=100, help="attempts of the arm http")
    parser.add_argument("--hot", type=int, default=160, help="attempts of a round of the arm hot")
    parser.add_argument("--places", type=int, default=20, help="of a shift of the arm sign-up")
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="processes of Athar's site")
    parser.add_argument("--only", choices=ARMS)
    parser.add_argument("--no-ephios", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not 2 <= options.clients <= MOST_CLIENTS:
        parser.error(f"--clients: from 2 to {MOST_CLIENTS}.")
    if min(options.attempts, options.http, options.hot, options.places, options.rounds, options.workers) < 1:
        parser.error("Every number is at least 1.")
    return options


def _measured(options: argparse.Namespace) -> dict[str, Any]:
    from benchmarks import common
    from benchmarks.rush import ground

    arms = [options.only] if options.only else ARMS
    with_ephios = "sign-up" in arms and not options.no_ephios
    found: dict[str, Any] = {"machine": common.machine(), "versions": _versions(with_ephios=with_ephios)}
    with ground.scratch_database():
        found["database"] = ground.server()
        found |= {"clients": options.clients, "rounds": options.rounds, "workers": options.workers}
        for arm, result in _each(arms, options, with_ephios=with_ephios):
            found[arm] = result
            # A long run that is broken off has told what it found.
            common.progress(f"{arm}: {json.dumps(result, ensure_ascii=False)}")
    return found


def _each(
    arms: list[str], options: argparse.Namespace, *, with_ephios: bool
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the arms found, one after the other."""
    from benchmarks import common
    from benchmarks.rush import hot, seats, sign_up
    from benchmarks.rush.athar_site import served

    if "hot" in arms:
        yield "hot", hot.beside_pgbench(options.hot, options.clients, options.rounds)
    if "control" in arms:
        common.progress("Control")
        yield "control", seats.control(min(options.attempts, 20_000), options.clients)
    if "seats" in arms:
        common.progress(f"{options.attempts:,} attempts at the database")
        yield "seats", seats.many(options.attempts, options.clients)
    if {"sign-up", "http"} & set(arms):
        with served(options.workers) as port:
            if "sign-up" in arms:
                yield (
                    "sign-up",
                    sign_up.beside_ephios(
                        port, options.places, options.clients, options.rounds, with_ephios=with_ephios
                    ),
                )
            if "http" in arms:
                common.progress(f"{options.http:,} attempts over HTTP")
                yield "http", sign_up.many(port, options.http, options.clients)


def _versions(*, with_ephios: bool) -> dict[str, Any]:
    from benchmarks import common
    from benchmarks.rush import ephios_site

    ours = common.versions("django", "psycopg", "granian")
    return ours | ({"beside": ephios_site.versions()} if with_ephios else {})


if __name__ == "__main__":
    raise SystemExit(main())
