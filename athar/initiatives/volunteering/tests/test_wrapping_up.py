"""Once a shift is over, whoever was not seen to come or to go is asked kindly; nothing they say makes hours by itself."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from athar.engine.journeys.operations import mark_attendance, state_attendance
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.initiatives.volunteering.models import Inquiry
from athar.initiatives.volunteering.operations import (
    WordRefused,
    claim_hours,
    say_what_was,
    sign_up,
    wrap_up,
)
from athar.initiatives.volunteering.tests.factories import NOW, published, volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def session(noura):
    opportunity = published(noura, PersonFactory(name="خالد الحربي"))
    session = opportunity.edition.sessions.get()
    session.capacity = 5
    session.save()
    session.counters.update(free=5)
    return session


@pytest.fixture
def seated(session):
    def seated():
        person = AccountFactory(person=volunteer()).person
        return sign_up(
            opportunity=session.edition.opportunity, person=person, by=person, at=NOW, answers={"charter": True}, session=session
        ).seat  # fmt: skip

    return seated


def marked(seat, by, *, went: bool = True):
    session = seat.session
    for leaves, moment in [(False, session.starts_at), (True, session.ends_at)][: 1 + went]:
        mark_attendance(seat=seat, leaves=leaves, by=by, at=moment)


def after(session):
    return session.ends_at + timedelta(hours=3)


def told(seat) -> list[str]:
    return list(Notice.objects.filter(person=seat.person_id).values_list("kind", flat=True))


def test_whoever_was_not_seen_is_asked_and_whoever_came_and_went_is_left_alone(session, seated, noura):
    came, forgot, missed, excused = (seated() for _number in range(4))
    marked(came, noura)
    marked(forgot, noura, went=False)
    state_attendance(
        session=session, person=excused.person, came_at=None, left_at=None, reason="اتصلت صباحًا", by=noura, at=after(session)
    )  # fmt: skip
    wrapped = wrap_up(session=session.pk, at=after(session))
    assert (wrapped.absent, wrapped.unfinished) == (1, 1)
    assert told(missed) == ["volunteering.not_seen_to_come"]
    assert told(forgot) == ["volunteering.not_seen_to_go"]
    assert told(came) == told(excused) == []


def test_whoever_was_seen_only_to_go_is_asked_nothing(session, seated, noura):
    seat = seated()
    mark_attendance(seat=seat, leaves=True, by=noura, at=session.ends_at)
    wrapped = wrap_up(session=session.pk, at=after(session))
    assert (wrapped.absent, wrapped.unfinished, told(seat)) == (0, 0, [])


def test_a_shift_is_wrapped_up_once(session, seated):
    seated()
    assert wrap_up(session=session.pk, at=after(session)).absent == 1
    assert wrap_up(session=session.pk, at=after(session)) is None
    assert Inquiry.objects.count() == 1


def test_what_somebody_says_is_kept_once_and_makes_no_hours_until_somebody_in_charge_states_it(
    session, seated, noura
):
    seat = seated()
    marked(seat, noura, went=False)
    wrap_up(session=session.pk, at=after(session))
    inquiry = Inquiry.objects.get()
    say_what_was(inquiry=inquiry, word="forgot", words="خرجت الرابعة", by=seat.person, at=after(session))
    assert claim_hours(session=session, by=noura, at=after(session)).entered == []
    state_attendance(
        session=session, person=seat.person, came_at=session.starts_at, left_at=session.ends_at, reason="كشف الباب", by=noura,
        at=after(session),
    )  # fmt: skip
    assert [one.person for one in claim_hours(session=session, by=noura, at=after(session)).entered] == [
        seat.person
    ]
    with pytest.raises(WordRefused) as refused:
        say_what_was(inquiry=inquiry, word="forgot", words="", by=seat.person, at=after(session))
    assert [reason.code for reason in refused.value.reasons] == ["said"]
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Inquiry.objects.update(words="خرجت الخامسة")
    Inquiry.objects.update(words="")


def test_nobody_answers_for_another_or_something_else(session, seated):
    seated()
    wrap_up(session=session.pk, at=after(session))
    with pytest.raises(WordRefused) as refused:
        say_what_was(
            inquiry=Inquiry.objects.get(), word="forgot", words="", by=volunteer(), at=after(session)
        )
    assert [reason.code for reason in refused.value.reasons] == ["word", "not_theirs"]
