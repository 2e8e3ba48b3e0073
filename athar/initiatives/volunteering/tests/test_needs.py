from datetime import date, timedelta

import pytest
from django.utils.translation import override

from athar.engine.journeys.models import Case, Seat
from athar.engine.journeys.operations import WaitRefused, confirm_offer, release_seat
from athar.foundation.core.dates import riyadh_day
from athar.foundation.people.tests.factories import PersonFactory
from athar.foundation.qualifications.operations import declare_skills, revoke
from athar.foundation.qualifications.tests.factories import QualificationFactory
from athar.initiatives.volunteering.needs import lacking_at, need_refusals
from athar.initiatives.volunteering.operations import (
    HandoverRefused,
    SignUpRefused,
    WalkInRefused,
    let_in,
    offer_to_others,
    sign_up,
    take_over,
)
from athar.initiatives.volunteering.tests.factories import NOW, published, shift, volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def opportunity(db):
    return published(
        PersonFactory(), PersonFactory(), skills=["welcoming", "crowds"], qualifications=["first_aid", "safeguarding"]
    )  # fmt: skip


@pytest.fixture
def session(opportunity):
    return opportunity.edition.sessions.get()


def able(*, until: date = date(2028, 1, 1), **changes):
    """Somebody with all that is needed; first aid by what includes it."""
    person = volunteer(**changes)
    declare_skills(person=person, people=[person.pk], codes=["welcoming", "crowds"], at=NOW)
    for kind in ("advanced_first_aid", "safeguarding"):
        QualificationFactory(
            person=person, kind=kind, state="approved", awarded_on=date(2026, 5, 1), expires_on=until
        )
    return person


def sign(opportunity, person, session, **more):
    return sign_up(
        opportunity=opportunity, person=person, by=person, at=NOW, answers={"charter": True}, session=session, **more
    )  # fmt: skip


def refusals(opportunity, person, session) -> list[str]:
    with pytest.raises(SignUpRefused) as refused:
        sign(opportunity, person, session)
    return sorted(reason.code for reason in refused.value.reasons)


def said(reason) -> str:
    with override("en"):
        return str(reason)


def test_every_skill_and_qualification_that_is_missing_is_said_among_all_other_reasons(opportunity, session):
    opportunity.gender = "male"
    opportunity.save()
    needed = [
        "needs_qualification_first_aid",
        "needs_qualification_safeguarding",
        "needs_skill_crowds",
        "needs_skill_welcoming",
    ]
    assert refusals(opportunity, volunteer(), session) == ["gender", *needed]
    assert not Case.objects.exists()


def test_a_qualification_is_asked_for_on_the_day_of_the_shift(opportunity, session):
    day = riyadh_day(session.starts_at)
    assert sign(opportunity, able(until=day), session).seat
    late, later = able(until=day), shift(opportunity, days=21)
    [first_aid, _other] = need_refusals(opportunity, late, at=NOW, session=later)
    assert (first_aid.code, "runs out before that day" in said(first_aid)) == (
        "needs_qualification_first_aid",
        True,
    )
    sign(opportunity, late, session)
    assert refusals(opportunity, late, later) == [
        "needs_qualification_first_aid",
        "needs_qualification_safeguarding",
    ]


def test_what_waits_does_not_count_yet_and_is_said_so(opportunity, session):
    person = volunteer()
    QualificationFactory(person=person)
    found = {
        reason.code: said(reason) for reason in need_refusals(opportunity, person, at=NOW, session=session)
    }
    assert "waits for a decision" in found["needs_qualification_first_aid"]


def test_no_way_past_it_leads_through_the_door_or_a_friend(opportunity, session):
    seat = sign(opportunity, able(), session).seat
    with pytest.raises(WalkInRefused) as refused:
        let_in(
            session=session,
            person=volunteer(),
            by=PersonFactory(),
            at=session.starts_at + timedelta(minutes=5),
        )
    assert len([reason for reason in refused.value.reasons if reason.code.startswith("needs_")]) == 4
    other = able(until=date(2026, 12, 31))
    handover = offer_to_others(seat=seat, by=seat.person, at=NOW)
    with pytest.raises(HandoverRefused) as refused:
        take_over(handover=handover, person=other, at=NOW)
    assert {reason.code for reason in refused.value.reasons} == {
        "no_part", "needs_qualification_first_aid", "needs_qualification_safeguarding",
    }  # fmt: skip
    assert Seat.objects.get(pk=seat.pk).released_at is None


def test_whoever_leads_a_shift_sees_that_a_qualification_was_revoked_since(opportunity, session):
    seat = sign(opportunity, able(), session).seat
    assert lacking_at(opportunity, session, [seat], at=NOW) == []
    lose(seat.person)
    [(found, reasons)] = lacking_at(opportunity, session, [seat], at=NOW)
    assert (found, [reason.code for reason in reasons]) == (seat, ["needs_qualification_safeguarding"])


def test_whoever_waits_is_offered_and_given_a_seat_only_while_nothing_is_lacking(opportunity, session):
    """A seat that is given back passes by whoever lost a qualification while they waited, and cannot be confirmed once it is lost."""
    seats = [sign(opportunity, able(), session).seat for _ in range(2)]
    lapsed, next_one = (sign(opportunity, able(), session, or_wait=True).wait for _ in range(2))
    lose(lapsed.person)
    release_seat(seat=seats[0], by=seats[0].person, at=NOW)
    assert not lapsed.offers.exists()
    offer = next_one.offers.get()
    lose(next_one.person)
    with pytest.raises(WaitRefused) as refused:
        confirm_offer(offer=offer, at=NOW)
    assert [reason.code for reason in refused.value.reasons] == ["needs_qualification_safeguarding"]
    offer.refresh_from_db()
    assert offer.ending == ""


def lose(person):
    revoke(
        qualification=person.qualifications.get(kind="safeguarding"),
        by=PersonFactory(),
        at=NOW,
        reason="أُلغيت",
    )


def test_where_nothing_is_needed_nothing_is_asked(django_assert_num_queries):
    plain, person = published(PersonFactory(), PersonFactory()), volunteer()
    with django_assert_num_queries(0):
        assert need_refusals(plain, person, at=NOW) == []
