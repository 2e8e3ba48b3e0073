"""Where each member of the cast is led: every kind of address of a room, found by following links."""

import html
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation

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


def led_to(visits: Visits, person: str, *rooms: str) -> list[Found]:
    """One address of each name in the rooms that a person reaches from their first pages, in the order of finding."""
    rooms = rooms or ("workspace",)
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
