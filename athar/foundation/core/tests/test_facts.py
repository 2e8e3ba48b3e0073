from dataclasses import dataclass

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from athar.foundation.core import facts
from athar.foundation.core.facts import NotInTransaction, announce, heard, subscribe


@dataclass(frozen=True)
class HoursApproved:
    volunteer: str
    hours: int


@dataclass(frozen=True)
class NightHoursApproved(HoursApproved):
    pass


@dataclass
class Changeable:
    hours: int


@transaction.atomic
def approve_hours(row, *, fail_after=False):
    """Stand for an operation of a lower room: it writes a row and announces."""
    ContentType.objects.create(app_label="core", model=row)
    announce(HoursApproved("Sara", 4))
    if fail_after:
        raise KeyError


@pytest.fixture(autouse=True)
def no_subscribers():
    yield
    facts._subscribers.pop(HoursApproved, None)


@pytest.mark.django_db
def test_subscribers_hear_a_fact_at_once_and_in_order():
    told = []
    subscribe(HoursApproved)(lambda fact: told.append(("first", fact.volunteer)))
    subscribe(HoursApproved)(lambda fact: told.append(("second", fact.volunteer)))

    with transaction.atomic():
        announce(HoursApproved("Sara", 4))
        assert told == [("first", "Sara"), ("second", "Sara")]


@pytest.mark.django_db
def test_a_subscribers_error_rolls_everything_back():
    @subscribe(HoursApproved)
    def refuse(fact):
        raise RuntimeError(fact.volunteer)

    with pytest.raises(RuntimeError, match="Sara"):
        approve_hours("made_before_the_fact")

    assert not ContentType.objects.filter(model="made_before_the_fact").exists()


@pytest.mark.django_db
def test_what_a_subscriber_writes_belongs_to_the_same_transaction():
    @subscribe(HoursApproved)
    def write(fact):
        ContentType.objects.create(app_label="core", model="made_by_a_subscriber")

    with pytest.raises(KeyError):
        approve_hours("made_before_the_fact", fail_after=True)

    assert not ContentType.objects.filter(model="made_by_a_subscriber").exists()


def test_a_fact_outside_a_transaction_is_refused():
    with pytest.raises(NotInTransaction, match="HoursApproved"):
        announce(HoursApproved("Sara", 4))


@pytest.mark.django_db
def test_only_facts_of_exactly_that_type_are_heard():
    with heard(HoursApproved) as facts_heard:
        announce(NightHoursApproved("Sara", 4))
        announce(HoursApproved("Sara", 3))

    assert facts_heard == [HoursApproved("Sara", 3)]


@pytest.mark.django_db
def test_nothing_is_heard_after_the_block():
    with heard(HoursApproved) as facts_heard:
        pass
    announce(HoursApproved("Sara", 4))

    assert facts_heard == []


@pytest.mark.django_db
def test_subscribing_the_same_function_twice_calls_it_once():
    told = []

    def write_down(fact):
        told.append(fact)

    subscribe(HoursApproved)(write_down)
    subscribe(HoursApproved)(write_down)
    announce(HoursApproved("Sara", 4))

    assert told == [HoursApproved("Sara", 4)]


def test_a_fact_that_could_change_is_refused():
    with pytest.raises(TypeError, match="Changeable must be a frozen dataclass"):
        subscribe(Changeable)
    with pytest.raises(TypeError, match="Changeable must be a frozen dataclass"):
        announce(Changeable(4))
