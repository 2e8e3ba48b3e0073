import json
from collections import OrderedDict
from decimal import Decimal
from enum import IntEnum, StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.analytics.proofs import canonical_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def by_hand(value):
    """RFC 8785, section 3.2, spelt out."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: [int.from_bytes(unit) for unit in units(key)])
        return "{" + ",".join(by_hand(key) + ":" + by_hand(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(by_hand, value)) + "]"
    if isinstance(value, str):
        return (
            '"'
            + "".join(ESCAPES.get(sign) or (f"\\u{ord(sign):04x}" if sign < " " else sign) for sign in value)
            + '"'
        )
    return (
        {None: "null", True: "true", False: "false"}[value]
        if value is None or isinstance(value, bool)
        else str(value)
    )


def units(key):
    data = key.encode("utf-16-be")
    return [data[at : at + 2] for at in range(0, len(data), 2)]


@settings(max_examples=25, deadline=None)
@given(VALUES)
def test_the_form_is_the_one_of_the_rfc(value):
    assert canonical_json(value) == by_hand(value).encode()


@settings(max_examples=25, deadline=None)
@given(VALUES)
def test_nothing_is_lost(value):
    assert json.loads(canonical_json(value)) == value


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, max_size=3))
def test_the_order_in_which_keys_were_written_does_not_matter(value):
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


def test_keys_sort_by_utf_16_code_units_as_in_the_example_of_the_rfc():
    value = {
        "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
        "\U0001f600": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis",
    }  # fmt: skip
    assert list(json.loads(canonical_json(value)).values()) == [
        "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]  # fmt: skip


def test_strings_are_escaped_as_in_the_example_of_the_rfc():
    assert canonical_json('\u20ac$\u000f\nA\'B"\\\\"/') == b'"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'


def test_spellings_that_look_alike_stay_apart():
    assert canonical_json("\u0622") != canonical_json("\u0627\u0653")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"value": 0.5}, "$.value is a float;"),
        ({"فرع": [1, {"قيمة": float("nan")}]}, "$.فرع[1].قيمة is a float;"),
        ({"hours": Decimal(3)}, "$.hours is a Decimal;"),
        ([b"x"], "$[0] is a bytes;"),
        ({"years": {2023: "x"}}, "$.years has the key 2023;"),
        ({"mixed": {"a": 1, None: 2}}, "$.mixed has the key None;"),
    ],
)
def test_what_has_no_exact_form_is_refused_and_its_place_told(value, message):
    with pytest.raises(TypeError) as refusal:
        canonical_json(value)
    assert str(refusal.value).startswith(message)


@pytest.mark.parametrize("number", [2**53, -(2**53), pytest.param(10**5000, id="5001 digits")])
def test_integers_that_other_readers_would_round_are_refused(number):
    with pytest.raises(ValueError, match=r"^\$\.n is beyond"):
        canonical_json({"n": number})


def test_the_largest_integers_are_taken():
    assert canonical_json([2**53 - 1, 1 - 2**53]) == b"[9007199254740991,-9007199254740991]"


@pytest.mark.parametrize("value", ["\ud800", {"\udfff": 1}, {"a": "\U0001f600", "b": "\ud83d"}])
def test_half_a_surrogate_pair_is_refused(value):
    with pytest.raises(ValueError, match="half of a surrogate pair"):
        canonical_json(value)


def test_a_value_inside_itself_is_refused():
    value = {}
    value["self"] = [value]
    with pytest.raises(ValueError, match="contains itself"):
        canonical_json(value)


def test_enumerations_ordered_dicts_and_tuples_are_written_as_what_they_hold():
    class Kind(StrEnum):
        HOURS = "hours"

    class Level(IntEnum):
        GENERAL = 1

    value = OrderedDict(kind=Kind.HOURS, level=Level.GENERAL, days=("2023-03-23",))
    assert canonical_json(value) == b'{"days":["2023-03-23"],"kind":"hours","level":1}'
