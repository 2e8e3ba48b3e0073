"""Attendance becomes hours that wait for a second person: entered once, and only where nothing about it is in doubt."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from athar.engine.intake.queries import whose_days_were_listed
from athar.engine.journeys.attendance import Attendance, attendance_of
from athar.engine.journeys.models import Session
from athar.engine.journeys.presence import Doubt
from athar.engine.ledger.choices import Kind, Source
from athar.engine.ledger.models import Proposal, Record
from athar.engine.ledger.operations import ProposalRefused, propose
from athar.foundation.core.dates import age_group, age_on, riyadh_day
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person
from athar.foundation.people.scopes import EVERYWHERE, Reach
from athar.initiatives.volunteering.entered import code_of, outdated_in
from athar.initiatives.volunteering.managing import counting_hours_of, hours_of
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.rules import in_hours

LISTED = Reason(
    "listed",
    _("A list of whole days was brought in, and counts hours of theirs on that day."),
    _("If they are the same hours, nothing is missing. If not, enter these by hand, and a second person decides."),
)  # fmt: skip
MOST_A_DAY = Decimal(12)  # hours of one person
OUTDATED = Reason(
    "outdated", _("Their hours wait as they were entered before, and attendance says something else by now."),
    _("Ask somebody else to reject that entry with a reason; then enter the hours again."),
)  # fmt: skip


class ClaimRefused(Refused):
    """Hours of this session cannot be entered yet."""


@dataclass(frozen=True)
class Hours:
    """
    What the attendance of a session comes to.

    :ivar ready: whose attendance is beyond doubt, each with the fact that can be entered.
    :ivar doubtful: whose attendance somebody in charge must state first, and why.
    """

    ready: tuple[tuple[Person, Proposal], ...]
    doubtful: tuple[tuple[Person, frozenset[Doubt]], ...]


@dataclass
class Claimed:
    """
    What became of the attendance of a session.

    :ivar entered: hours that wait for a second person now.
    :ivar doubtful: whose attendance somebody in charge must state first, and why.
    :ivar refused: whose hours cannot be, and why.
    """

    entered: list[Proposal] = field(default_factory=list)
    doubtful: list[tuple[Person, frozenset[Doubt]]] = field(default_factory=list)
    refused: list[tuple[Person, tuple[Reason, ...]]] = field(default_factory=list)


@transaction.atomic
def claim_hours(*, session: Session, by: Person, at: datetime, within: Reach = EVERYWHERE) -> Claimed:
    """
    Enter the hours of everybody who was there and has none entered yet; doing it again enters nothing twice.

    Hours that were rejected, or approved and taken back, are entered again as attendance says now. Whoever entered some cannot
    take them back; where attendance has changed while they wait, they are among ``refused``.

    :raises ClaimRefused: before the session is over.
    """
    session = (
        Session.objects.select_for_update(no_key=True, of=("self",))
        .select_related("edition__initiative")
        .get(pk=session.pk)
    )
    if at < session.ends_at:
        raise ClaimRefused(
            Reason("not_over", _("This shift is not over yet."), _("Come back when everybody has gone."))
        )
    attendance, waiting = attendance_of(session), list(hours_of(session).filter(decision=None))
    hours = hours_in(session, attendance)
    done = {*(entry.person_id for entry in waiting), *counting_hours_of(session)}
    claimed = Claimed(
        doubtful=[one for one in hours.doubtful if one[0].pk not in done],
        refused=[
            (entry.person, (OUTDATED,)) for entry in outdated_in(session, attendance, waiting) if entry.person
        ],
    )
    listed = whose_days_were_listed(
        [person.pk for person, _entry in hours.ready], _counting(riyadh_day(session.starts_at))
    )
    for person, proposal in hours.ready:
        if person.pk in done:
            continue
        if person.pk in listed:
            claimed.refused.append((person, (LISTED,)))
        else:
            _claim(claimed, person, proposal, by, at, within)
    return claimed


def hours_in(session: Session, attendance: Iterable[Attendance]) -> Hours:
    """
    What the attendance of a session comes to in hours: the one rule, whoever enters them. Nothing is written.

    :param session: with its edition and initiative.
    :param attendance: as ``attendance_of`` reads it.
    """
    opportunity = Opportunity.objects.select_related("organisation").get(edition=session.edition)
    there = list(attendance)
    ready = [one for one in there if not one.doubts and one.minutes(session)]
    return Hours(
        ready=tuple((one.person, _proposal(opportunity, session, one)) for one in ready),
        doubtful=tuple((one.person, one.doubts) for one in there if one.doubts),
    )


def _claim(
    claimed: Claimed, person: Person, proposal: Proposal, by: Person, at: datetime, within: Reach
) -> None:
    if _that_day(proposal) + (proposal.quantity or 0) > MOST_A_DAY:
        much = Reason(
            "too_much",
            _("It would be more than 12 hours of one person on one day."),
            _("State when they were there, or correct the other hours of that day."),
        )
        claimed.refused.append((person, (much,)))
        return
    try:
        claimed.entered.append(propose(proposal=proposal, by=by, at=at, within=within))
    except ProposalRefused as refused:
        claimed.refused.append((person, tuple(refused.reasons)))


def _proposal(opportunity: Opportunity, session: Session, one: Attendance) -> Proposal:
    day, person = riyadh_day(session.starts_at), one.person
    return Proposal(
        kind=Kind.HOURS, occurred_on=day, initiative=session.edition.initiative, edition=session.edition, session=code_of(session),
        organisation=opportunity.organisation, region_id=session.region_id, place=session.place_ar, person=person, gender=person.gender,
        age_group=age_group(age_on(person.birth_date, day)) if person.birth_date else "", level=opportunity.level,
        quantity=in_hours(one.minutes(session)), unit="hour", source=Source.ATTENDANCE,
    )  # fmt: skip


def _counting(day: date) -> QuerySet[Record]:
    """Records of a day that were not taken back."""
    taken_back = Record.objects.filter(corrects=OuterRef("position"), occurred_on=day)
    return Record.objects.filter(~Exists(taken_back), corrects=None, occurred_on=day)


def _that_day(proposal: Proposal) -> Decimal:
    """Hours of the person on that day that wait already, or count."""
    theirs = {"person": proposal.person, "occurred_on": proposal.occurred_on, "kind": Kind.HOURS}
    waiting = Proposal.objects.awaiting().filter(**theirs).aggregate(total=Sum("quantity"))["total"]
    counted = _counting(proposal.occurred_on).filter(**theirs).aggregate(total=Sum("quantity"))["total"]
    return (waiting or Decimal(0)) + (counted or Decimal(0))
