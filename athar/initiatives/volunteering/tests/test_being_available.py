"""Whoever takes part says which shifts they can take, until a moment; said anew, it replaces what was said."""

from datetime import timedelta

import pytest

from athar.engine.journeys.models import Enrolment
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.initiatives.volunteering.availability import answers_by_shift, said_of
from athar.initiatives.volunteering.choices import Can
from athar.initiatives.volunteering.operations import (
    AvailabilityRefused,
    ask_availability,
    say_availability,
)
from athar.initiatives.volunteering.tests.factories import NOW, published, shift, volunteer

pytestmark = pytest.mark.django_db
UNTIL = NOW + timedelta(days=10)


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def opportunity(noura):
    made = published(noura, PersonFactory(name="خالد الحربي"))
    shift(made, days=21)
    return made


@pytest.fixture
def sara(opportunity):
    person = AccountFactory(person=volunteer(name="سارة القحطاني")).person
    Enrolment.objects.create(edition=opportunity.edition, part="volunteer", person=person, since=NOW)
    return person


def codes(call, **facts) -> list[str]:
    with pytest.raises(AvailabilityRefused) as refused:
        call(**facts)
    return [reason.code for reason in refused.value.reasons]


def test_whoever_takes_part_is_told_says_what_they_can_and_says_it_anew(opportunity, noura, sara):
    first, second = opportunity.edition.sessions.order_by("starts_at")
    ask_availability(opportunity=opportunity, until=UNTIL, by=noura, at=NOW)
    assert Notice.objects.get(person=sara).kind == "volunteering.availability_asked"

    said = {"opportunity": opportunity, "people": [sara.pk], "at": NOW}
    say_availability(answers={first.pk: Can.PREFERS, second.pk: Can.CANNOT}, most=1, **said)
    say_availability(answers={first.pk: Can.CAN, 0: Can.CAN}, most=None, **said)

    assert said_of(opportunity, [sara.pk]) == ({first.pk: "can"}, None)
    nothing = {"prefers": 0, "cannot": 0}
    assert [counts for _session, counts in answers_by_shift(opportunity, at=NOW)] == [
        nothing | {"can": 1, "silent": 0}, nothing | {"can": 0, "silent": 1},
    ]  # fmt: skip
    ask_availability(opportunity=opportunity, until=UNTIL + timedelta(days=1), by=noura, at=NOW)
    assert Notice.objects.filter(person=sara).count() == 1


def test_every_reason_is_given_why_it_cannot_be_said_or_asked(opportunity, noura, sara):
    said = {"opportunity": opportunity, "answers": {}, "most": None}
    omar = PersonFactory(name="عمر الدوسري")
    assert codes(say_availability, people=[omar.pk], at=NOW, **said) == ["not_asked", "no_part"]
    asked = {"opportunity": opportunity, "by": noura, "at": NOW}
    assert codes(ask_availability, until=NOW, **asked) == ["past"]
    assert codes(ask_availability, until=NOW + timedelta(days=30), **asked) == ["too_late"]
    ask_availability(until=UNTIL, **asked)
    assert codes(say_availability, people=[sara.pk], at=UNTIL, **said) == ["over"]
