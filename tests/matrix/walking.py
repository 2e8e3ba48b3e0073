"""
Walk the site as somebody who follows links, and note where they lead.

Whether somebody may go where a page leads them is read from the promises in the rooms' ``doors.py``, which the matrix
proves; so a page is opened for what stands on it alone, and one of each kind says as much as all of them.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve

from athar.foundation.people.queries import INSIDE
from athar.web.ui.doors import NO_ROLE, NOBODY, OWN, SIGNED_IN, VISITOR
from athar.web.workspace.access import DOES, DONE_IN, Act
from tests.matrix.knocking import (
    OPEN,
    Knock,
    addresses,
    answered,
    html_of,
    knock_at,
    name_is_for_programs,
    promised,
    stands_for,
)
from tests.matrix.occasions import A_MINOR
from tests.matrix.world import NARROW, World

# What shows every walker something else.
BY_EACH = {
    "site:home", "site:evidence", "portal:home", "portal:roles", "portal:notices", "portal:notice", "workspace:home",
}  # fmt: skip
# Of these several lead each elsewhere.
SEVERAL = {"portal:notice": 3}
# What is large or asks for many figures, and leads nowhere that others do not: met, and not read.
LEAVES = {
    "ui:styleguide",
    "workspace:scorecard-comparison",
    "workspace:report-preview",
    "workspace:report-text",
}
MOVED = {301, 302}

# What no page leads to, and why that is right.
UNLINKED: dict[str, str] = {
    "health": "asked by whatever watches over the site",
    "readiness": "asked by whatever watches over the site",
    "metrics": "asked by whatever watches over the site",
    "worker": "fetched by the browser, once a script registers it",
    "site:robots": "asked by search engines, at an address that is fixed",
    "site:sitemap": "named by robots.txt",
    "ui:offline": "kept on the device, and shown when the network is away",
    "entrance:invitation-link": "stands in the letter that invites",
    "entrance:invitation": "the link in that letter leads here",
    "entrance:guardianship-link": "stands in the letter to the guardian",
    "entrance:guardianship": "the link in that letter leads here",
    "entrance:email-return": "stands in the letter about the change",
    "entrance:proof-code-request": "whoever has no password is led here from the proof",
    "entrance:guardianship-account": "sent to from the page to which that letter leads",
    "entrance:invitation-account": "sent to from the page to which that letter leads",
    "entrance:other-sign-ins-end": "offered to whoever is signed in elsewhere too; see tests/browser/test_entrance.py",
    "portal:calendar": "stands in the one answer that makes it, and is read by a calendar",
    "portal:certificate-file": "stands under one's hours once some are approved, and here none are",
    "portal:unsubscription": "stands in every letter",
    "site:card": "stands in the square of a card that its holder made",
    "portal:card": "stands in one's passport once hours are approved, and here none are",
    "portal:card-renewal": "stands under one's card once it is made, and here nobody made one",
    "portal:card-ending": "stands under one's card once it is made, and here nobody made one",
    "site:certificate": "stands in the code on the paper",
    "workspace:scanner-list": "fetched by the phone's own page at the door",
    "workspace:scanner-devices": "sent to by the phone's own page at the door",
    "workspace:scanner-sendings": "sent to by the phone's own page at the door",
    "ui:look-ending": "stands on every page while one looks as a role, and nobody here does",
}
REACHED_BY_NOBODY = """No page leads to these addresses: {names}.
For each, do one of these:
- link to it from a page of somebody who may open it (a form that is sent to it, where it takes POST alone);
- where a page offers it only in some state, make that state in tests/matrix/occasions.py, and return the page's address there;
- where no page should lead to it, say why in UNLINKED in tests/matrix/walking.py."""


class Way(NamedTuple):
    """An address that a page leads to: by a link or a form that only asks, or by one that is sent."""

    address: str
    sends: bool = False


class Ways(HTMLParser):
    """Where a page leads whoever reads it: its links, its forms, its pictures, what a script fetches into it."""

    SAID = {"a": "href", "link": "href", "img": "src", "object": "data"}

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Way] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in self.SAID:
            self._lead(given.get(self.SAID[tag]))
        elif tag == "form":
            # Without an address it is sent to the page it stands on, unless buttons that name it say where to.
            address = given.get("action") or (None if "id" in given else "")
            self._lead(address, sends=(given.get("method") or "get").lower() == "post")
        self._lead(given.get("formaction"), sends=True)
        self._lead(given.get("hx-get"))
        self._lead(given.get("hx-post"), sends=True)

    def _lead(self, address: str | None, *, sends: bool = False) -> None:
        if address is not None:
            self.found.append(Way(address, sends))


def ways_of(html: str, here: str) -> Iterator[Way]:
    """Where a page of this site leads on it, in its order, each once, without what comes after the #."""
    reader = Ways()
    reader.feed(html)
    for way in dict.fromkeys(reader.found):
        there = urlsplit(urljoin(here, way.address))
        if there.scheme in {"", "http"} and there.netloc in {"", "testserver"} and is_ours(there.path):
            yield Way(there.path + (f"?{there.query}" if there.query else ""), way.sends)


