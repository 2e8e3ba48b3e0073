"""A roster is looked for while its page waits, and the page says when it is found."""

from datetime import timedelta

import pytest
from django.utils import timezone

from athar.initiatives.volunteering.models import Roster
from athar.initiatives.volunteering.tests.factories import published

POLL = {"HX-Request": "true"}


@pytest.fixture
def roster(cast):
    now = timezone.now()
    opportunity = published(
        cast.saad, cast.khalid, at=now - timedelta(hours=2), initiative=cast.forum, organisation=cast.body
    )
    return Roster.objects.create(opportunity=opportunity, by=cast.noura, at=now, seconds=10)


def test_a_page_that_waits_for_a_roster_gets_one_part_anew_until_it_is_found(enter, roster):
    client, address = (
        enter("noura"),
        f"/en/workspace/opportunities/{roster.opportunity_id}/rosters/{roster.pk}/",
    )
    waiting = client.get(address, headers=POLL).content.decode()
    assert ("A roster is looked for" in waiting, 'hx-trigger="every 2s"' in waiting) == (True, True)
    Roster.objects.filter(pk=roster.pk).update(
        finished_at=timezone.now(), outcome={"cost": 0, "bound": 0, "gaps": [], "penalties": {}}
    )
    part = client.get(address, headers=POLL).content.decode()
    assert part.strip().startswith('<div id="standing"')
    assert (
        "The roster is found" in part,
        f'href="{address}"' in part,
        "<main" in part,
        "hx-get" in part,
    ) == (
        True,
        True,
        False,
        False,
    )
    assert "Publish the roster" in client.get(address).content.decode()
