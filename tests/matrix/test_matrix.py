"""
Who may do what, everywhere: every address of the site, by every method, as everybody, on everybody's things.

The addresses come from the URL resolver, the promises from ``doors.py`` of each room (see docs/contributing.md).
"""

import pytest

from athar.foundation.people.choices import Role
from athar.web.ui.doors import NOBODY, OWN
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