def is_ours(path: str) -> bool:
    """Whether it is a page of this site in Arabic: files that never change and the same page in English lead nowhere else."""
    return path.startswith("/") and not path.startswith((settings.STATIC_URL, "/en/"))


@cache
def name_of(path: str) -> str | None:
    """What an address is called; None where it leads nowhere."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None


@dataclass
class Walk:
    """
    ``met``: the names of all addresses that some page leads to; ``astray``: what led nowhere, or to a closed door.

    :param worth: addresses that are read whenever they are met, though one of their kind was read.
    """

    worth: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    astray: list[str] = field(default_factory=list)
    read: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def of(self, who: str, browser: Client, entrance: str = "/") -> None:
        """Follow every link from the entrance on, as somebody."""
        seen, waiting = {entrance}, deque([entrance])
        while waiting:
            here = waiting.popleft()
            for way in self._led_on(who, browser, here):
                name = name_of(way.address.partition("?")[0])
                if name is None:
                    self.astray.append(f"{who}: {here} leads to {way.address}, where nothing is")
                    continue
                self.met.add(name)
                if not is_open(name, who, sends=way.sends):
                    act = "sends to" if way.sends else "leads to"
                    self.astray.append(f"{who}: {here} {act} {way.address}, which is closed to them")
                elif not way.sends and way.address not in seen:
                    seen.add(way.address)
                    waiting.append(way.address)

    def _led_on(self, who: str, browser: Client, here: str) -> list[Way]:
        """The ways on from an address; none where it need not be read."""
        name = name_of(here.partition("?")[0]) or ""
        if not self._is_worth_reading(name, who, here) or is_elsewhere(name, who):
            return []
        answer = browser.get(here)
        if answer.streaming:
            list(answer)  # to its end, so that its file is closed
        if answered(answer) != OPEN:
            self.astray.append(f"{who}: {here} answers {answer.status_code}")
            return []
        if answer.status_code in MOVED:
            return list(ways_of(f'<a href="{answer["Location"]}">', here))
        return list(ways_of(html_of(answer) or "", here))

    def _is_worth_reading(self, name: str, who: str, here: str) -> bool:
        if name in LEAVES or name_is_for_programs(name):
            return False
        read = self.read.setdefault((name, alike(name, who)), set())
        if here in read or (len(read) >= SEVERAL.get(name, 1) and here not in self.worth):
            return False
        read.add(here)
        return True


def is_open(name: str, who: str, *, sends: bool) -> bool:
    """Whether somebody may open an address, by its door's promise; a visitor may be led to where one signs in."""
    door = promised()[name]
    whom = NO_ROLE if who == A_MINOR else stands_for(who, door)
    to = door.sends if sends else door.reads
    return name_is_for_programs(name) or whom in to or is_elsewhere(name, who)


def is_elsewhere(name: str, who: str) -> bool:
    """Whether somebody is a visitor before a door that opens to everybody who signs in."""
    door = promised()[name]
    return who == VISITOR and VISITOR not in door.reads | door.sends and door.reads | door.sends >= SIGNED_IN


@cache
def alike(name: str, who: str) -> str:
    """Whose eyes somebody reads a page with: all who share it meet the same there, so one of them is enough."""
    if name in BY_EACH:
        return who if who in {VISITOR, A_MINOR, *INSIDE, *NARROW} else NO_ROLE
    place = getattr(getattr(addresses()[name][0].callback, "view_class", None), "place", None)
    if place is None:
        return "anybody"
    role = NARROW.get(who, who)
    acts = sorted(act for act in Act if DONE_IN[act] is place and role in DOES[act])
    return " ".join(["within a scope" if who in NARROW else "", *acts])


def shows_something(world: World, name: str) -> bool:
    """Whether an address answers one of its first readers by itself; one that leads back elsewhere is no place to be met."""
    door = promised()[name]
    if door.reads == NOBODY:
        return True
    for caller in sorted(door.reads)[:3]:
        answer = knock_at(world, Knock(name, caller, "GET", OWN))
        if answered(answer) == OPEN and answer.status_code not in MOVED:
            return True
    return False


def to_be_met() -> set[str]:
    """Every address that somebody may open, but those that programs come to with a key."""
    return {
        name
        for name, door in promised().items()
        if door.reads | door.sends != NOBODY and not name_is_for_programs(name)
    }
