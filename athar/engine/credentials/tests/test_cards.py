"""A card says nothing its holder did not allow, and what they withdrew or renewed is over at once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from athar.engine.credentials.cards import (
    CardRefused,
    card_by_code,
    end_card,
    given_name,
    keep_card,
    renew_card,
    shown,
)
from athar.engine.credentials.models import VolunteerCard
from athar.engine.credentials.tests.test_certificates import approved
from athar.engine.ledger.tests.factories import NOON
from athar.foundation.people.operations import merge
from athar.foundation.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


@pytest.fixture
def sara(db):
    person = PersonFactory(name="سارة محمد الزهراني", birth_date=date(1999, 4, 5))
    approved(person, PersonFactory())
    return person


def keep(person, *, name=False, hours=False, at=NOON):
    return keep_card(person=person, people=[person.pk], shows_name=name, shows_hours=hours, at=at)


def test_it_says_its_holder_and_hours_only_where_they_allow_it(sara):
    nothing = shown(keep(sara), at=NOON)
    assert (nothing.in_force, nothing.name, nothing.hours) == (True, "", None)
    all_of_it = shown(keep(sara, name=True, hours=True), at=NOON)
    assert (all_of_it.name, all_of_it.hours) == (sara.name, Decimal(12))
    assert VolunteerCard.objects.count() == 1


def test_of_a_minor_it_says_the_given_name_alone(sara):
    sara.birth_date = NOON.date() - timedelta(days=365 * 16)
    sara.save()
    assert shown(keep(sara, name=True), at=NOON).name == "سارة"


def test_hours_of_a_row_that_is_the_same_human_count_and_bring_no_second_card(sara):
    twin = PersonFactory(name="ساره الزهراني")
    approved(twin, PersonFactory(), many=1)
    card = keep(sara, hours=True)
    merge(person=twin, into=sara, by=PersonFactory(), at=NOON)
    assert shown(card, at=LATER).hours == Decimal(16)
    both = keep_card(person=twin, people=[sara.pk, twin.pk], shows_name=True, shows_hours=True, at=LATER)
    assert both == card


def test_a_renewal_leaves_nothing_at_the_old_code(sara):
    card = keep(sara)
    before = card.code
    renew_card(card=card, at=LATER)
    card.refresh_from_db()
    assert card_by_code(before) is None
    assert card_by_code(card.code.lower()) == card


def test_withdrawn_it_says_nothing_until_it_is_made_anew_with_another_code(sara):
    card = keep(sara, name=True, hours=True)
    end_card(card=card, at=LATER)
    card.refresh_from_db()
    after = shown(card, at=LATER)
    assert (after.in_force, after.name, after.hours) == (False, "", None)
    for act in (end_card, renew_card):
        with pytest.raises(CardRefused):
            act(card=card, at=LATER)
    again = keep(sara, at=LATER)
    assert (again.pk, again.ended_at) == (card.pk, None)
    assert again.code != card.code


def test_whoever_has_no_approved_hours_has_no_card():
    with pytest.raises(CardRefused) as refused:
        keep(PersonFactory())
    assert [reason.code for reason in refused.value.reasons] == ["no_hours"]


@pytest.mark.parametrize(
    ("called", "given"),
    [
        ("سارة محمد الزهراني", "سارة"),
        ("عبد الله الخالدي", "عبد الله"),
        ("نور الدين الشمري", "نور الدين"),
        ("Abdul Rahman Alkhaldi", "Abdul Rahman"),
        ("سارة", "سارة"),
    ],
)
def test_a_given_name_may_be_two_words(called, given):
    assert given_name(called) == given
