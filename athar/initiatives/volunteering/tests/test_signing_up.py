import pytest

from athar.engine.journeys.models import Case, Enrolment, Seat
from athar.engine.journeys.operations import carry_out
from athar.foundation.people.models import ConsentEvent, GuardianApproval
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.operations import SignUpRefused, close_opportunity, sign_up
from athar.initiatives.volunteering.tests.factories import NOW, published, shift, timedelta, volunteer

pytestmark = pytest.mark.django_db
ACCEPTS = {"charter": True}


@pytest.fixture
def opportunity(db):
    return published(PersonFactory(name="نورة العتيبي"), PersonFactory(name="خالد الحربي"))


@pytest.fixture
def session(opportunity):
    return opportunity.edition.sessions.get()


def sign(opportunity, person, session=None, answers=ACCEPTS, at=NOW, **more):
    return sign_up(
        opportunity=opportunity, person=person, by=person, at=at, answers=answers, session=session, **more
    )


def refusals(opportunity, person, session=None, **more) -> set[str]:
    with pytest.raises(SignUpRefused) as refused:
        sign(opportunity, person, session, **more)
    return {reason.code for reason in refused.value.reasons}


def test_whoever_fits_takes_part_and_has_a_seat_at_once(opportunity, session):
    sara = volunteer()
    done = sign(opportunity, sara, session)
    assert (done.case.state, done.seat.session) == ("placed", session)
    assert Enrolment.objects.get(person=sara).case == done.case
    carry_out()  # what a worker finds later is done already
    assert Enrolment.objects.filter(person=sara).count() == 1


def test_whoever_takes_part_already_only_takes_another_seat(opportunity, session):
    sara, other = volunteer(), shift(opportunity, days=21)
    sign(opportunity, sara, session)
    done = sign(opportunity, sara, other, answers={})
    assert (done.case, done.seat.session) == (None, other)


def test_every_reason_is_said_at_once_and_nothing_is_done(opportunity, session):
    child = PersonFactory(birth_date=(NOW - timedelta(days=365 * 15)).date(), gender="male")
    opportunity.gender = "female"
    opportunity.save()
    assert refusals(opportunity, child, session, answers={}, at=session.starts_at) >= {
        "no_consent", "too_young", "guardian_needed", "incomplete", "started",
    }  # fmt: skip
    assert not Case.objects.exists()


def test_a_place_may_ask_for_a_gender(opportunity, session):
    opportunity.gender = "male"
    opportunity.save()
    assert refusals(opportunity, volunteer(), session) == {"gender"}
    assert sign(opportunity, volunteer(gender="male"), session).seat


def test_somebody_whose_birth_is_unknown_is_asked_for_it(opportunity):
    assert refusals(opportunity, volunteer(birth_date=None)) == {"age_unknown"}


def test_without_the_charter_nobody_takes_part(opportunity, session):
    assert refusals(opportunity, volunteer(), session, answers={"charter": False}) >= {"incomplete"}


def test_a_minor_takes_part_once_the_guardian_approves_and_not_when_it_is_revoked(opportunity, session):
    opportunity.least_age = 15
    opportunity.save()
    child = volunteer(birth_date=(NOW - timedelta(days=365 * 16)).date())
    assert refusals(opportunity, child, session) == {"guardian_needed"}
    approval = GuardianApproval.objects.create(
        child=child,
        guardian=PersonFactory(),
        initiative=opportunity.edition.initiative.code,
        approved_on=NOW.date(),
    )
    assert sign(opportunity, child, session).seat
    approval.revoked_on = NOW.date()
    approval.save()
    Seat.objects.all().delete()
    Enrolment.objects.all().delete()
    Case.objects.update(ended_at=NOW)
    assert refusals(opportunity, child, session) == {"guardian_needed"}


def test_a_consent_that_was_withdrawn_is_none(opportunity, session):
    sara = volunteer()
    ConsentEvent.objects.create(person=sara, purpose="participation", given=False, on=NOW.date())
    assert refusals(opportunity, sara, session) == {"no_consent"}


def test_where_no_seat_is_left_one_waits_if_one_likes(opportunity, session):
    for _number in range(session.capacity):
        sign(opportunity, volunteer(), session)
    late = volunteer()
    assert refusals(opportunity, late, session) == {"full"}
    assert not Case.objects.filter(person=late).exists()
    done = sign(opportunity, late, session, or_wait=True)
    assert (done.seat, done.wait.session) == (None, session)


def test_a_closed_opportunity_takes_nobody(opportunity, session):
    close_opportunity(opportunity=opportunity, by=PersonFactory(), at=NOW + timedelta(minutes=1))
    assert "not_open" in refusals(opportunity, volunteer(), session, at=NOW + timedelta(hours=1))


def test_where_people_are_chosen_an_application_waits_and_is_not_sent_twice(db):
    opportunity = published(PersonFactory(), PersonFactory(), choosing="chosen")
    sara = volunteer()
    done = sign(opportunity, sara, opportunity.edition.sessions.get())
    assert (done.case.state, done.seat) == ("sent", None)
    assert not Enrolment.objects.exists()
    assert refusals(opportunity, sara) == {"applied"}
