"""Whoever came without a seat is let in where the rules agree; never one too many without a reason and a name."""

from datetime import timedelta

import pytest
from django.db.models import Sum

from athar.engine.journeys.models import AttendanceMark, Enrolment, Seat, SeatCounter, Session
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.models import WalkIn
from athar.initiatives.volunteering.operations import WalkInRefused, let_in, sign_up
from athar.initiatives.volunteering.tests.factories import NOW, published, volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def session(noura):
    """One of its two seats is taken."""
    opportunity, person = published(noura, PersonFactory(name="خالد الحربي")), volunteer()
    session = opportunity.edition.sessions.get()
    sign_up(
        opportunity=opportunity, person=person, by=person, at=NOW, answers={"charter": True}, session=session
    )  # fmt: skip
    return session


def come(session, person, by, *, minutes=20, reason=""):
    at = session.starts_at + timedelta(minutes=minutes)
    return let_in(session=session, person=person, by=by, at=at, reason=reason)


def codes(call) -> list[str]:
    with pytest.raises(WalkInRefused) as refused:
        call()
    return [reason.code for reason in refused.value.reasons]


def balance(session) -> int:
    """Seats taken and free, less those there are."""
    free = SeatCounter.objects.filter(session=session).aggregate(free=Sum("free"))["free"]
    return (
        Seat.objects.taken().filter(session=session).count()
        + free
        - Session.objects.get(pk=session.pk).capacity
    )


def test_whoever_fits_takes_part_has_a_free_seat_and_is_marked_as_come(session, noura):
    layan = volunteer()
    walk_in = come(session, layan, noura, reason="لا حاجة إلى سبب")
    assert (walk_in.beyond, walk_in.reason, walk_in.by, balance(session)) == (False, "", noura, 0)
    assert Enrolment.objects.in_force(at=walk_in.at).filter(person=layan).exists()
    assert (AttendanceMark.objects.get().person, AttendanceMark.objects.get().leaves) == (layan, False)


def test_beyond_the_seats_somebody_says_why_and_the_shift_has_one_seat_more(session, noura):
    come(session, volunteer(), noura)
    late = volunteer()
    assert codes(lambda: come(session, late, noura)) == ["full_without_reason"]
    assert not Enrolment.objects.filter(person=late).exists()
    walk_in = come(session, late, noura, reason="اعتذر اثنان")
    assert (walk_in.beyond, Session.objects.get().capacity, balance(session)) == (True, 3, 0)


def test_every_reason_is_said_and_nothing_is_done(session, noura):
    child = PersonFactory(birth_date=(NOW - timedelta(days=365 * 16)).date())
    assert codes(lambda: come(session, child, noura)) == ["too_young", "no_consent", "guardian_needed"]
    seated = session.seats.get().person
    assert codes(lambda: come(session, seated, noura, minutes=241)) == ["seated", "over"]
    assert codes(lambda: come(session, noura, noura))[-1] == "own"
    assert (WalkIn.objects.count(), AttendanceMark.objects.count(), Enrolment.objects.count()) == (0, 0, 1)
