"""Whoever leads a shift thanks those who were there, once each; they say whether their passport shows it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from athar.engine.journeys.operations import state_attendance
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.foundation.privacy.models import Erasure
from athar.initiatives.volunteering.choices import KudosReason
from athar.initiatives.volunteering.kudos import kudos_of
from athar.initiatives.volunteering.models import Kudos
from athar.initiatives.volunteering.models.kudos import RETURNABLE
from athar.initiatives.volunteering.notices import still_stands
from athar.initiatives.volunteering.operations import (
    KudosRefused,
    show_on_passport,
    take_thanks_back,
    thank,
)
from athar.initiatives.volunteering.tests.factories import NOW, published, volunteer

pytestmark = pytest.mark.django_db
AFTER = NOW + timedelta(days=21)


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def khalid(db):
    return PersonFactory(name="خالد الحربي")


@pytest.fixture
def session(noura, khalid):
    return published(noura, khalid).edition.sessions.get()


def stated(session, by, person=None, *, came=True):
    person = person or AccountFactory(person=volunteer()).person
    times = (session.starts_at, session.ends_at) if came else (None, None)
    state_attendance(
        session=session, person=person, came_at=times[0], left_at=times[1], reason="من الورقة", by=by, at=AFTER
    )  # fmt: skip
    return person


def thanked(session, by, *people, reason=KudosReason.TEAMWORK, words="", at=AFTER):
    return thank(session=session, people=[one.pk for one in people], reason=reason, words=words, by=by, at=at)


def codes(call, *given, **facts) -> list[str]:
    with pytest.raises(KudosRefused) as refused:
        call(*given, **facts)
    return [reason.code for reason in refused.value.reasons]


def test_whoever_was_there_is_thanked_once_by_each_who_leads_and_is_told(session, noura, khalid):
    sara, reem = stated(session, noura), stated(session, noura)
    thanked(session, noura, sara, reem, words=" أحسنتم ")
    thanked(session, khalid, sara, reason=KudosReason.SKILL)

    assert [(one.reason, one.words, one.by, one.on_passport) for one in kudos_of([sara.pk])] == [
        ("skill", "", khalid, False),
        ("teamwork", "أحسنتم", noura, False),
    ]
    assert codes(thanked, session, noura, sara) == ["already"]
    told = Notice.objects.filter(kind="volunteering.thanked").values_list("person", flat=True)
    assert sorted(told) == sorted([sara.pk, sara.pk, reem.pk])


def test_nobody_thanks_who_was_absent_themselves_or_whoever_is_erased_and_then_nobody_is(session, noura):
    there, absent = stated(session, noura), stated(session, noura, came=False)
    stated(session, PersonFactory(name="ريم القرني"), noura)
    Erasure.objects.create(person=there, asked_at=NOW, due_at=AFTER, done_at=AFTER)
    assert codes(thanked, session, noura, there, absent, noura, words="x" * 281) == [
        "not_there", "own", "erased", "long",
    ]  # fmt: skip
    assert codes(thanked, session, noura) == ["nobody"]
    assert not Kudos.objects.exists()


def test_thanks_are_taken_back_by_whoever_gave_them_for_two_days_and_nothing_of_them_stays(
    session, noura, khalid
):
    [kudos] = thanked(session, noura, stated(session, noura))
    late = AFTER + RETURNABLE
    assert codes(take_thanks_back, kudos=kudos, by=khalid, at=late) == ["not_yours", "late"]
    assert still_stands({"kudos": kudos.pk}, late)

    take_thanks_back(kudos=kudos, by=noura, at=late - timedelta(minutes=1))
    assert not Kudos.objects.exists()
    assert not still_stands({"kudos": kudos.pk}, late)


def test_a_passport_shows_what_its_holder_chooses_and_what_was_said_stays(session, noura, khalid):
    sara = stated(session, noura)
    [one] = thanked(session, noura, sara)
    [other] = thanked(session, khalid, sara)
    [hers] = thanked(session, noura, stated(session, noura))

    def shown():
        return set(Kudos.objects.filter(on_passport=True))

    show_on_passport(people=[sara.pk], chosen=[one.pk, hers.pk])
    assert shown() == {one}
    show_on_passport(people=[sara.pk], chosen=[other.pk])
    assert shown() == {other}
    with pytest.raises(ProgrammingError), transaction.atomic():
        Kudos.objects.filter(pk=one.pk).update(words="غير ذلك")
