"""
Who may do what, everywhere: every address of the site, by every method, as everybody, on everybody's things.

The addresses come from the URL resolver, the promises from ``doors.py`` of each room (see docs/contributing.md).
"""

import pytest
from django.db import transaction
from django.utils.translation import override

from athar.foundation.people.choices import Role
from athar.web.ui.doors import NO_ROLE, NOBODY, OWN, VISITOR
from tests.matrix.knocking import (
    OPEN,
    Knock,
    addresses,
    answered,
    broken,
    knock_at,
    promised,
    without_the_token,
)
from tests.matrix.occasions import A_MINOR, a_minor, occasions
from tests.matrix.walking import (
    REACHED_BY_NOBODY,
    UNLINKED,
    Walk,
    Way,
    is_open,
    name_of,
    shows_something,
    to_be_met,
    ways_of,
)
from tests.matrix.world import browser_of

pytestmark = pytest.mark.django_db


def test_every_address_has_a_door():
    without = sorted(addresses().keys() - promised().keys())
    assert without == [], "say who may open these in the room's doors.py"


def test_every_door_has_an_address():
    assert sorted(promised().keys() - addresses().keys()) == []


@pytest.mark.parametrize("name", sorted(promised()))
def test_a_door_opens_to_exactly_those_it_promises(world, name):
    assert list(broken(world, name)) == []


@pytest.mark.parametrize(
    "name", sorted(name for name, door in promised().items() if door.sends != NOBODY and not door.tokenless)
)
def test_nothing_is_sent_from_elsewhere_in_somebodys_name(world, name):
    """A POST without the form's token is refused to whoever may send it."""
    assert without_the_token(world, name).status_code == 403


# Ending it, and going.
WAYS_OUT = {"ui:look-ending", "entrance:sign-out"}


@pytest.fixture
def looking(world):
    """The browser of an administrator who looks as the measurement officer."""
    browser = browser_of(world.people[Role.ADMINISTRATOR])
    browser.post("/workspace/roles/reviewer/look/")
    return browser


def test_whoever_looks_as_another_role_can_send_nothing_to_any_address(world, looking):
    """Not what that role may do, nor what their own may: every address, by every method that could change something."""
    taken = [
        f"{method} {name}"
        for name in sorted(promised().keys() - WAYS_OUT)
        for method in ("POST", "PUT", "PATCH", "DELETE")
        if knock_at(world, Knock(name, Role.ADMINISTRATOR, method, OWN), looking).status_code != 403
    ]
    assert taken == []


def test_whoever_looks_as_another_role_reads_what_that_role_reads_and_no_more(world, looking):
    names = [name for name, door in promised().items() if name.startswith("workspace:") and door.reads]
    wrong = [
        name
        for name in sorted(names)
        if (answered(knock_at(world, Knock(name, Role.ADMINISTRATOR, "GET", OWN), looking)) == OPEN)
        != (Role.REVIEWER in promised()[name].reads)
    ]
    assert wrong == []


def test_whoever_follows_links_meets_every_page_and_no_door_that_is_closed(world):
    """
    As everybody, from the front page on: what a page offers is open to its reader, and some page offers every address there is.

    An address that is said to be unlinked and is met fails as well as one that is neither.
    """
    with transaction.atomic(), override("ar"):
        browsers = world.browsers | {A_MINOR: a_minor(world)}
        walk = Walk(occasions(world))
        for who, browser in browsers.items():
            walk.of(who, browser)
        missing = sorted(to_be_met() - walk.met - UNLINKED.keys())
        orphans = [name for name in missing if shows_something(world, name)]
        transaction.set_rollback(True)
    assert walk.astray == []
    assert orphans == [], REACHED_BY_NOBODY.format(names=", ".join(orphans))
    assert sorted(UNLINKED.keys() & walk.met) == [], "some page leads to these: take them out of UNLINKED"
    assert sorted(UNLINKED.keys() - to_be_met()) == [], (
        "there are no such addresses: take them out of UNLINKED"
    )


def test_ways_are_links_forms_and_pictures_of_this_site():
    page = """<a href="/news/#top">x</a><a href="https://example.org/">y</a><form action="/search/"><input></form><form method="post" action="/sign-out/"></form>
    <img src="/picture/" alt=""><a href="?page=2">2</a><a href="mailto:x@example.org">z</a><b hx-get="/part/"></b><a href="/en/news/">e</a>"""
    assert list(ways_of(page, "/library/?page=1")) == [
        Way("/news/"), Way("/search/"), Way("/sign-out/", sends=True), Way("/picture/"), Way("/library/?page=2"), Way("/part/"),
    ]  # fmt: skip


def test_an_address_is_called_by_its_name_and_one_that_leads_nowhere_by_none():
    with override("ar"):
        assert (name_of("/news/"), name_of("/nothing/here/")) == ("site:news", None)


def test_a_walk_knows_a_closed_door_and_leads_visitors_to_where_one_signs_in():
    """So that a page which offers too much, or a link that leads nowhere, is noticed."""
    knows = [
        is_open("workspace:imports", NO_ROLE, sends=False),
        is_open("workspace:record-decisions", Role.AUDITOR, sends=True),
        is_open("workspace:home", VISITOR, sends=False),
        is_open("portal:sign-up", VISITOR, sends=False),
        is_open("workspace:records", Role.AUDITOR, sends=False),
    ]
    assert knows == [False, False, False, True, True]
