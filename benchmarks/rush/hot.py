"""One hot session: the service beside pgbench, which sends the same statements without a line of ours between them."""

import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from athar.config import embedded, env
from benchmarks import common
from benchmarks.rush import cast, ground
from benchmarks.rush.measures import Run, told
from benchmarks.rush.processes import at_once, dealt
from benchmarks.rush.seats import by_the_service
from benchmarks.rush.statements import recorded, script


def beside_pgbench(attempts: int, clients: int, rounds: int) -> dict[str, Any]:
    """Every attempt gets a seat of one session, so that all queue for its one counter; in turn, after one round that is not counted."""
    turns = max(attempts // clients, 1)
    opportunity = cast.opportunity("hot")
    people = cast.people(turns * clients)
    enrolments = cast.enrolled(opportunity, people)
    statements, text = _script(opportunity)
    ground.settled()
    runs: dict[str, list[Run]] = {"service": [], "pgbench": []}
    wrong: Counter[str] = Counter()
    for turn in range(rounds + 1):
        for name, found in runs.items():
            common.progress(f"Hot session, round {turn} of {rounds}: {name}")
            session = cast.shift(opportunity, 1, len(people))
            if name == "service":
                tries = [(session, *pair) for pair in zip(people, enrolments, strict=True)]
                run = at_once(by_the_service, dealt(tries, clients))
            else:
                run = by_pgbench(text, session, people[0], clients, turns)
            wrong += Counter(ground.sold([session]))
            ground.emptied()
            if turn:
                found.append(run)
    rates = {name: [run.rate for run in found] for name, found in runs.items()}
    return {
        "statements": statements,
        "attempts_a_round": len(people),
        **{name: told(found) for name, found in runs.items()},
        "service / pgbench": common.ratio(rates["service"], rates["pgbench"]),
        **{name: wrong[name] for name in ("overbooked", "unsold", "counters_that_err")},
    }


def _script(opportunity: Any) -> tuple[int, str]:
    """How many statements one seat takes, and the script; the person who is recorded takes one of two seats."""
    from athar.engine.journeys.operations import take_seat

    session, [person] = cast.shift(opportunity, 1, 2), cast.people(1)
    cast.enrolled(opportunity, [person])
    taking = partial(take_seat, session=session, person=person, by=person, at=timezone.now())
    statements = recorded(taking)
    ground.emptied()
    return len(statements), script(statements, {person.pk: "person", session.pk: "session"})


def by_pgbench(text: str, session: Any, person: Any, clients: int, turns: int) -> Run:
    """
    Run the script.

    :param person: the first; the keys of the others follow.
    :raises SystemExit: when there is no pgbench, or it broke off.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seat.sql"
        path.write_text(text)
        values = {
            "session": session.pk,
            "first_person": person.pk,
            "clients": clients,
            "turn": 0,
        }
        command = [
            program(), "--no-vacuum", "--protocol=prepared", f"--client={clients}", f"--jobs={min(clients, os.cpu_count() or 1)}",
            f"--transactions={turns}", f"--file={path}", "--log", f"--log-prefix={folder}/log",
            *[f"--define={name}={value}" for name, value in values.items()],
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | _place())
        rate = re.search(r"^tps = ([\d.]+) \(without", done.stdout, re.MULTILINE)
        if done.returncode or rate is None:
            raise SystemExit(f"void: pgbench broke off: {done.stderr.strip()[-500:]}")
        latencies = _latencies(sorted(Path(folder).glob("log.*")))
    return Run(len(latencies) / float(rate[1]), latencies, Counter({"taken": len(latencies)}))


def _latencies(logs: Sequence[Path]) -> list[float]:
    """Seconds of each transaction: the third column, in microseconds."""
    return [int(line.split()[2]) / 1e6 for log in logs for line in log.read_text().splitlines()]


def _place() -> dict[str, str]:
    """Where the database is, as the programs of PostgreSQL read it."""
    place = connection.settings_dict
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    return {name: str(place[key]) for name, key in names.items()}


def program() -> str:
    """That of the embedded server, else the one that is installed."""
    beside = None if env.read("DATABASE_URL") else embedded.find().bin / "pgbench"
    found = str(beside) if beside is not None and beside.exists() else shutil.which("pgbench")
    if found is None:
        raise SystemExit("There is no pgbench here. On Debian or Ubuntu: apt-get install postgresql-contrib")
    return found
