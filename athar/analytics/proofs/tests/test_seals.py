import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.analytics.proofs import Invalid, canonical_json, check_seal, seal
from athar.analytics.proofs.tests.cast import NOURA, NOURA_LAST_YEAR, OMAR
from athar.analytics.proofs.tests.test_canonical import TEXTS, VALUES

DOCUMENT = {"figure": "beneficiaries.reached", "value": "72347", "labels": {"ar": "المستفيدون"}}


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, max_size=2))
def test_a_sealed_document_holds_also_after_a_journey_through_a_file(document):
    sealed = json.loads(json.dumps(seal(document, NOURA), indent=2))
    assert check_seal(sealed, [OMAR.public, NOURA.public]) == NOURA.public
    assert check_seal(sealed) == NOURA.public


def test_the_seal_is_over_the_canonical_form_of_everything_else():
    sealed = seal(DOCUMENT, NOURA)
    signature = sealed.pop("signature")
    assert sealed == DOCUMENT
    assert set(signature) == {"key", "value"}
    assert signature["key"] == str(NOURA.public)
    again = seal({**DOCUMENT, "signature": signature}, NOURA)
    assert again["signature"] == signature
    assert b"\n" not in canonical_json(DOCUMENT | {"text": "two\nlines"})


@pytest.mark.parametrize("change", [{"value": "72348"}, {"extra": None}, {"labels": {"ar": "المستفيدون "}}])
def test_a_changed_document_is_refused(change):
    with pytest.raises(Invalid, match="it was changed after it was sealed"):
        check_seal(seal(DOCUMENT, NOURA) | change)


def test_with_given_keys_only_those_are_trusted():
    with pytest.raises(
        Invalid, match=r"sealed by omar\.example/ledger\+\S+, which is not among the trusted keys \(athar"
    ):
        check_seal(seal(DOCUMENT, OMAR), [NOURA.public, NOURA_LAST_YEAR.public])
    with pytest.raises(Invalid, match=r"trusted keys \(none\)"):
        check_seal(seal(DOCUMENT, NOURA), [])


def test_an_outsider_cannot_put_the_associations_key_on_his_seal():
    forged = seal(DOCUMENT | {"value": "90000"}, OMAR)
    forged["signature"]["key"] = str(NOURA.public)
    with pytest.raises(Invalid, match="it was changed after it was sealed"):
        check_seal(forged, [NOURA.public])


SIGNATURE = seal(DOCUMENT, NOURA)["signature"]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ([], "it has no seal"),
        (None, "it has no seal"),
        (DOCUMENT, "it has no seal"),
        (DOCUMENT | {"signature": "sealed"}, "it has no seal"),
        (DOCUMENT | {"signature": {"key": str(NOURA.public)}}, "it has no seal"),
        (DOCUMENT | {"signature": SIGNATURE | {"approver": "Noura"}}, "and nothing else"),
        (DOCUMENT | {"signature": {"key": 1, "value": 2}}, "key and value are texts"),
        (
            DOCUMENT | {"signature": SIGNATURE | {"key": "noura"}},
            "its seal cannot be read: 'noura' is no verifier key",
        ),
        (DOCUMENT | {"signature": SIGNATURE | {"value": "?"}}, "its seal cannot be read"),
        (DOCUMENT | {"signature": SIGNATURE | {"value": "AAAA"}}, "it was changed"),
        (
            DOCUMENT | {"value": 72347.0, "signature": SIGNATURE},
            r"cannot have been sealed as it is: \$\.value is a float",
        ),
        (DOCUMENT | {"value": "\ud800", "signature": SIGNATURE}, "cannot have been sealed as it is"),
    ],
)
def test_whatever_else_comes_is_refused_with_a_reason(document, message):
    with pytest.raises(Invalid, match=message):
        check_seal(document)


def test_the_last_character_of_a_signature_has_one_spelling():
    sealed = seal(DOCUMENT, NOURA)
    value = sealed["signature"]["value"]
    assert value.endswith("==")
    stray = {"A": "B", "Q": "R", "g": "h", "w": "x"}[
        value[-3]
    ]  # differs only in bits the library throws away
    sealed["signature"] = sealed["signature"] | {"value": f"{value[:-3]}{stray}=="}
    with pytest.raises(Invalid, match="base64 is not in its canonical form"):
        check_seal(sealed)


def test_a_key_of_the_same_name_is_another_key():
    assert NOURA_LAST_YEAR.name == NOURA.name
    with pytest.raises(Invalid, match="not among the trusted keys"):
        check_seal(seal(DOCUMENT, NOURA_LAST_YEAR), [NOURA.public])
