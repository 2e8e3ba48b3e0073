import json
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.core.logs import JsonLines, Lines, current_request, masked

PERSONAL = [
    "1012345678", "٢٠١٢٣٤٥٦٧٨", "1-012-345-678",
    "+966501234567", "00966 50 123 4567", "0501234567", "٠٥٠١٢٣٤٥٦٧", "966501234567", "050-123-4567",
    "sara@example.org", "sara.x+athar@mail.example.org.sa",
]  # fmt: skip


def event(message, *arguments, error=None):
    info = None
    if error:
        try:
            raise error
        except Exception:  # noqa: BLE001 -- whatever it is
            info = sys.exc_info()
    return logging.LogRecord("athar", logging.ERROR, __file__, 1, message, arguments, info)


@pytest.mark.parametrize("formatter", [Lines(), JsonLines()], ids=["lines", "json"])
@pytest.mark.parametrize("value", PERSONAL)
def test_nothing_personal_is_written_down_wherever_it_comes_from(formatter, value):
    records = [
        event(f"no person {value} found"),
        event("no person %s found", value),
        event("no person", error=ValueError(f"Key (national_id)=({value}) already exists.")),
    ]
    assert [value in formatter.format(record) for record in records] == [False] * 3
    assert all("‹" in formatter.format(record) for record in records)


@given(st.integers(1, 2), st.integers(0, 10**9 - 1))
def test_every_identity_number_is_masked(first, rest):
    assert masked(f"x{first}{rest:09d}y") == "x‹national id›y"


@pytest.mark.parametrize(
    "text", ["R-008214", "72,347 of 73,947", "2023-03-23 06:00:00", "took 1200 ms", "records 123456789"]
)
def test_what_is_not_personal_stays(text):
    assert masked(text) == text


def test_a_line_says_for_which_request_it_was_written():
    token = current_request.set("a1b2")
    try:
        assert json.loads(JsonLines().format(event("slow")))["request"] == "a1b2"
        assert Lines().format(event("slow")).endswith("request=a1b2")
    finally:
        current_request.reset(token)
