"""Browsers at one site: each client keeps its connection, and sends one form after the other."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

PATIENCE, STARTING, CLOSING = 60, 180, 15  # seconds until an answer, until a site stands, until it has closed
TOKEN = "rush" * 8  # any 32 letters: a form is taken when the cookie says the same


@dataclass(frozen=True)
class Visit:
    """One form that somebody who is signed in sends."""

    port: int
    path: str
    session: str
    data: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)


def sent(visits: list[Visit]) -> Iterator[str]:
    """What came of each: status and where it leads, numbers left out."""
    link = http.client.HTTPConnection("127.0.0.1", visits[0].port if visits else 0, timeout=PATIENCE)
    yield "ready"
    for visit in visits:
        try:
            yield _sent(link, visit)
        except (OSError, http.client.HTTPException) as error:
            link.close()
            yield type(error).__name__
    link.close()


def _sent(link: http.client.HTTPConnection, visit: Visit) -> str:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={visit.session}; csrftoken={TOKEN}",
        **visit.headers,
    }
    link.request("POST", visit.path, urlencode({"csrfmiddlewaretoken": TOKEN, **visit.data}), headers)
    answer = link.getresponse()
    answer.read()
    return f"{answer.status} {re.sub('[0-9]+', '#', answer.headers.get('Location', ''))}".strip()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes], what: str) -> None:
    """
    Wait until the site answers.

    :raises SystemExit: when it does not.
    """
    end = time.monotonic() + STARTING
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"void: {what} did not start")


def closed(server: subprocess.Popen[bytes]) -> None:
    """End a server that was started as a group of its own, with the workers it may have left."""
    server.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(CLOSING)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
