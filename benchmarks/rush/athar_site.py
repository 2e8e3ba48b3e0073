"""Signing up at Athar over HTTP: as `athar serve` starts it, by people who are signed in."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from athar.config import env
from benchmarks.rush import cast, ground
from benchmarks.rush.visits import Visit, answers, closed, free_port, wait_until

SETTLING = 3  # seconds in which the worker does what was due before


@contextmanager
def served(workers: int) -> Iterator[int]:
    """
    The site on the ground of this run; yields its port.

    Everything is as a visitor meets it, limits too; as behind a proxy, so that each client comes from an address of its own.
    """
    port = free_port()
    variables = {
        **os.environ, "DATABASE_URL": ground.address(), "ATHAR_BASE_URL": f"http://127.0.0.1:{port}", "ATHAR_DEMO": "no",
        "ATHAR_LIMITS": "yes", "ATHAR_PROXIES": "1",
    }  # fmt: skip
    command = [
        sys.executable,
        "-c",
        "from athar.cli import main; main()",
        "serve",
        "--port",
        str(port),
        "--workers",
        str(workers),
    ]
    server = subprocess.Popen(
        command, cwd=env.BASE_DIR, env=variables, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_until(lambda: answers(port), server, "Athar")
        wait_until(_worker_stands, server, "the worker")
        time.sleep(SETTLING)
        yield port
    finally:
        closed(server)


def _worker_stands() -> bool:
    """Whether what `athar serve` starts second works too: whatever comes to stand takes from what is measured."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM procrastinate_workers")
        return cursor.fetchone() is not None


class Rush:
    """People who all sign up for one opportunity: the charter accepted, a shift chosen, nothing begun before."""

    def __init__(self, code: str) -> None:
        self.opportunity, self.number = cast.opportunity(code), 0

    def shift(self, places: int) -> Any:
        self.number += 1
        return cast.shift(self.opportunity, self.number, places)

    def visits(self, sessions: Sequence[Any], asking: int, port: int) -> list[Visit]:
        """So many people for each of the sessions; each signs up once."""
        keys = cast.signed_in(cast.people(asking * len(sessions)))
        return [
            Visit(port, f"/me/opportunities/{self.opportunity.edition.code}/sign-up/?session={sessions[place // asking].pk}",
                  key, {"charter": "on"}, {"X-Forwarded-For": f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"})
            for place, key in enumerate(keys)
        ]  # fmt: skip
