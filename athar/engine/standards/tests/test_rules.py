from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.engine.standards.catalogue import StandardWrong, standard_from
from athar.engine.standards.choices import Standing
from athar.engine.standards.rules import loss, score, standing_of

WEIGHED = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(list(Standing))), max_size=12)
FIRST = {
    "code": "policy", "weight": 2, "proof": "policy", "name": {"ar": "سياسة", "en": "Policy"},
    "asks": {"ar": "سياسة", "en": "Policy"}, "todo": {"ar": "اكتبوها", "en": "Write it"},
}  # fmt: skip


def said(**changes):
    return {
        "standard": "one", "version": "1", "name": {"ar": "معيار", "en": "Standard"}, "about": {"ar": "عنه", "en": "About"},
        "areas": [{"code": "area", "name": {"ar": "محور", "en": "Area"}, "criteria": [FIRST | changes]}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(9, 10, "met"), (89, 100, "partly"), (6, 10, "partly"), (59, 100, "not_met"), (0, 0, "nothing")],
)
def test_a_share_is_met_from_its_threshold_on_and_nothing_is_no_share(numerator, denominator, expected):
    assert standing_of(numerator, denominator, met=90, partly=60) == expected


def test_the_score_weighs_what_counts_and_takes_silence_for_not_met():
    assert score([(3, "met"), (1, "unanswered"), (5, "not_applicable"), (5, "nothing")]) == Decimal("0.75")
    assert score([(2, "partly"), (2, "met")]) == Decimal("0.75")
    assert score([(2, "nothing")]) is None


@given(WEIGHED)
def test_a_score_lies_between_none_and_all_and_is_what_the_losses_leave(weighed):
    found = score(weighed)
    counting = [(weight, standing) for weight, standing in weighed if standing not in ("not_applicable", "nothing")]  # fmt: skip
    if found is None:
        assert counting == []
        return
    whole = sum(weight for weight, _standing in counting)
    left = whole - sum(loss(weight, standing) for weight, standing in weighed)
    assert abs(found * whole - left) < Decimal("1e-20")  # a third has no last digit
    assert 0 <= found <= 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"weight": 0},
        {"proof": "rumour"},
        {"check": {"code": "x", "met": 50, "partly": 80}},
        {"name": {"ar": "سياسة"}},
    ],
)
def test_a_file_that_cannot_be_so_stops_the_start(wrong):
    with pytest.raises(StandardWrong):
        standard_from(said(**wrong))


def test_a_criterion_stands_in_a_file_once():
    twice = said()
    twice["areas"][0]["criteria"].append(FIRST)
    with pytest.raises(StandardWrong, match="policy"):
        standard_from(twice)
