"""What people chose is remembered, and nothing a browser sends can upset a page."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.people.tests.factories import AccountFactory
from athar.foundation.preferences.choices import Calendar, Digits, Language, Theme
from athar.foundation.preferences.operations import keep
from athar.foundation.preferences.queries import reading_of
from athar.foundation.preferences.rules import Reading

NOON = datetime(2024, 3, 5, 9, tzinfo=UTC)
readings = st.builds(
    Reading,
    language=st.sampled_from(Language.values),
    digits=st.sampled_from(Digits.values),
    calendar=st.sampled_from(Calendar.values),
    theme=st.sampled_from(Theme.values),
    shortcuts=st.booleans(),
)


@given(readings)
def test_a_cookie_says_what_was_chosen(reading):
    assert Reading.from_cookie(reading.as_cookie()) == reading


@given(st.text())
def test_any_cookie_at_all_gives_a_way_of_reading(text):
    reading = Reading.from_cookie(text)
    assert Reading.from_cookie(reading.as_cookie()) == reading


def test_an_unknown_word_of_a_cookie_does_not_spoil_the_others():
    assert Reading.from_cookie("en.roman.hijri") == Reading(language="en", calendar="hijri")


@pytest.mark.django_db
def test_who_never_chose_has_no_row():
    assert reading_of(AccountFactory()) is None


@pytest.mark.django_db
def test_a_choice_is_kept_with_the_account_and_replaced_by_the_next():
    sara = AccountFactory()
    keep(account=sara, reading=Reading(digits="arabic", theme="dark"), at=NOON)
    keep(account=sara, reading=Reading(language="en", calendar="hijri", shortcuts=False), at=NOON)
    sara.refresh_from_db()
    assert reading_of(sara) == Reading("en", "latin", "hijri", "system", shortcuts=False)
