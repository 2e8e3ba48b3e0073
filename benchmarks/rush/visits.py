"""Browsers at one site: each client keeps its connection, and sends one form after the other."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import urlencode

from benchmarks.rush.processes import InTurn

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


def shared(visits: Sequence[Visit], clients: int) -> list[InTurn]:
    """
    Let so many clients send the visits, each the next as soon as it has its answer; a share for each of them.

    Who sends shares the machine with the sites, so that what is sent is written beforehand.
    """
    return [InTurn([(visit.port, _written(visit)) for visit in visits])] * clients


def sent(requests: Iterable[tuple[int, bytes]]) -> Iterator[str]:
    """What came of each: status and where it leads, numbers left out."""
    link = Link()
    yield "ready"
    for port, request in requests:
        try:
            yield link.answer_to(request, port)
        except OSError as error:
            link.close()
            yield type(error).__name__
    link.close()


def _written(visit: Visit) -> bytes:
    body = urlencode({"csrfmiddlewaretoken": TOKEN, **visit.data})
    headers = {
        "Host": f"127.0.0.1:{visit.port}",
        "Accept-Encoding": "identity",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
        "Cookie": f"sessionid={visit.session}; csrftoken={TOKEN}",
        **visit.headers,
    }
    lines = [
        f"POST {visit.path} HTTP/1.1",
        *(f"{name}: {value}" for name, value in headers.items()),
        "",
        body,
    ]
    return "\r\n".join(lines).encode()


class Link:
    """A connection that is kept where the site keeps it (RFC 9112, 9.3)."""

    def __init__(self) -> None:
        self.socket: socket.socket | None = None
        self.answers: BinaryIO | None = None

    def answer_to(self, request: bytes, port: int) -> str:
        """:raises OSError: when nobody answers, or not as HTTP with a length."""
        if self.socket is None or self.answers is None:
            self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.answers = self.socket.makefile("rb")
        self.socket.sendall(request)
        status = self.answers.readline().split(b" ", 2)
        headers = dict(self._headers(self.answers))
        if len(status) < 2 or b"content-length" not in headers:
            raise ConnectionError("no answer with a length")
        self.answers.read(int(headers[b"content-length"]))
        if headers.get(b"connection", b"").lower() == b"close":
            self.close()
        leads = re.sub("[0-9]+", "#", headers.get(b"location", b"").decode())
        return f"{status[1].decode()} {leads}".strip()

    def close(self) -> None:
        for end in (self.answers, self.socket):
            if end is not None:
                end.close()
        self.socket = self.answers = None

    @staticmethod
    def _headers(answers: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
        while line := answers.readline().strip():
            name, _colon, value = line.partition(b":")
            yield name.lower(), value.strip()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(stands: Callable[[], bool], server: subprocess.Popen[bytes], what: str) -> None:
    """
    Wait for a server that was started, or for a part of it.

    :raises SystemExit: when it ended, or does not stand in time.
    """
    end = time.monotonic() + STARTING
    while time.monotonic() < end and server.poll() is None:
        if stands():
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
