"""Once an opportunity is over, whoever was there is asked once how it was; what all said is told together, and only of enough."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from athar.engine.journeys.operations import state_attendance
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.initiatives.volunteering.models import Satisfaction
from athar.initiatives.volunteering.models.satisfaction import OPEN
from athar.initiatives.volunteering.operations import (
    SatisfactionRefused,
    ask_after,
    say_how_it_was,
    skip_how_it_was,
)
from athar.initiatives.volunteering.satisfaction import Summary, open_satisfactions, satisfaction_with
from athar.initiatives.volunteering.tests.factories import NOW, published, volunteer

pytestmark = pytest.mark.django_db
AFTER = NOW + timedelta(days=21)


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def opportunity(noura):
    return published(noura, PersonFactory(name="خالد الحربي"))


@pytest.fixture
def stated(opportunity, noura):
    session = opportunity.edition.sessions.get()

    def stated(*, came: bool = True, account: bool = True):
        person = AccountFactory(person=volunteer()).person if account else volunteer()
        times = (session.starts_at, session.ends_at) if came else (None, None)
        state_attendance(
            session=session, person=person, came_at=times[0], left_at=times[1], reason="من الورقة", by=noura, at=AFTER
        )  # fmt: skip
        return person

    return stated


def said(opportunity, person, **changes):
    return say_how_it_was(
        **{"opportunity": opportunity, "people": [person.pk], "overall": 4, "again": 9, "words": "", "at": AFTER} | changes
    )  # fmt: skip


def codes(call, *given, **facts) -> list[str]:
    with pytest.raises(SatisfactionRefused) as refused:
        call(*given, **facts)
    return [reason.code for reason in refused.value.reasons]


def test_whoever_was_there_is_asked_once_and_nobody_else(opportunity, stated):
    sara, _absent, _unable_to_read = stated(), stated(came=False), stated(account=False)
    assert [one.person for one in ask_after(opportunity=opportunity, at=AFTER)] == [sara]
    assert ask_after(opportunity=opportunity, at=AFTER + timedelta(hours=1)) == []
    assert list(Notice.objects.values_list("person", "kind").filter(kind__contains="satisfaction")) == [
        (sara.pk, "volunteering.satisfaction_asked")
    ]


def test_it_is_answered_skipped_and_answered_anew_for_fourteen_days(opportunity, stated):
    sara = stated()
    ask_after(opportunity=opportunity, at=AFTER)
    said(opportunity, sara, words=" كان رائعًا ")
    mine = {"opportunity": opportunity, "people": [sara.pk]}
    skipped = skip_how_it_was(**mine, at=AFTER)
    assert (skipped.overall, skipped.words, skipped.said_at) == (None, "", None)

    again = said(opportunity, sara, overall=2, at=AFTER + OPEN - timedelta(minutes=1))
    assert (again.overall, again.again, again.skipped_at) == (2, 9, None)
    assert list(open_satisfactions([sara.pk], at=AFTER)) == [again]

    assert list(open_satisfactions([sara.pk], at=AFTER + OPEN)) == []
    assert codes(said, opportunity, sara, overall=6, at=AFTER + OPEN) == ["over", "outside"]
    assert codes(skip_how_it_was, **mine, at=AFTER + OPEN) == ["over"]
    assert codes(said, opportunity, PersonFactory(name="عمر الدوسري")) == ["not_asked"]


def test_nothing_is_told_before_five_answered_and_then_only_what_all_said(opportunity, stated):
    people = [stated() for _number in range(6)]
    ask_after(opportunity=opportunity, at=AFTER)
    for person, overall in zip(people[:4], (5, 5, 4, 1), strict=True):
        said(opportunity, person, overall=overall, words="سرّ")
    assert satisfaction_with(opportunity) == Summary(asked=6)

    said(opportunity, people[4], overall=5, again=4, words="بارك الله فيكم")
    assert satisfaction_with(opportunity) == Summary(
        asked=6,
        answers=5,
        overall=(1, 0, 0, 1, 3),
        mean=4.0,
        again=8.0,
        words=("بارك الله فيكم", *["سرّ"] * 4),
    )


def test_the_database_keeps_an_answer_whole(opportunity, stated):
    one = Satisfaction(opportunity=opportunity, person=stated(), asked_at=AFTER, said_at=AFTER, overall=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()
