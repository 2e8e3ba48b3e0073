"""What the addresses of groups name: an opportunity that takes them, one that is led, and the link by which one joins."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from athar.engine.journeys.models import Session
from athar.engine.journeys.operations import open_session
from athar.foundation.people.choices import Role
from athar.initiatives.volunteering.groups import token_of
from athar.initiatives.volunteering.models import Group, Opportunity
from athar.initiatives.volunteering.operations import accept_group
from athar.initiatives.volunteering.tests.factories import published
from athar.web.ui.doors import OTHERS, OWN


def opportunity_for_groups(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"code": _for_groups(world).edition.code}}


def _for_groups(world: Any) -> Opportunity:
    found = Opportunity.objects.filter(edition__code="groups").first()
    return found or published(
        world.maker,
        world.people[Role.EXECUTIVE],
        at=timezone.now(),
        code="groups",
        group_least=2,
        group_most=40,
    )


def _group(world: Any, leader: Any) -> Group:
    """Two seats are kept for it, each time in a shift of its own."""
    now, opportunity = timezone.now(), _for_groups(world)
    begin = now + timedelta(days=20, hours=5 * Session.objects.count())
    session = open_session(
        edition=opportunity.edition, part="volunteer", names=("وردية", "Shift"), starts_at=begin, ends_at=begin + timedelta(hours=4), capacity=2
    )  # fmt: skip
    asked = Group.objects.create(session=session, leader=leader, name="فريق الوادي", size=2, begun_at=now)
    by = world.maker if leader != world.maker else world.people[Role.EXECUTIVE]
    return accept_group(group=asked, last_day=now.date() + timedelta(days=5), by=by, at=now)


def group_led(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """A group that whoever knocks leads, and one of somebody else."""
    leaders = {OWN: person or world.maker, OTHERS: world.stranger}
    return {label: {"pk": _group(world, one).pk} for label, one in leaders.items()}


def group_link(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"token": token_of(_group(world, world.stranger))}}
