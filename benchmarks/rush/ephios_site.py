"""
Signing up at ephios over HTTP: in an environment, a database and a folder of its own, as its manual has it.

Its manual (docs.ephios.de, manual installation) asks for gunicorn with five processes behind a proxy that speaks HTTPS. Two things are
kinder to it than the manual: connections to the database are kept, and nobody is responsible for the event, whom it would write to.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from athar.config import env
from benchmarks import common
from benchmarks.rush import ground
from benchmarks.rush.visits import Visit, answers, closed, free_port, wait_until

VERSION = "0.27.1"
HERE = env.BASE_DIR / "build" / "rush-ephios"
# psycopg2 itself comes as source alone, and needs a compiler and the headers of PostgreSQL.
PACKAGES = [f"ephios=={VERSION}", "gunicorn", "psycopg2-binary<3"]
SERVER = ["ephios.wsgi", "--name", "ephios", "--workers", "5", "--max-requests", "1000", "--max-requests-jitter", "100", "--log-level", "warning"]  # fmt: skip
NAME = f"{ground.NAME}_ephios"
CONFIRMED = "SELECT count(*) FROM abstractparticipation WHERE shift_id = %s AND state = 1"


def installed() -> Path:
    """The folder of its programs; made once."""
    programs, stamp = HERE / "venv" / "bin", HERE / f"installed-{VERSION}"
    if not stamp.exists():
        common.progress(f"Installing {', '.join(PACKAGES)} in {HERE}")
        subprocess.run([sys.executable, "-m", "venv", str(HERE / "venv")], check=True)
        subprocess.run(
            [str(programs / "pip"), "install", "--quiet", "--disable-pip-version-check", *PACKAGES],
            check=True,
        )
        stamp.touch()
    return programs


@contextmanager
def prepared(rounds: Sequence[dict[str, int]]) -> Iterator["Site"]:
    """The site, with an event for each of the rounds."""
    programs, port = installed(), free_port()
    variables = os.environ | _variables()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{NAME}"')
    try:
        _run([str(programs / "python"), "-m", "ephios", "migrate"], variables)
        order, answer = HERE / "order.json", HERE / "answer.json"
        order.write_text(json.dumps(rounds))
        _run(
            [
                str(programs / "python"),
                str(Path(__file__).with_name("ephios_ground.py")),
                str(order),
                str(answer),
            ],
            variables,
        )
        server = subprocess.Popen([str(programs / "gunicorn"), *SERVER, f"--bind=127.0.0.1:{port}"], cwd=HERE, env=variables, stdout=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
        try:
            wait_until(lambda: answers(port), server, "ephios")
            yield Site(port, json.loads(answer.read_text()))
        finally:
            closed(server)
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{NAME}" WITH (FORCE)')


class Site:
    """Rounds of people who all sign up for one shift."""

    def __init__(self, port: int, rounds: list[dict[str, Any]]) -> None:
        self.port, self.rounds = port, rounds

    def visits(self, number: int) -> list[Visit]:
        """By its button for signing up at once; the headers are those of the proxy."""
        path = f"/shifts/{self.rounds[number]['shift']}/signup/"
        headers = {"X-Forwarded-Proto": "https", "Referer": f"https://127.0.0.1:{self.port}/"}
        data = {"quick_action": "1", "signup_choice": "sign_up"}
        return [Visit(self.port, path, key, data, headers) for key in self.rounds[number]["sessions"]]

    def taken(self, number: int) -> int:
        with psycopg.connect(ground.address(NAME)) as link:
            [[many]] = link.execute(CONFIRMED, [self.rounds[number]["shift"]]).fetchall()
        return int(many)


def versions() -> dict[str, str]:
    """Of what runs there."""
    done = subprocess.run(
        [str(installed() / "pip"), "list", "--format=json", "--disable-pip-version-check"],
        check=True,
        capture_output=True,
        text=True,
    )
    wanted = {"ephios", "gunicorn", "django", "psycopg2-binary"}
    return {
        one["name"].lower(): one["version"]
        for one in json.loads(done.stdout)
        if one["name"].lower() in wanted
    }


def _variables() -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "ephios.settings", "ENV_PATH": str(HERE / "ephios.env"), "DEBUG": "False", "DATA_DIR": str(HERE / "data"),
        "DATABASE_URL": f"{ground.address(NAME, 'psql')}?conn_max_age=60", "ALLOWED_HOSTS": "127.0.0.1", "SITE_URL": "https://127.0.0.1",
        "EMAIL_URL": "dummymail://", "DEFAULT_FROM_EMAIL": "ephios@example.org", "SERVER_EMAIL": "ephios@example.org",
        "ADMINS": "Admin <admin@example.org>", "TRUST_X_FORWARDED_PROTO": "True",
    }  # fmt: skip


def _run(command: list[str], variables: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=HERE, env=variables, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"void: {' '.join(command[1:])} failed: {done.stderr.strip()[-1500:]}")
