"""Whoever came without a seat is let in where the rules agree; never one too many without a reason, nor against a word taken back."""

from datetime import timedelta

import pytest
from django.db.models import Sum

from athar.engine.journeys.models import (
    AttendanceMark,
    Enrolment,
    Offer,
    Seat,
    SeatCounter,
    Session,
    Wait,
)
from athar.engine.journeys.operations import carry_out, decide, release
from athar.foundation.notices.models import Notice
from athar.foundation.people.models import ConsentEvent, GuardianApproval
from athar.foundation.people.operations import record_consent, revoke_guardian_approval
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory, RoleGrantFactory
from athar.initiatives.volunteering.models import Opportunity, WalkIn
from athar.initiatives.volunteering.operations import (
    SignUpRefused,
    WalkInRefused,
    let_in,
    sign_up,
    submit_opportunity,
    withdraw,
)
from athar.initiatives.volunteering.operations.stopping import end_what_no_case_ends
from athar.initiatives.volunteering.tests.factories import NOW, drafted, published, shift, volunteer

pytestmark = pytest.mark.django_db
SIXTEEN = (NOW - timedelta(days=365 * 16)).date()


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
    child = PersonFactory(birth_date=SIXTEEN)
    assert codes(lambda: come(session, child, noura)) == ["too_young", "no_consent", "guardian_needed"]
    seated = session.seats.get().person
    assert codes(lambda: come(session, seated, noura, minutes=241)) == ["seated", "over"]
    assert codes(lambda: come(session, noura, noura))[-1] == "own"
    assert (WalkIn.objects.count(), AttendanceMark.objects.count(), Enrolment.objects.count()) == (0, 0, 1)


def test_nobody_is_let_in_before_it_is_published_and_every_word_is_asked_for(noura):
    draft = drafted(noura, least_age=15)
    session, child = draft.edition.sessions.get(), PersonFactory(birth_date=SIXTEEN)
    assert codes(lambda: come(session, child, noura)) == ["not_shown", "no_consent", "guardian_needed"]
    submit_opportunity(opportunity=draft, by=noura, at=NOW)
    assert codes(lambda: come(session, volunteer(), noura)) == ["not_shown"]


# ---- a word taken back


@pytest.fixture
def child(session):
    """Sixteen years old, with a guardian who approves and an account of their own."""
    Opportunity.objects.update(least_age=15)
    child = AccountFactory(person=volunteer(birth_date=SIXTEEN)).person
    GuardianApproval.objects.create(child=child, guardian=PersonFactory(), approved_on=NOW.date())
    return child


def sign(session, person, at, **more):
    opportunity, answers = Opportunity.objects.get(edition=session.edition_id), {"charter": True}
    return sign_up(opportunity=opportunity, person=person, by=person, at=at, answers=answers, session=session, **more)  # fmt: skip


@pytest.fixture
def going_on(session, child, noura, time_machine):
    """The child was let in, and then took a seat in the next shift, as whoever takes part may; two others wait there."""
    come(session, child, noura)
    at = session.starts_at + timedelta(hours=1)
    time_machine.move_to(at, tick=False)
    later = shift(Opportunity.objects.get(), days=21, capacity=1)
    sign(later, child, at)
    for _number in range(2):
        sign(later, volunteer(), at, or_wait=True)
    return later


def take_back(child, *, guardian: bool, day):
    if guardian:
        revoke_guardian_approval(approval=GuardianApproval.objects.get(child=child), on=day)
    else:
        record_consent(person=child, purpose="participation", given=False, on=day, text_version="1")


@pytest.mark.parametrize("guardian", [True, False], ids=["the guardian's", "their own"])
def test_a_word_taken_back_ends_the_part_of_whoever_was_let_in(session, going_on, child, guardian):
    day = session.starts_at.date()
    record_consent(person=child, purpose="research", given=False, on=day, text_version="1")
    assert Enrolment.objects.get(person=child).ended_at is None  # another word
    take_back(child, guardian=guardian, day=day)
    assert Enrolment.objects.get(person=child).ended_at == session.starts_at + timedelta(hours=1)
    assert Seat.objects.taken().get(person=child).session == session  # what has begun stays
    assert Offer.objects.get().wait == Wait.objects.order_by("pk").first()
    assert list(Notice.objects.filter(person=child).values_list("kind", flat=True)) == ["journeys.stopped"]
    with pytest.raises(SignUpRefused) as refused:
        sign(going_on, child, session.ends_at)
    assert {reason.code for reason in refused.value.reasons} & {"guardian_needed", "no_consent"}


def test_time_finds_a_word_that_nobody_announced_and_what_is_over(session, child, noura, time_machine):
    silent, grown = volunteer(), volunteer()
    for person in (child, silent, grown):
        come(session, person, noura, reason="حضروا معًا")

    def still() -> set[int]:
        end_what_no_case_ends()
        return set(Enrolment.objects.filter(case=None, ended_at=None).values_list("person", flat=True))

    time_machine.move_to(session.ends_at, tick=False)
    assert still() == {child.pk, silent.pk, grown.pk}
    GuardianApproval.objects.update(revoked_on=session.ends_at.date())
    ConsentEvent.objects.create(
        person=silent, purpose="participation", given=False, on=session.ends_at.date()
    )
    assert still() == {grown.pk}
    time_machine.move_to(session.ends_at + timedelta(days=9), tick=False)
    assert still() == set()
    assert set(Notice.objects.values_list("person", "kind")) == {(child.pk, "journeys.stopped")}


def test_time_looks_at_nobody_of_whom_nothing_is_due(session, noura, time_machine, django_assert_num_queries):
    for _number in range(3):
        come(session, volunteer(), noura, reason="حضروا معًا")
    time_machine.move_to(session.ends_at, tick=False)
    with django_assert_num_queries(1):
        end_what_no_case_ends()


def test_whoever_was_let_in_and_is_chosen_later_takes_part_by_that_and_withdraws(noura, time_machine):
    khalid, sara = PersonFactory(name="خالد الحربي"), volunteer()
    RoleGrantFactory(person=noura, role="programme_manager", since=NOW - timedelta(days=1))
    session = published(noura, khalid, choosing="chosen").edition.sessions.get()
    case = sign(session, sara, NOW).case
    walk_in = come(session, sara, noura)
    time_machine.move_to(walk_in.at, tick=False)
    decide(case=case, transition="take", seen="sent", answers=1, by=noura, at=walk_in.at)
    release(call=case.call, decisions=case.decisions.pending(), by=noura, at=walk_in.at)
    carry_out()
    part = Enrolment.objects.get()
    assert (part.case, part.since) == (case, walk_in.at)
    withdraw(case=case, seen="placed", by=sara, at=walk_in.at + timedelta(hours=1))
    part.refresh_from_db()
    assert part.ended_at == walk_in.at + timedelta(hours=1)
