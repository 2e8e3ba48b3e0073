"""Proofs: canonical forms, the Merkle tree, signed heads, sealed receipts. Nothing here knows a database."""

from athar.analytics.proofs.canonical import canonical_json
from athar.analytics.proofs.checkpoint import Checkpoint, parse, sign
from athar.analytics.proofs.commitment import commit, new_salts
from athar.analytics.proofs.frontier import Frontier
from athar.analytics.proofs.keeping import load_or_create
from athar.analytics.proofs.keys import PublicKey, SigningKey
from athar.analytics.proofs.merkle import leaf_hash, node_hash, root, verify_consistency, verify_inclusion
from athar.analytics.proofs.notes import BadSignature, Malformed, open_note, sign_note
from athar.analytics.proofs.paths import NodeRanges, Nodes, consistency_path, inclusion_path
from athar.analytics.proofs.receipts import verify_receipt
from athar.analytics.proofs.seals import Invalid, check_seal, seal

__all__ = [
    "BadSignature", "Checkpoint", "Frontier", "Invalid", "Malformed", "NodeRanges", "Nodes", "PublicKey", "SigningKey",
    "canonical_json", "check_seal", "commit", "consistency_path", "inclusion_path", "leaf_hash", "load_or_create", "new_salts",
    "node_hash", "open_note", "parse", "root", "seal", "sign", "sign_note", "verify_consistency", "verify_inclusion", "verify_receipt",
]  # fmt: skip
