"""A receipt is believed only when all of its parts say the same."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from athar.analytics.proofs import (
    Checkpoint,
    Invalid,
    canonical_json,
    check_seal,
    leaf_hash,
    root,
    seal,
    sign,
    verify_receipt,
)
from athar.analytics.proofs.tests.cast import NOURA, NOURA_LAST_YEAR, OMAR

LEAVES = [leaf_hash(b"record %d" % number) for number in range(40)]
NOON = datetime(2024, 1, 31, 9, tzinfo=UTC)
DEFINITION = {
    "code": "beneficiaries.reached",
    "version": 1,
    "basis": "mixed",
    "labels": {"ar": "المستفيدون", "en": "Beneficiaries"},
}


def cutoff(size=40, key=NOURA, **changes):
    digest = root(LEAVES[:size])
    note = sign(Checkpoint("athar.example/ledger", size, digest, NOON), key)
    return {"size": size, "root": digest.hex(), "at": "2024-01-31T09:00:00Z", "checkpoint": note} | changes


def receipt(key=NOURA, **changes):
    document = {
        "format": "athar-receipt/1", "code": "beneficiaries.reached", "labels": DEFINITION["labels"],
        "period": ["2023-01-01", "2023-12-31"], "scope": {}, "value": "72347", "unit": "person", "basis": "mixed",
        "breakdown": {"identified": "15427", "headcount": "56920"},
        "definition": DEFINITION, "definition_hash": sha256(canonical_json(DEFINITION)).hexdigest(), "cutoff": cutoff(),
        "records": {"count": 3, "root": root(LEAVES[:3]).hex()},
        "exclusions": [{"reason": "rejected", "records": 1, "quantity": "900"}],
        "approver": {"ar": "خالد", "en": "Khalid"}, "issued_at": "2024-02-01T09:00:00Z",
    }  # fmt: skip
    return seal(document | changes, key)


def test_a_true_receipt_says_what_was_checked():
    assert verify_receipt(json.loads(json.dumps(receipt())), [NOURA.public]) == [
        f"the receipt is sealed by {NOURA.public}",
        f"the definition of beneficiaries.reached has the hash {sha256(canonical_json(DEFINITION)).hexdigest()[:16]}…",
        "the cut-off is the signed head of 40 records",
        f"the 3 contributing records are pinned by the root {root(LEAVES[:3]).hex()[:16]}…",
        "15427 identified and 56920 counted come to 72347",
    ]


def test_without_a_trusted_key_it_is_told_which_key_was_used():
    told = verify_receipt(receipt())[0]
    assert (
        told
        == f"the receipt is sealed by {NOURA.public}, the key it carries itself: compare it with the one the association publishes"
    )


def test_an_outsiders_receipt_is_whole_but_not_ours():
    forged = receipt(key=OMAR, cutoff=cutoff(key=OMAR))
    assert verify_receipt(forged)[0].startswith("the receipt is sealed by omar.example/ledger+")
    with pytest.raises(Invalid, match="not among the trusted keys"):
        verify_receipt(forged, [NOURA.public])


def test_the_head_may_be_signed_by_another_trusted_key():
    renewed = receipt(cutoff=cutoff(key=NOURA_LAST_YEAR))
    assert len(verify_receipt(renewed, [NOURA.public, NOURA_LAST_YEAR.public])) == 5
    with pytest.raises(Invalid, match="the signed head of its cut-off: the note is signed by"):
        verify_receipt(renewed)


def test_a_figure_of_one_basis_needs_no_breakdown():
    definition = DEFINITION | {"basis": "identified"}
    digest = sha256(canonical_json(definition)).hexdigest()
    plain = receipt(basis="identified", breakdown=None, definition=definition, definition_hash=digest)
    assert len(verify_receipt(plain)) == 4


def test_decimals_are_added_exactly():
    split = {"identified": "0.1", "headcount": "0.2"}
    assert (
        verify_receipt(receipt(value="0.3", breakdown=split))[-1]
        == "0.1 identified and 0.2 counted come to 0.3"
    )


def test_a_change_after_sealing_is_found_first():
    with pytest.raises(Invalid, match="it was changed after it was sealed"):
        verify_receipt(receipt() | {"value": "99999"})


EMPTY = root([]).hex()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": "athar-receipt/2"}, "it is no receipt"),
        ({"value": "72348"}, "come to 72347, not to 72348"),
        ({"value": 72347}, '"value" is missing or of the wrong kind'),
        ({"value": "NaN"}, '"value" should be a decimal number'),
        ({"value": "1e5"}, '"value" should be a decimal number'),
        ({"value": "٧٢"}, '"value" should be a decimal number'),
        ({"value": "9" * 40}, '"value" should be a decimal number'),
        ({"breakdown": None}, "a mixed figure must say"),
        ({"breakdown": {"identified": "72347"}}, '"breakdown.headcount" should be a decimal number'),
        ({"breakdown": []}, '"breakdown" is missing or of the wrong kind'),
        ({"period": ["2023-12-31", "2023-01-01"]}, "the period ends on 2023-01-01, before it begins"),
        ({"period": ["2023"]}, "should be two dates"),
        ({"period": [2023, 2024]}, "should be two dates"),
        ({"definition": DEFINITION | {"version": 2}}, "the definition has the hash"),
        ({"definition_hash": "0" * 64}, "and the receipt says 0000"),
        ({"code": "hours.value"}, "\"code\" is 'hours.value' in the receipt"),
        ({"basis": "identified"}, "\"basis\" is 'identified' in the receipt"),
        ({"cutoff": cutoff(size=39) | {"size": 40}}, "which is of 39 records"),
        ({"cutoff": cutoff(root="0" * 64)}, "the cut-off is not the signed head it carries"),
        ({"cutoff": cutoff() | {"checkpoint": cutoff(size=39)["checkpoint"]}}, "which is of 39 records"),
        ({"cutoff": cutoff(size=1) | {"size": True}}, "which is of 1 records"),
        ({"cutoff": cutoff(key=OMAR)}, "the signed head of its cut-off: the note is signed by omar"),
        ({"cutoff": cutoff(checkpoint=None)}, "the signed head of its cut-off: the note has no signature"),
        ({"cutoff": {}}, "the signed head of its cut-off"),
        ({"records": {"count": 41, "root": "0" * 64}}, "a count from 0 to 40"),
        ({"records": {"count": 3, "root": "root"}}, "a root of 64 hex digits"),
        ({"records": {"count": 3, "root": EMPTY}}, "cannot be the one over 3 records"),
        ({"records": {"count": 0, "root": "0" * 64}}, "cannot be the one over 0 records"),
        ({"records": {}}, "a count from 0 to 40"),
    ],
)
def test_a_receipt_that_contradicts_itself_is_refused_even_with_a_good_seal(changes, message):
    document = receipt(**changes)
    assert check_seal(document, [NOURA.public]) == NOURA.public
    with pytest.raises(Invalid, match=message):
        verify_receipt(document, [NOURA.public])


@pytest.mark.parametrize("name", sorted(set(receipt()) - {"signature", "format"}))
def test_no_field_may_be_missing(name):
    incomplete = {field: part for field, part in receipt().items() if field != name}
    with pytest.raises(Invalid, match=f'"{name}" is missing'):
        verify_receipt(seal(incomplete, NOURA))


@pytest.mark.parametrize("document", [None, [], "receipt", 1, {}])
def test_what_is_no_document_is_no_receipt(document):
    with pytest.raises(Invalid, match="it is no receipt"):
        verify_receipt(document)
