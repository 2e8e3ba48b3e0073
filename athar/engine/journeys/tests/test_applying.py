"""Applying in one go: the same as beginning, answering and taking the first step one after the other, in fewer questions."""

import pytest
from django.db import IntegrityError, transaction

from athar.engine.journeys.models import Answers, Case, Enrolment, Event, PendingEffect
from athar.engine.journeys.operations import ApplicationRefused, apply_at_once, carry_out
from athar.engine.journeys.tests.factories import COMPLETE, NOW, call_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(cast):
    return call_of("event", cast.noura, asks=True)


def applying(call, person, by=None, data=COMPLETE):
    return apply_at_once(call=call, person=person, by=by or person, at=NOW, data=data, transition="register")


def refused(call, person, **more) -> list[str]:
    with pytest.raises(ApplicationRefused) as refusal:
        applying(call, person, **more)
    return sorted(reason.code for reason in refusal.value.reasons)


def test_one_begins_answers_and_takes_part_in_one_go(cast, call):
    event = applying(call, cast.sara)
    case = Case.objects.get()
    assert (case, case.moves, case.begun_by, event.answers) == (event.case, 1, cast.sara, 1)
    assert Answers.objects.get(case=case).data == COMPLETE
    assert Enrolment.objects.get().case == case
    assert carry_out() == 0
    assert PendingEffect.objects.exclude(done_at=None).count() == PendingEffect.objects.count() > 0


def test_every_reason_is_said_and_nothing_is_written(cast, call):
    call.closes_at = NOW
    call.save()
    assert refused(call, cast.sara, data={"years": "many"}) == [
        "closed",
        "incomplete",
        "not_asked",
        "not_open",
    ]
    assert refused(call, cast.sara, by=cast.noura) == ["closed", "not_allowed", "not_open"]
    assert not Case.objects.exists() | Event.objects.exists()


def test_the_database_refuses_a_second_case_and_keeps_nothing_of_it(cast, call):
    applying(call, cast.sara)
    Enrolment.objects.all().delete()  # so that no guard says it first
    with pytest.raises(IntegrityError), transaction.atomic():
        applying(call, cast.sara)
    assert (Case.objects.count(), Event.objects.count()) == (1, 1)
