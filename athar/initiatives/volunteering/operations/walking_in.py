"""Somebody came to a shift without a seat: whoever is in charge gives them a part and a seat where the rules agree."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Enrolment, SeatCounter, Session
from athar.engine.journeys.operations import SeatRefused, mark_attendance
from athar.engine.journeys.operations.admitting import admit
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.guards import missing_words
from athar.initiatives.volunteering.models import Opportunity, WalkIn
from athar.initiatives.volunteering.models.opportunity import SHOWN
from athar.initiatives.volunteering.needs import need_refusals
from athar.initiatives.volunteering.rules import fit_refusals

NOT_SHOWN = Reason(
    "not_shown", _("This opportunity is not published yet."), _("Have it reviewed and published first.")
)


class WalkInRefused(Refused):
    """They cannot take part, or have no seat there; every reason is listed."""


@transaction.atomic
def let_in(*, session: Session, person: Person, by: Person, at: datetime, reason: str = "") -> WalkIn:
    """
    Let somebody who came without a seat take part, give them one, and mark that they came.

    :param reason: why they are let in although every seat is taken; then the shift has one seat more.
    :raises WalkInRefused: with every reason, of the opportunity and of the shift; then nothing is done.
    """
    opportunity = Opportunity.objects.select_related("edition__initiative").get(edition=session.edition_id)
    reasons = [
        *_not_to_take_part(opportunity, person, at),
        *need_refusals(opportunity, person, at=at, session=session),
    ]
    if person.pk == by.pk:
        reasons.append(Reason("own", _("Nobody lets themselves in."), _("Ask a colleague to.")))
    beyond = not SeatCounter.objects.filter(session=session, free__gt=0).exists()
    if beyond and not reason.strip():
        reasons.append(
            Reason("full_without_reason", _("Every seat is taken."), _("Write why there is one more, or let them wait."))
        )  # fmt: skip
    seat = None
    try:
        # A part that comes to nothing is taken back with the seat that was refused.
        with transaction.atomic():
            _enrol(session, person, at)
            seat = admit(session=session, person=person, by=by, at=at, beyond=beyond)
            if reasons:
                raise WalkInRefused(*reasons)
    except SeatRefused as refused:
        reasons += refused.reasons
    if reasons or seat is None:
        raise WalkInRefused(*{one.code: one for one in reasons}.values())
    mark_attendance(seat=seat, leaves=False, by=by, at=at)
    return WalkIn.objects.create(
        seat=seat, by=by, at=at, beyond=beyond, reason=reason.strip()[:300] if beyond else ""
    )


def _not_to_take_part(opportunity: Opportunity, person: Person, at: datetime) -> list[Reason]:
    """What would keep them from signing up by themselves, but that the call is closed."""
    hidden = [] if opportunity.state in SHOWN else [NOT_SHOWN]
    return [
        *hidden,
        *fit_refusals(opportunity, person),
        *missing_words(opportunity.edition, person, at=at),
    ]


def _enrol(session: Session, person: Person, at: datetime) -> None:
    """Without a case, unless they came by one before; ``stopping`` ends what no workflow does."""
    who = {"edition_id": session.edition_id, "part": session.part, "person": person, "ended_at": None}
    Enrolment.objects.get_or_create(**who, defaults={"since": at})
