"""Shifts are added by the series, and one that does not take place is cancelled with its reason."""

from datetime import time, timedelta

import pytest
from django.utils.translation import override

from athar.engine.journeys.models import Seat
from athar.engine.journeys.operations import SessionRefused
from athar.foundation.core.dates import RIYADH
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.initiatives.volunteering.models import Cancellation
from athar.initiatives.volunteering.operations import (
    OpportunityRefused,
    add_shifts,
    cancel_shift,
    sign_up,
)
from athar.initiatives.volunteering.tests.factories import NOW, drafted, published, volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


def series(opportunity, **changes):
    usual = {
        "opportunity": opportunity, "names": ("وردية", "Shift"), "first": opportunity.edition.starts_on,
        "hours": (time(20), time(1)), "capacity": 5, "times": 3, "every": 2,
    }  # fmt: skip
    return add_shifts(**usual | changes)


def test_a_series_lies_on_its_days_and_a_night_shift_ends_on_the_day_after(noura):
    opportunity = drafted(noura)
    added = series(opportunity)
    first = opportunity.edition.starts_on
    spans = [(one.starts_at.astimezone(RIYADH), one.ends_at.astimezone(RIYADH)) for one in added]
    assert [begin.date() for begin, _end in spans] == [first + timedelta(days) for days in (0, 2, 4)]
    assert {(begin.hour, end.hour, (end.date() - begin.date()).days) for begin, end in spans} == {(20, 1, 1)}


def test_a_shift_says_where_it_is_in_both_languages_or_is_where_its_opportunity_is(noura):
    opportunity = drafted(noura)
    [usual] = series(opportunity, times=1)
    [elsewhere] = series(
        opportunity, times=1, hours=(time(9), time(11)), places=(" بوابة الملك ", "King’s gate")
    )
    said = []
    for language in ("ar", "en"):
        with override(language):
            said += [usual.place, elsewhere.place]
    assert said == ["ساحة الحرم", "بوابة الملك", "The square", "King’s gate"]
    with pytest.raises(OpportunityRefused) as refused:
        series(opportunity, places=("بوابة", " "))
    assert {reason.code for reason in refused.value.reasons} == {"place_words"}


def test_a_series_that_runs_over_the_last_day_adds_nothing(noura):
    opportunity = drafted(noura)
    with pytest.raises(OpportunityRefused):
        series(opportunity, times=4)
    assert opportunity.edition.sessions.count() == 1


def test_a_series_that_is_sent_twice_is_there_once(noura):
    opportunity = drafted(noura)
    added = series(opportunity)
    for again in ({}, {"times": 1}, {"first": added[2].starts_at.astimezone(RIYADH).date(), "times": 1}):
        with pytest.raises(OpportunityRefused) as refused:
            series(opportunity, **again)
        assert [reason.code for reason in refused.value.reasons] == ["twice"]
    assert opportunity.edition.sessions.count() == 1 + len(added)
    series(opportunity, names=("وردية أخرى", "Another shift"))
    series(opportunity, hours=(time(9), time(12)))


def test_a_shift_that_was_cancelled_may_be_added_again(noura):
    opportunity = drafted(noura)
    [session] = series(opportunity, times=1)
    cancel_shift(session=session, by=noura, at=NOW, reason="إنذار أمطار")
    [again] = series(opportunity, times=1)
    assert again.starts_at == session.starts_at


@pytest.mark.parametrize("changes", [{"times": 0}, {"times": 61, "every": 1}, {"every": 0}])
def test_a_series_has_an_end(noura, changes):
    with pytest.raises(OpportunityRefused) as refused:
        series(drafted(noura), **changes)
    assert [reason.code for reason in refused.value.reasons] == ["series"]


def test_a_cancelled_shift_keeps_its_reason_and_whoever_had_a_seat_is_told(noura):
    session = published(noura, PersonFactory()).edition.sessions.get()
    sara = volunteer()
    AccountFactory(person=sara)
    sign_up(
        opportunity=session.edition.opportunity, person=sara, by=sara, at=NOW, answers={"charter": True}, session=session
    )  # fmt: skip
    with pytest.raises(OpportunityRefused):
        cancel_shift(session=session, by=noura, at=NOW, reason=" ")
    cancel_shift(session=session, by=noura, at=NOW, reason="إنذار أمطار")
    assert Cancellation.objects.get(session=session).reason == "إنذار أمطار"
    assert not Seat.objects.taken().exists()
    assert [notice.kind for notice in Notice.objects.filter(person=sara)] == ["journeys.session_cancelled"]
    with pytest.raises(SessionRefused):
        cancel_shift(session=session, by=noura, at=NOW, reason="مرة أخرى")
