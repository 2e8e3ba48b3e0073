from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from athar.web.workspace.shaping.hints import (
    Known,
    entered_late,
    long_shift,
    more_hours_that_day,
    unusual_count,
)
from athar.web.workspace.shaping.studio import differences
from athar.web.workspace.words import age, time_left


def proposal(**changes):
    facts = {
        "kind": "hours", "quantity": Decimal(4), "headcount": None, "place": "P", "occurred_on": datetime(2023, 5, 1, tzinfo=UTC).date(),
        "entered_at": datetime(2023, 5, 2, tzinfo=UTC),
    }  # fmt: skip
    return SimpleNamespace(**facts | changes)


@pytest.mark.parametrize(
    ("count", "tone"),
    [(380, "good"), (254, "good"), (570, "good"), (571, "watch"), (253, "watch"), (3800, "watch")],
)
def test_a_count_is_compared_with_the_middle_of_those_before(count, tone):
    known = Known([370, 380, 390], [])
    assert unusual_count(proposal(kind="headcount", headcount=count), known).tone == tone


def test_two_counts_are_too_few_to_compare_with():
    assert unusual_count(proposal(kind="headcount", headcount=9), Known([370, 380], [])) is None


@pytest.mark.parametrize(("hours", "said"), [(8, False), (Decimal("8.25"), True)])
def test_more_than_eight_hours_is_a_long_day(hours, said):
    assert (long_shift(proposal(quantity=Decimal(hours)), Known([], [])) is not None) == said


def test_other_hours_of_the_day_are_told_and_too_many_are_called_so():
    with override("en"):
        texts = [more_hours_that_day(proposal(), Known([], [Decimal(hours)])).text for hours in (4, 13)]
    assert ["more than anybody works" in text for text in texts] == [False, True]


def test_an_entry_two_months_late_says_so():
    with override("en"):
        assert (
            entered_late(proposal(entered_at=datetime(2023, 8, 1, tzinfo=UTC)), Known([], [])).text
            == "Entered 92 days after it happened."
        )
    assert entered_late(proposal(), Known([], [])) is None


def test_unchanged_stretches_are_shortened():
    before = "\n".join(f"line {number}" for number in range(20))
    kinds = [change.kind for change in differences(before, before.replace("line 10", "line ten"))]
    assert kinds == ["gap", "same", "same", "gone", "new", "same", "same", "gap"]


def test_equal_texts_have_no_differences():
    assert differences("a\nb", "a\nb") == []


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (20, "Less than a minute left"),
        (80, "About one minute left"),
        (600, "About 10 minutes left"),
        (7200, "About 2 hours left"),
    ],
)
def test_the_time_left_is_told_roughly(seconds, words):
    with override("en"):
        assert time_left(seconds) == words


@pytest.mark.parametrize(("since", "words"), [(5, "Today"), (4, "Since yesterday"), (1, "For 4 days")])
def test_a_wait_is_told_in_days_of_riyadh(since, words):
    with override("en"):
        assert (
            age(datetime(2024, 3, since, 20, tzinfo=UTC), datetime(2024, 3, 5, 20, 30, tzinfo=UTC))[0]
            == words
        )
