"""Whoever may be written to or studied is found by what stands on the day, and by nothing else."""

from datetime import date

import pytest

from athar.foundation.people.choices import Purpose
from athar.foundation.people.operations import record_consent
from athar.foundation.people.tests.factories import PersonFactory
from athar.foundation.privacy.consents import CHANGES, STOPS
from athar.foundation.privacy.queries import consenting


@pytest.mark.parametrize("purpose", Purpose)
def test_consent_stands_from_the_day_it_is_given_to_the_day_it_is_withdrawn(db, purpose):
    sara, never = PersonFactory(), PersonFactory()
    for day, given in ((date(2025, 1, 1), True), (date(2025, 6, 1), False), (date(2025, 9, 1), True)):
        record_consent(person=sara, purpose=purpose, given=given, on=day, text_version="1")
    other = next(one for one in Purpose if one is not purpose)
    record_consent(person=never, purpose=other, given=True, on=date(2025, 1, 1), text_version="1")
    days = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 1), date(2025, 8, 31), date(2025, 9, 1)]
    assert [list(consenting(purpose, on=day)) for day in days] == [[], [sara], [], [], [sara]]


def test_a_withdrawal_of_the_same_day_wins_over_what_was_given_that_day(db):
    sara, day = PersonFactory(), date(2025, 1, 1)
    for given in (True, False):
        record_consent(person=sara, purpose=Purpose.CONTACT, given=given, on=day, text_version="1")
    assert not consenting(Purpose.CONTACT, on=day).exists()


def test_every_purpose_says_what_stops_and_what_changes():
    assert set(STOPS) == set(CHANGES) == set(Purpose)
