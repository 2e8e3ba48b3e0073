"""A site as `athar serve` starts it, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.request import urlopen

from django.core.management import call_command

from athar.config import env
from conftest import url_of

STARTING = 60  # seconds


@contextmanager
def serving(database: str, more: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a site that serves a database until the end; ``more`` sets further variables."""
    address = f"http://localhost:{_free_port()}"  # a name: browsers keep no passkeys for numbers
    call_command("build_assets", verbosity=0)
    variables = {
        **os.environ,
        "DATABASE_URL": url_of(database),
        "ATHAR_DEMO": "yes",
        "ATHAR_BASE_URL": address,
        **(more or {}),
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", address.rpartition(":")[2],
               "--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "athar.config.wsgi:application"]  # fmt: skip
    server = subprocess.Popen(command, cwd=env.BASE_DIR, env=variables)
    try:
        _wait(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def read(address: str) -> None:
    """Ask for a page and let it be."""
    with urlopen(address, timeout=STARTING) as answer:
        answer.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(STARTING * 10):
        assert server.poll() is None, "the site did not start"
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    message = f"{address} did not answer within {STARTING} seconds"
    raise AssertionError(message)
