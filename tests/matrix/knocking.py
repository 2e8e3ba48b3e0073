"""Every address of the site, what its room promises about it, and what it really answers."""

import importlib
import pkgutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import athar.web
from athar.web.ui.doors import EVERYBODY, NO_ROLE, NOBODY, OWN, VISITOR, Door
from tests.matrix.world import CALLERS, MANAGER_OF_ONE, NARROW, World

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
OPEN, CLOSED, NO_METHOD = "open", "closed", "no such method"


def addresses() -> dict[str, list[URLPattern]]:
    """The routes of every namespace by name; what has no name is called by its pattern."""
    found: dict[str, list[URLPattern]] = {}
    for name, pattern in _walk(get_resolver().url_patterns, ()):
        found.setdefault(name, []).append(pattern)
    return found


def _walk(patterns: Any, spaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner)
        else:
            yield ":".join([*spaces, pattern.name or f"without a name: {pattern.pattern}"]), pattern


@cache
def promised() -> dict[str, Door]:
    """The doors of all rooms. A door that two rooms declare belongs to neither."""
    doors: dict[str, Door] = {}
    for module in _modules("doors"):
        twice = doors.keys() & module.DOORS.keys()
        assert not twice, f"declared by two rooms: {sorted(twice)}"
        doors |= module.DOORS
    return doors


@cache
def _things() -> dict[str, Any]:
    """How to make what an address names, by room and thing."""
    return {
        f"{module.__name__.split('.')[2]}:{name}": make
        for module in _modules("tests.things")
        for name, make in module.THINGS.items()
    }


def makers() -> list[tuple[str, Any]]:
    """What makes each thing that some address names, with the room that names it."""
    return [(name.partition(":")[0], make) for name, make in _things().items()]


def _modules(tail: str) -> Iterator[Any]:
    for room in pkgutil.iter_modules(athar.web.__path__):
        name = f"athar.web.{room.name}.{tail}"
        if importlib.util.find_spec(name.rpartition(".")[0]) and importlib.util.find_spec(name):
            yield importlib.import_module(name)


@cache
def _room_of() -> dict[str, str]:
    return {name: module.__name__.split(".")[2] for module in _modules("doors") for name in module.DOORS}


def furnish(world: World) -> None:
    """Make everything that any address names, for everybody who may knock there, always in the same order."""
    keys = {(_key(name), caller) for name, door in promised().items() if door.thing for caller in CALLERS}
    for key in sorted(keys):
        thing, caller = key
        world.made[key] = _things()[thing](world, world.people[caller])


def _key(name: str) -> str:
    return f"{_room_of()[name]}:{promised()[name].thing}"


def named(world: World, name: str, caller: str) -> dict[str, dict[str, Any]]:
    """
    What can stand in an address for somebody: the values, by whose they are.

    Beside the address's own values, ``?`` is a query and ``post`` what a POST sends.
    """
    return world.made[_key(name), caller] if promised()[name].thing else {OWN: {}}


@dataclass(frozen=True)
class Knock:
    """Somebody asks an address for something by a method."""

    name: str
    caller: str
    method: str
    whose: str

    def __str__(self) -> str:
        return f"{self.method} {self.name} ({self.whose}) by {self.caller}"


def expected(knock: Knock) -> set[str]:
    """
    What may come of a knock, by the room's promise.

    Who may not come in need not learn which methods there are, so both answers will do.
    """
    door = promised()[knock.name]
    caller, own, sends_own = stands_for(knock.caller, door), door.own, {*door.own, *door.sends_own}
    if knock.caller in NARROW and door.narrows:
        own, sends_own = EVERYBODY, EVERYBODY
    reads = caller in door.reads and not (knock.whose != OWN and caller in own)
    sends = caller in door.sends and not (knock.whose != OWN and caller in sends_own)
    if knock.method == "GET" and door.reads != NOBODY:
        return {OPEN} if reads else {CLOSED}
    if knock.method == "POST" and door.sends != NOBODY:
        return {OPEN} if sends else {CLOSED}
    if knock.method == "DELETE" and door.removes != NOBODY:
        return {OPEN} if caller in door.removes and not (knock.whose != OWN and caller in own) else {CLOSED}
    if knock.method in door.methods:
        return {OPEN} if sends else {CLOSED}
    return {NO_METHOD} if reads and knock.method == "POST" else {NO_METHOD, CLOSED}


