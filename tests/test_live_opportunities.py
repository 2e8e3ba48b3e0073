"""Whoever visits the demonstration can sign up at once, finds a waiting list, and no figure depends on any of it."""

import pytest
from django.utils import timezone

from athar.engine.journeys.models import SeatCounter
from athar.initiatives.volunteering.models import Opportunity

pytestmark = pytest.mark.usefixtures("demo")


def test_opportunities_of_every_level_are_open_and_two_shifts_are_full():
    live = Opportunity.objects.live(at=timezone.now())
    assert {one.level for one in live} == {"general", "skilled", "professional"}
    assert SeatCounter.objects.filter(free=0, session__edition__opportunity__in=live).count() == 2
