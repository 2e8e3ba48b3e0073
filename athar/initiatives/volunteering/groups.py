"""Reads about groups: who may begin one and for whom, how each stands, who joined, and the link by which one joins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db.models import Count, Expression, F, Q, QuerySet, Sum

from athar.engine.journeys.models import HeldSeat, Seat
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Organisation, Person, RoleGrant
from athar.initiatives.volunteering.choices import GroupVerdict
from athar.initiatives.volunteering.models import Group, Opportunity
from athar.initiatives.volunteering.models.opportunity import SHOWN

SALT = "athar.volunteering.group"
COORDINATE = (Role.PARTNER_MANAGER, Role.TEAM_LEADER)


def coordinated_by(people: Sequence[int], *, at: datetime) -> QuerySet[Organisation]:
    """The organisations for which one human may bring a group."""
    grants = RoleGrant.objects.filter(person__in=people, role__in=COORDINATE, organisation__isnull=False)
    return Organisation.objects.filter(pk__in=grants.in_force(at).order_by().values("organisation"))


def groups_led_by(people: Sequence[int]) -> QuerySet[Group]:
    """Groups that one human leads, the newest first, each with ``joined`` and what a page says of it."""
    return _told(Group.objects.filter(leader__in=people))


def groups_of(opportunity: Opportunity) -> QuerySet[Group]:
    """All groups that ever asked for seats of an opportunity, the newest first, each with ``joined``."""
    return _told(Group.objects.filter(session__edition=opportunity.edition_id))


def groups_to_decide(rows: QuerySet[Opportunity], *, at: datetime | Expression) -> QuerySet[Group]:
    """Groups about which nobody decided yet, of shifts to come of some opportunities."""
    editions = rows.filter(state__in=SHOWN).order_by().values("edition")
    return Group.objects.waiting().filter(
        session__edition__in=editions, session__starts_at__gt=at, session__cancelled_at=None
    )  # fmt: skip


def members_of(group: Group) -> list[tuple[Person, bool]]:
    """Who ever took a seat of the group, by name, and whether they have one now; each once."""
    seats = HeldSeat.objects.filter(hold=group.hold_id, hold__isnull=False).order_by("pk")
    found: dict[int, tuple[Person, bool]] = {}
    for held in seats.select_related("seat__person"):
        seat = held.seat
        found[seat.person_id] = (seat.person, seat.released_at is None)
    return sorted(found.values(), key=lambda one: (not one[1], one[0].sort_key, one[0].pk))


def group_of(seat: Seat | None) -> str | None:
    """The name of the group with which somebody comes; no question where the seat was read with ``held__hold__group``."""
    held = getattr(seat, "held", None)
    group = getattr(held.hold, "group", None) if held else None
    return group.name if group else None


def token_of(group: Group) -> str:
    """What stands in the link of the group; whoever has it may join."""
    return signing.Signer(salt=SALT).sign_object([group.pk, group.link])


def group_by(token: str) -> Group | None:
    """The group that a link leads to; None where it was never one, or the leader made another."""
    try:
        key, link = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return _told(Group.objects.filter(pk=key, link=link, verdict=GroupVerdict.ACCEPTED)).first()


@dataclass(frozen=True)
class Past:
    """
    What is known of whoever leads a group, from before.

    :ivar groups: groups of theirs that were accepted; ``kept`` seats were kept for them, and ``joined`` taken by members who kept them.
    :ivar shifts: at how many shifts that are over they had a seat.
    """

    groups: int
    kept: int
    joined: int
    shifts: int


def past_of(group: Group, *, at: datetime) -> Past:
    """The groups of the same organisation, or of the same leader, and the leader's own shifts; three questions."""
    theirs = Q(organisation=group.organisation_id) if group.organisation_id else Q(leader=group.leader_id)
    others = Group.objects.filter(theirs, verdict=GroupVerdict.ACCEPTED).exclude(pk=group.pk)
    kept = others.aggregate(groups=Count("pk"), kept=Sum("hold__many", default=0))
    joined = HeldSeat.objects.filter(hold__group__in=others, seat__released_at=None).count()
    seats = Seat.objects.confirmed().filter(person=group.leader_id, session__ends_at__lte=at)
    return Past(groups=kept["groups"], kept=kept["kept"], joined=joined, shifts=seats.count())


def _told(rows: QuerySet[Group]) -> QuerySet[Group]:
    joined = (
        "session__edition__opportunity",
        "session__edition__initiative",
        "leader",
        "organisation",
        "hold",
    )
    found: QuerySet[Group] = rows.with_numbers().select_related(*joined)  # type: ignore[attr-defined]
    return found.order_by("-begun_at", "-pk").annotate(left=F("hold__left"))
