"""Proofs: canonical forms, the Merkle tree, signed heads, sealed receipts. Nothing here knows a database."""

from athar.analytics.proofs.canonical import canonical_json
from athar.analytics.proofs.checkpoint import BadSignature, Checkpoint, Malformed, parse, sign
from athar.analytics.proofs.commitment import commit, new_salts
from athar.analytics.proofs.frontier import Frontier
from athar.analytics.proofs.keys import PublicKey, SigningKey, load_or_create
from athar.analytics.proofs.merkle import (
    Nodes,
    consistency_path,
    inclusion_path,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)
from athar.analytics.proofs.receipts import Invalid, check_seal, seal, verify_receipt

__all__ = [
    "BadSignature", "Checkpoint", "Frontier", "Invalid", "Malformed", "Nodes", "PublicKey", "SigningKey", "canonical_json", "check_seal",
    "commit", "consistency_path", "inclusion_path", "leaf_hash", "load_or_create", "new_salts", "node_hash", "parse", "root", "seal",
    "sign", "verify_consistency", "verify_inclusion", "verify_receipt",
]  # fmt: skip
