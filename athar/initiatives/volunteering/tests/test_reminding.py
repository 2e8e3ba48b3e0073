"""Whoever has a seat is reminded the day before and two hours before: once each, and never in vain."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from athar.engine.journeys.operations import cancel_session, release_seat
from athar.foundation.identity.models import Dispatch
from athar.foundation.notices.letters import send_letter
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.initiatives.volunteering.operations import remind, sign_up
from athar.initiatives.volunteering.tests.factories import NOW, published, volunteer

pytestmark = pytest.mark.django_db
DAY, HOURS = timedelta(hours=24), timedelta(hours=2)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def session(db):
    opportunity = published(PersonFactory(name="نورة العتيبي"), PersonFactory(name="خالد الحربي"))
    return opportunity.edition.sessions.get()


@pytest.fixture
def seat(session):
    return seated(session)


def seated(session, at=NOW):
    person = AccountFactory(person=volunteer()).person
    return sign_up(
        opportunity=session.edition.opportunity, person=person, by=person, at=at, answers={"charter": True}, session=session
    ).seat  # fmt: skip


def told(seat) -> list[str]:
    rows = Notice.objects.filter(person=seat.person_id).order_by("told_at")
    return [kind.removeprefix("volunteering.shift_") for kind in rows.values_list("kind", flat=True)]


def before(session, lead, *, at=timedelta()):
    return remind(session=session.pk, at=session.starts_at - lead + at)


def test_sara_is_reminded_the_day_before_and_two_hours_before_and_once_each(session, seat):
    assert before(session, DAY, at=-MINUTE) == 0
    assert [before(session, DAY), before(session, DAY, at=MINUTE), before(session, HOURS, at=-MINUTE)] == [
        1,
        0,
        0,
    ]
    assert [before(session, HOURS), before(session, HOURS, at=MINUTE), before(session, timedelta())] == [
        1,
        0,
        0,
    ]
    assert told(seat) == ["tomorrow", "soon"]


def test_a_reminder_says_what_when_in_both_calendars_and_where_and_brings_a_calendar_file(session, seat):
    before(session, DAY)
    notice = Notice.objects.get()
    with override("en"):
        assert notice.sentence.translate({0x2068: "", 0x2069: "", 0xA0: " "}) == (
            "Your shift comes: Iftar, 30 January 2027 (22 Sha‘ban 1448 AH), 12:00 to 16:00, The square."
            " Cannot come? Give the seat back now, so that somebody else can."
        )
    with override("ar"):
        assert "ساحة الحرم" in notice.sentence
    assert notice.beside[1] == f"me/seats/{seat.pk}/shift.ics"


def test_whoever_took_the_seat_within_the_day_itself_is_reminded_of_the_last_hours_alone(session):
    late = seated(session, at=session.starts_at - timedelta(hours=9))
    assert [before(session, timedelta(hours=8)), before(session, HOURS)] == [0, 1]
    assert told(late) == ["soon"]


def test_nobody_is_reminded_of_a_seat_given_back_or_of_a_shift_that_does_not_take_place(session, seat):
    other = seated(session)
    release_seat(seat=seat, by=seat.person, at=NOW)
    assert before(session, DAY) == 1
    assert (told(seat), told(other)) == ([], ["tomorrow"])
    cancel_session(session=session, by=other.person, at=session.starts_at - DAY)
    assert before(session, HOURS) == 0


def test_a_letter_that_waited_for_the_morning_is_not_sent_once_the_seat_is_given_back(
    session, seat, settings, monkeypatch
):
    settings.EMAIL_HOST, settings.ATHAR_DEMO = "mail.example.org", False
    before(session, DAY)
    notice = Notice.objects.get()
    assert notice.is_worth_a_letter(session.starts_at - DAY)
    assert not notice.is_worth_a_letter(session.starts_at)
    release_seat(seat=seat, by=seat.person, at=session.starts_at - DAY)
    Notice.objects.update(due_at=NOW - timedelta(days=365))
    send_letter(person=seat.person_id)
    notice.refresh_from_db()
    assert (notice.due_at, Dispatch.objects.count()) == (None, 0)
