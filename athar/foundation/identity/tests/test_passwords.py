"""Passwords that anybody guesses first are refused; long ones may hold any word."""

import logging
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from athar.foundation.identity import brakes
from athar.foundation.identity.passwords import ContextWordsValidator
from athar.foundation.identity.tests.conftest import HOME, SARA

NOON = datetime(2026, 3, 5, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def association(settings):
    settings.ATHAR_ASSOCIATION = {"ar": "جمعية تطوير العمل التطوعي", "en": "Development Association"}


@pytest.mark.parametrize(
    "word", ["Athar-2026!", "volunteer123", "أَثَر٢٠٢٦", "Development#Athar1", "جمعية-تطوير-1447"]
)
def test_the_name_of_the_place_with_digits_makes_no_password(word):
    with pytest.raises(ValidationError) as refused:
        ContextWordsValidator().validate(word)
    assert refused.value.code == "password_of_this_place"


@pytest.mark.parametrize("word", ["palms sand wind sea", "athar palms and wind", "نخيل وريح وبحر", "k7#Qz"])
def test_other_words_do_also_beside_one_of_them(word):
    ContextWordsValidator().validate(word)


@pytest.mark.django_db
def test_a_failed_attempt_leaves_a_line_that_names_nobody_and_a_message_none(caplog):
    caplog.set_level(logging.WARNING, "athar.audit")
    brakes.press([brakes.of_account(SARA), brakes.of_network(HOME), brakes.of_messages_to(SARA)], at=NOON)
    lines = [record.getMessage() for record in caplog.records if record.name == "athar.audit"]
    assert sorted(lines) == [
        "attempt failed at='account' failures=1 closed=False",
        "attempt failed at='network' failures=1 closed=False",
    ]
