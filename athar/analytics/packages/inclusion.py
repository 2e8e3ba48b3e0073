"""An inclusion proof: this record is in that signed head."""

from collections.abc import Sequence
from typing import Any

from athar.analytics.packages.errors import Invalid, Malformed
from athar.analytics.packages.trust import checkpoint_of
from athar.analytics.proofs import PublicKey, canonical_json, leaf_hash, verify_inclusion


def verify_inclusion_proof(document: dict[str, Any], keys: Sequence[PublicKey] | None) -> list[str]:
    """
    Check a record's document against its hash, and the hash against a signed root (RFC 9162, 2.1.3.2).

    :raises Invalid: with the first thing that does not hold.
    """
    try:
        leaf, index, size = document["leaf"], int(document["index"]), int(document["size"])
        path, stated = (
            [bytes.fromhex(step) for step in document["path"]],
            bytes.fromhex(document["leaf_hash"]),
        )
        note = document["checkpoint"]
    except (KeyError, TypeError, ValueError) as error:
        message = f"the proof lacks a part or has one in the wrong form ({error})."
        raise Malformed(message) from error
    checkpoint, key = checkpoint_of(note, keys)
    if checkpoint.size != size:
        message = (
            f"the proof is for a ledger of {size} records, its signed head for one of {checkpoint.size}."
        )
        raise Invalid(message)
    if leaf_hash(canonical_json(leaf)) != stated or leaf.get("position") != index:
        message = "the record's document and its hash do not agree."
        raise Invalid(message)
    if not verify_inclusion(stated, index, size, path, checkpoint.root):
        message = f"the path does not lead from record {index} to the signed root."
        raise Invalid(message)
    return [
        f"the signed head of {size} records is signed by {key}",
        f"the document of R-{index:06d} has the hash it is proved by",
        f"{len(path)} hashes lead from that record to the signed root",
    ]
