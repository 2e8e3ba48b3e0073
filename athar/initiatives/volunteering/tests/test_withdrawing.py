"""Whoever withdraws gives back what is to come, and keeps what was; whoever waits is offered the seats."""

import pytest

from athar.engine.journeys.models import Case, Enrolment, Offer, Seat, Wait
from athar.engine.journeys.operations import MoveRefused, release_seat, take_due_steps_of_all
from athar.engine.journeys.subscriptions import hold_whom_others_expect
from athar.foundation.notices.models import Notice
from athar.foundation.people.models import GuardianApproval
from athar.foundation.people.operations import record_consent, revoke_guardian_approval
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.foundation.privacy.facts import ErasureConsidered
from athar.initiatives.volunteering.operations import SignUpRefused, sign_up, withdraw
from athar.initiatives.volunteering.tests.factories import NOW, published, shift, timedelta, volunteer

pytestmark = pytest.mark.django_db
ACCEPTS = {"charter": True}


@pytest.fixture
def opportunity(db):
    return published(PersonFactory(name="نورة العتيبي"), PersonFactory(name="خالد الحربي"))


@pytest.fixture
def session(opportunity):
    return opportunity.edition.sessions.get()


def sign(opportunity, person, session, at=NOW, **more):
    return sign_up(
        opportunity=opportunity, person=person, by=person, at=at, answers=ACCEPTS, session=session, **more
    )


def leave(case, at=NOW, **more):
    return withdraw(case=case, seen="placed", by=case.person, at=at, **more)


def test_whoever_withdraws_gives_back_every_seat_to_come_and_takes_part_no_longer(opportunity, session):
    sara, other = volunteer(), shift(opportunity, days=21)
    case = sign(opportunity, sara, session).case
    sign(opportunity, sara, other)
    leave(case, reason="سفر")
    case.refresh_from_db()
    assert (case.state, case.ended_at) == ("withdrawn", NOW)
    assert not Seat.objects.taken().exists()
    assert not Enrolment.objects.in_force(at=NOW).exists()
    assert {counter.free for shift in (session, other) for counter in shift.counters.all()} == {2}


def test_what_has_begun_stays_theirs(opportunity, session):
    sara = volunteer()
    case = sign(opportunity, sara, session).case
    leave(case, at=session.starts_at)
    assert Seat.objects.taken().get().person == sara


def test_whoever_waits_is_offered_the_seat(opportunity, session):
    first, _second = (sign(opportunity, volunteer(), session) for _number in range(2))
    late = volunteer()
    wait = sign(opportunity, late, session, or_wait=True).wait
    leave(first.case)
    assert Offer.objects.get(wait=wait).seat.person == late


def test_whoever_waits_and_withdraws_waits_no_longer_and_lets_go_what_was_kept(opportunity, session):
    first, second = (sign(opportunity, volunteer(), session) for _number in range(2))
    one, two = (sign(opportunity, volunteer(), session, or_wait=True) for _number in range(2))
    release_seat(seat=first.seat, by=first.seat.person, at=NOW)
    leave(one.case)
    assert list(Wait.objects.filter(left_at=None)) == [two.wait]
    assert Offer.objects.get(ending="").wait == two.wait
    leave(two.case)
    assert session.counters.get().free == 1
    assert Seat.objects.taken().get() == second.seat


def test_nobody_withdraws_for_somebody_else_nor_twice(opportunity, session):
    sara, omar = volunteer(), volunteer()
    case = sign(opportunity, sara, session).case
    for by, code in ((omar, "not_allowed"), (sara, None), (sara, "overtaken")):
        if code is None:
            leave(case)
            continue
        with pytest.raises(MoveRefused) as refused:
            withdraw(case=case, seen="placed", by=by, at=NOW)
        assert code in {reason.code for reason in refused.value.reasons}


def test_whoever_withdrew_may_sign_up_again_and_be_erased(opportunity, session):
    sara = volunteer()
    case = sign(opportunity, sara, session).case
    considered = ErasureConsidered((sara.pk,))
    hold_whom_others_expect(considered)
    assert [reason.code for reason in considered.reasons] == ["goes_on"]
    leave(case)
    free = ErasureConsidered((sara.pk,))
    hold_whom_others_expect(free)
    assert free.reasons == []
    assert sign(opportunity, sara, session).seat


def test_a_revoked_approval_stops_a_minors_part_at_once_and_gives_the_seat_to_the_next(
    opportunity, session, time_machine
):
    time_machine.move_to(NOW, tick=False)
    opportunity.least_age = 15
    opportunity.save()
    child = AccountFactory(person=volunteer(birth_date=(NOW - timedelta(days=365 * 16)).date())).person
    approval = GuardianApproval.objects.create(
        child=child,
        guardian=PersonFactory(),
        initiative=opportunity.edition.initiative.code,
        approved_on=NOW.date(),
    )
    case = sign(opportunity, child, session).case
    sign(opportunity, volunteer(), session)
    wait = sign(opportunity, volunteer(), session, or_wait=True).wait
    revoke_guardian_approval(approval=approval, on=NOW.date())
    case.refresh_from_db()
    assert (case.state, case.events.last().by) == ("stopped", None)
    assert not Seat.objects.taken().filter(person=child).exists()
    assert Offer.objects.get().wait == wait
    assert list(Notice.objects.filter(person=child).values_list("kind", flat=True)) == ["journeys.stopped"]
    with pytest.raises(SignUpRefused) as refused:
        sign(opportunity, child, session)
    assert {reason.code for reason in refused.value.reasons} >= {"guardian_needed"}


def test_a_consent_taken_back_stops_what_rests_on_it_and_another_does_not(opportunity, session, time_machine):
    time_machine.move_to(NOW, tick=False)
    sara = volunteer()
    case = sign(opportunity, sara, session).case
    record_consent(person=sara, purpose="research", given=False, on=NOW.date(), text_version="1")
    case.refresh_from_db()
    assert case.state == "placed"
    record_consent(person=sara, purpose="participation", given=False, on=NOW.date(), text_version="1")
    case.refresh_from_db()
    assert case.state == "stopped"
    assert not Seat.objects.taken().exists()


def test_time_completes_what_is_over_and_nothing_that_goes_on(opportunity, session, time_machine):
    case = sign(opportunity, volunteer(), session).case
    time_machine.move_to(session.ends_at, tick=False)
    assert take_due_steps_of_all() == 0
    time_machine.move_to(session.ends_at + timedelta(days=9), tick=False)
    assert (take_due_steps_of_all(), take_due_steps_of_all()) == (1, 0)
    case.refresh_from_db()
    assert case.state == "completed"
    assert Case.objects.going_on().count() == 0
