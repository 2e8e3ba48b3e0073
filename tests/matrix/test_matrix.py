"""
Who may do what, everywhere: every address of the site, by every method, as everybody, on everybody's things.

The addresses come from the URL resolver, the promises from ``doors.py`` of each room (see docs/contributing.md).
"""

import pytest

from athar.web.ui.doors import NOBODY
from tests.matrix.knocking import addresses, broken, promised, without_the_token

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
