"""What is asked before somebody gets a seat, or waits for one."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Enrolment, Seat, Session
from athar.engine.journeys.seat_rules import Asking, Span
from athar.foundation.core.refusals import Reason
from athar.foundation.people.models import Person


def part_in(session: Session, person: Person, *, at: datetime) -> Enrolment | None:
    """By what part in the edition the person may sit here. It stands until the transaction ends: nobody leaves meanwhile."""
    taking = Enrolment.objects.select_for_update(no_key=True).in_force(at=at)
    return taking.filter(edition=session.edition_id, part=session.part, person=person).first()


def no_part() -> Reason:
    return Reason("no_part", _("You do not take part in this."), _("Apply first; seats come after that."))


def asking_of(session: Session, person: Person, *, at: datetime) -> Asking:
    """What the rules are asked with: one question to the database."""
    seats = Seat.objects.taken().filter(person=person).select_related("session")
    return Asking(
        span=_span(session), rest_minutes=session.rest_minutes, weekly_minutes=session.weekly_minutes,
        cancelled=session.cancelled_at is not None, taken=tuple(_span(seat.session) for seat in seats), at=at,
    )  # fmt: skip


def _span(session: Session) -> Span:
    return Span(session.pk, session.starts_at, session.ends_at)
