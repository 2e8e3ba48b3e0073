"""Where each member of the cast is led: every kind of address of a room, found by following links."""

import fcntl
import html
import json
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation

from athar.config import env
from tests.browser.visiting import PATIENCE, Visits

ROOMS = {"workspace": "/workspace/", "portal": "/me/", "entrance": "/account/", "ui": "/help/"}
# The whole ledger as a file takes its time, and one row of it says as much about the address.
NARROWED = {f"ledger-file{kind}": "?number=1" for kind in ("csv", "xlsx")}
LINK = re.compile(r'href="([^"#]+)')


@dataclass(frozen=True)
class Found:
    """An address somebody was led to, with what it answered."""

    person: str
    name: str
    path: str
    status: int
    media_type: str


def led_to(visits: Visits, people: Sequence[str], *rooms: str) -> dict[str, list[Found]]:
    """
    One address of each name in the rooms that each person reaches from their first pages, in the order of finding.

    Processes that run tests side by side walk for each other: every person is followed by one of them.
    """
    rooms = rooms or ("workspace",)
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = env.data_dir() / "led-to"
    folder.mkdir(parents=True, exist_ok=True)
    for left_over in folder.iterdir():
        if not left_over.name.startswith(run):
            left_over.unlink(missing_ok=True)
    found: dict[str, list[Found]] = {}
    for waits in (False, True):  # first those whom nobody follows yet
        for person in people:
            if person not in found:
                _walk(visits, person, rooms, folder / f"{run}-{person}-{'-'.join(rooms)}", found, waits=waits)
    return {person: found[person] for person in people}


def _walk(
    visits: Visits, person: str, rooms: tuple[str, ...], kept: Path, found: dict[str, list[Found]], *, waits: bool
) -> None:  # fmt: skip
    with kept.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        file.seek(0)
        if text := file.read():
            found[person] = [Found(**place) for place in json.loads(text)]
            return
        found[person] = _followed(visits, person, rooms)
        file.write(json.dumps([asdict(place) for place in found[person]]))


def _followed(visits: Visits, person: str, rooms: tuple[str, ...]) -> list[Found]:
    request = visits.page(person).context.request
    waiting, found = [ROOMS[room] for room in rooms], {}
    while waiting:
        path = waiting.pop(0)
        name = name_of(path, rooms)
        if not name or name in found:
            continue
        answer = request.get(path + NARROWED.get(name, ""), timeout=PATIENCE)
        media_type = answer.headers["content-type"].partition(";")[0]
        found[name] = Found(person, name, path, answer.status, media_type)
        if media_type == "text/html":
            waiting += [urljoin(path, html.unescape(link)) for link in LINK.findall(answer.text())]
    return list(found.values())


def name_of(path: str, rooms: tuple[str, ...] = ("workspace",)) -> str:
    """The name of an address in one of the rooms; nothing for any other, and for what is changed by POST alone."""
    try:
        with translation.override("ar"):
            match = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    return f"{match.url_name}{match.kwargs.get('kind', '')}" if match.app_name in rooms else ""
