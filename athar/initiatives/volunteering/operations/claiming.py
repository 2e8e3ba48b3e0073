"""Attendance becomes hours that wait for a second person: entered once, and only where nothing about it is in doubt."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Sum
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.attendance import Attendance, attendance_of
from athar.engine.journeys.models import Session
from athar.engine.journeys.presence import Doubt
from athar.engine.ledger.choices import Kind, Verdict
from athar.engine.ledger.models import Proposal, Record
from athar.engine.ledger.operations import ProposalRefused, propose
from athar.foundation.core.dates import age_group, age_on, riyadh_day
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person
from athar.foundation.people.scopes import EVERYWHERE, Reach
from athar.initiatives.volunteering.models import Opportunity

SOURCE = "attendance"
HOUR, MOST_A_DAY = Decimal(60), Decimal(12)  # minutes; hours of one person


class ClaimRefused(Refused):
    """Hours of this session cannot be entered yet."""


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

    Hours that were rejected, or approved and taken back, are entered again as attendance says now.

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
    opportunity = Opportunity.objects.select_related("organisation").get(edition=session.edition)
    claimed, done = Claimed(), _entered_already(session)
    for one in attendance_of(session):
        if one.person.pk in done:
            continue
        if one.doubts:
            claimed.doubtful.append((one.person, one.doubts))
        elif one.minutes(session):
            _claim(claimed, opportunity, session, one, by, at, within)
    return claimed


def code_of(session: Session) -> str:
    """By what records name a session."""
    return f"session-{session.pk}"


def _claim(
    claimed: Claimed,
    opportunity: Opportunity,
    session: Session,
    one: Attendance,
    by: Person,
    at: datetime,
    within: Reach,
) -> None:
    proposal = _proposal(opportunity, session, one)
    if _that_day(proposal) + (proposal.quantity or 0) > MOST_A_DAY:
        much = Reason(
            "too_much",
            _("It would be more than 12 hours of one person on one day."),
            _("State when they were there, or correct the other hours of that day."),
        )
        claimed.refused.append((one.person, (much,)))
        return
    try:
        claimed.entered.append(propose(proposal=proposal, by=by, at=at, within=within))
    except ProposalRefused as refused:
        claimed.refused.append((one.person, tuple(refused.reasons)))


def _proposal(opportunity: Opportunity, session: Session, one: Attendance) -> Proposal:
    day, person = riyadh_day(session.starts_at), one.person
    return Proposal(
        kind=Kind.HOURS, occurred_on=day, initiative=session.edition.initiative, edition=session.edition, session=code_of(session),
        organisation=opportunity.organisation, region_id=session.region_id, place=session.place, person=person, gender=person.gender,
        age_group=age_group(age_on(person.birth_date, day)) if person.birth_date else "", level=opportunity.level,
        quantity=(one.minutes(session) / HOUR).quantize(Decimal("0.01")), unit="hour", source=SOURCE,
    )  # fmt: skip


def _entered_already(session: Session) -> set[int]:
    """Whose hours of it wait, or count."""
    taken_back = Record.objects.filter(corrects=OuterRef("decision__position"))
    counts = Q(decision__verdict=Verdict.APPROVED) & ~Exists(taken_back)
    rows = Proposal.objects.filter(
        Q(decision=None) | counts, kind=Kind.HOURS, session=code_of(session), edition=session.edition
    )
    return set(rows.values_list("person", flat=True))


def _that_day(proposal: Proposal) -> Decimal:
    """Hours of the person on that day that wait already, or count."""
    theirs = {"person": proposal.person, "occurred_on": proposal.occurred_on, "kind": Kind.HOURS}
    waiting = Proposal.objects.awaiting().filter(**theirs).aggregate(total=Sum("quantity"))["total"]
    taken_back = Record.objects.filter(corrects=OuterRef("position"), occurred_on=proposal.occurred_on)
    counted = Record.objects.filter(~Exists(taken_back), corrects=None, **theirs).aggregate(
        total=Sum("quantity")
    )["total"]
    return (waiting or Decimal(0)) + (counted or Decimal(0))
