"""Whoever waits is told that a seat is kept for them; whoever applied, that it was decided; nobody is told twice."""

from datetime import timedelta

import pytest

from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.operations import (
    begin,
    cancel_session,
    decide,
    join_waiting_list,
    move,
    open_session,
    release,
    release_seat,
    take_seat,
)
from athar.engine.journeys.tests.factories import NOW, call_of
from athar.engine.ledger.tests.factories import EditionFactory
from athar.foundation.core.telling import kind_of
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
BEGIN = NOW + timedelta(days=9)


@pytest.fixture
def session(cast):
    edition = EditionFactory(starts_on=BEGIN.date(), ends_on=BEGIN.date())
    for person in (cast.sara, cast.layan):
        AccountFactory(person=person)
        Enrolment.objects.create(edition=edition, part="volunteer", person=person, since=NOW)
    return open_session(
        edition=edition, part="volunteer", names=("مناوبة", "Shift"), starts_at=BEGIN, ends_at=BEGIN + timedelta(hours=4),
        capacity=1,
    )  # fmt: skip


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_whoever_waits_first_is_told_of_the_seat_that_is_kept_and_until_when(cast, session):
    seat = take_seat(session=session, person=cast.sara, by=cast.sara, at=NOW)
    join_waiting_list(session=session, person=cast.layan, at=NOW)
    assert told(cast.layan) == []
    release_seat(seat=seat, by=cast.sara, at=NOW)
    assert told(cast.layan) == ["journeys.seat_offered"]
    notice = Notice.objects.get(person=cast.layan)
    assert "2026" in kind_of(notice.kind).say(notice.facts | {"many": 1})


def test_everybody_who_is_expected_or_waits_is_told_that_it_does_not_take_place(cast, session):
    take_seat(session=session, person=cast.sara, by=cast.sara, at=NOW)
    join_waiting_list(session=session, person=cast.layan, at=NOW)
    cancel_session(session=session, by=cast.noura, at=NOW)
    assert told(cast.sara) == told(cast.layan) == ["journeys.session_cancelled"]


def test_whoever_applied_is_told_once_decisions_are_released_and_not_before(cast):
    AccountFactory(person=cast.sara)
    call = call_of("opportunity", cast.noura)
    case = begin(call=call, by=cast.sara, at=NOW, person=cast.sara)
    move(case=case, transition="send", seen="draft", by=cast.sara, at=NOW)
    decision = decide(case=case, transition="take", seen="sent", answers=0, by=cast.noura, at=NOW)
    assert told(cast.sara) == []
    release(call=call, decisions=[decision], by=cast.noura, at=NOW)
    assert told(cast.sara) == ["journeys.decided"]