def stands_for(caller: str, door: Door) -> str:
    """As what somebody counts there: within their scope as the role they hold in it, beyond it as somebody without one."""
    if caller not in NARROW:
        return caller
    return str(NARROW[caller].value) if door.narrows else NO_ROLE


def answered(answer: HttpResponse) -> str:
    """What an answer means."""
    if answer.status_code == 405:
        return NO_METHOD
    sent_away = answer.status_code == 302 and answer["Location"].split("?")[0] == resolve_url(
        settings.LOGIN_URL
    )
    if sent_away or answer.status_code in {401, 403, 404}:
        return CLOSED
    return OPEN if answer.status_code < 500 else f"failed with {answer.status_code}"


def name_is_for_programs(name: str) -> bool:
    return name.startswith("api:")


def knock_at(world: World, knock: Knock, browser: Client | None = None) -> HttpResponse:
    """Knock, and undo whatever came of it."""
    values = dict(named(world, knock.name, knock.caller)[knock.whose])
    query, data = values.pop("?", ""), values.pop("post", {})
    address = reverse(knock.name, kwargs=values) + (f"?{query}" if query else "")
    # At the doors for programs one comes with a key, and no session counts.
    callers = world.programs if name_is_for_programs(knock.name) else world.browsers
    browser = browser or callers[knock.caller]
    cookies = {key: morsel.value for key, morsel in browser.cookies.items()}
    with transaction.atomic():
        answer = (
            browser.post(address, data) if knock.method == "POST" else browser.generic(knock.method, address)
        )
        if knock.method != "GET":
            transaction.set_rollback(True)
            browser.cookies.load(cookies)
    if answer.streaming:
        list(answer)  # to its end, so that its file is closed
    return answer


def asked(name: str, caller: str, whose: str, methods: Collection[str]) -> list[str]:
    """
    By which methods somebody knocks: those that change something otherwise than by POST only at what is their own.

    A method for which no view of an address has anything does nothing, whoever sends it; that a visitor and somebody who may come
    in find it so says it of all. To whoever holds a role within a scope a door that does not narrow is closed as to
    anybody without a role; that one of them finds it so, by the method it is there for, says it of both.
    """
    door = promised()[name]
    wanted = [one for one in methods if one in {"GET", "POST"} or (one == "DELETE" and door.removes)]
    if caller in NARROW and not door.narrows:
        there_for = "GET" if door.reads else "POST"
        return [one for one in wanted if one == there_for and caller == MANAGER_OF_ONE and whose == OWN]
    if whose != OWN or caller in NARROW:
        return wanted
    answered_for_all = caller not in {VISITOR, _first_in(name)}
    return [one for one in methods if one in wanted or not answered_for_all or one in views_answer(name)]


def first_reader(name: str) -> str:
    """The first who may read what is at an address."""
    return next(caller for caller in CALLERS if caller in promised()[name].reads)


def html_of(answer: HttpResponse) -> str | None:
    """The text of a page, which is empty where it only leads on; None for a file and for what programs read."""
    is_page = not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.content.decode() if is_page else None


def _first_in(name: str) -> str | None:
    door = promised()[name]
    return next((caller for caller in CALLERS if caller in door.reads | door.sends), None)


@cache
def views_answer(name: str) -> frozenset[str]:
    """For which methods the views of an address have something of their own; what a function answers cannot be seen: any."""
    views = [getattr(pattern.callback, "view_class", None) for pattern in addresses()[name]]
    return frozenset(
        method for method in METHODS if any(view is None or hasattr(view, method.lower()) for view in views)
    )


def broken(
    world: World, name: str, callers: Collection[str] = CALLERS, methods: Collection[str] = METHODS
) -> Iterator[str]:
    """Every knock at an address that came out otherwise than promised, in words."""
    for caller in callers:
        for whose in named(world, name, caller):
            for method in asked(name, caller, whose, methods):
                knock = Knock(name, caller, method, whose)
                found = answered(knock_at(world, knock))
                if found not in expected(knock):
                    yield f"{knock}: {found}, promised {' or '.join(sorted(expected(knock)))}"


def without_the_token(world: World, name: str) -> HttpResponse:
    """What a form answers when it is sent from elsewhere, in the name of somebody who may send it."""
    caller = min(promised()[name].sends)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = world.browsers[caller].cookies
    return knock_at(world, Knock(name, caller, "POST", OWN), strict)
