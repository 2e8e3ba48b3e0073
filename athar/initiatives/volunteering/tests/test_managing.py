"""What those who offer opportunities read: how full each is, and what waits for them."""

from datetime import timedelta

import pytest

from athar.engine.journeys.operations import mark_attendance, state_attendance
from athar.engine.ledger.operations import reject
from athar.engine.ledger.tests.factories import InitiativeFactory
from athar.foundation.people.scopes import EVERYWHERE, NOWHERE, Bound, Reach
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering import managing
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import claim_hours, sign_up, submit_opportunity
from athar.initiatives.volunteering.tests.factories import NOW, drafted, published, shift, volunteer

pytestmark = pytest.mark.django_db
EVERY = Opportunity.objects.all()


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def opportunity(noura):
    return published(noura, PersonFactory(name="خالد الحربي"))


@pytest.fixture
def session(opportunity):
    return opportunity.edition.sessions.get()


def seated(session, person=None):
    person = person or volunteer()
    return sign_up(
        opportunity=session.edition.opportunity, person=person, by=person, at=NOW, answers={"charter": True}, session=session,
        or_wait=True,
    ).seat  # fmt: skip


def came_and_went(seat, by):
    for leaves, moment in ((False, seat.session.starts_at), (True, seat.session.ends_at)):
        mark_attendance(seat=seat, leaves=leaves, by=by, at=moment)


def after(session):
    return session.ends_at + timedelta(hours=1)


def waits(session):
    return list(managing.to_claim(EVERY, at=after(session))) == [session]


def test_what_lies_within_a_scope_is_of_its_initiative_edition_or_organisation(opportunity, noura):
    drafted(noura, code="other", initiative=InitiativeFactory(code="youth"))

    def seen(far, bodies=()):
        return list(Opportunity.objects.filter(managing.lying_within(far, bodies)))

    bounds = [
        Bound(initiative=opportunity.initiative.code),
        Bound(initiative=opportunity.initiative.code, edition="iftar"),
        Bound(organisation=opportunity.organisation_id),
    ]
    assert [seen(Reach.within([bound])) for bound in bounds] == [[opportunity]] * 3
    assert seen(NOWHERE, {opportunity.organisation_id}) == [opportunity]
    assert (seen(NOWHERE), len(seen(EVERYWHERE))) == ([], 2)


def test_numbers_do_not_count_each_other(opportunity, session):
    shift(opportunity, days=21, capacity=5)
    for _ in range(3):  # two seats, and one who waits
        seated(session)
    found = managing.with_numbers(EVERY).get()
    assert (found.shifts, found.seats, found.taken, found.waiting, found.applied) == (2, 7, 2, 1, 3)
    assert [(one.taken, one.waiting) for one in managing.shifts_with_numbers(opportunity)] == [(2, 1), (0, 0)]


def test_what_is_sent_to_review_waits_since_then(noura):
    opportunity = submit_opportunity(opportunity=drafted(noura), by=noura, at=NOW)
    assert [one.since for one in managing.to_review(EVERY)] == [NOW]
    assert list(managing.to_review(EVERY)) == [opportunity]


def test_applications_wait_where_people_are_chosen_alone(noura, session):
    seated(session)
    chosen = published(noura, PersonFactory(), code="chosen", choosing="chosen")
    person = volunteer()
    sign_up(opportunity=chosen, person=person, by=person, at=NOW, answers={"charter": True})
    assert [(group["call__opportunity"], group["many"]) for group in managing.choices_in(managing.to_choose(EVERY))] == [
        (chosen.pk, 1)
    ]  # fmt: skip


def test_a_shift_waits_from_its_end_until_its_hours_are_entered(session, noura):
    seat = seated(session)
    assert not managing.to_claim(EVERY, at=session.ends_at - timedelta(minutes=1)).exists()
    assert waits(session)  # nobody said who was there
    came_and_went(seat, noura)
    assert waits(session)
    claim_hours(session=session, by=noura, at=after(session))
    assert not waits(session)


def test_a_shift_whose_people_stayed_away_or_that_nobody_chose_is_nobodys_work(session, noura):
    assert not waits(session)
    seat = seated(session)
    state_attendance(
        session=session, person=seat.person, came_at=None, left_at=None, reason="كشف الباب", by=noura, at=after(session)
    )  # fmt: skip
    assert not waits(session)


def test_hours_that_were_rejected_wait_to_be_entered_again(session, noura):
    came_and_went(seated(session), noura)
    entered = claim_hours(session=session, by=noura, at=after(session)).entered
    reject(proposals=entered, by=PersonFactory(), at=after(session), reason="راجع الوقت")
    assert waits(session)


def test_one_who_is_in_doubt_keeps_a_shift_waiting(session, noura):
    came_and_went(seated(session), noura)
    mark_attendance(seat=seated(session), leaves=False, by=noura, at=session.starts_at)
    claim_hours(session=session, by=noura, at=after(session))
    assert waits(session)


def test_what_nobody_entered_for_two_months_presses_nobody(session):
    seated(session)
    assert not managing.to_claim(EVERY, at=session.ends_at + managing.PRESSING).exists()
