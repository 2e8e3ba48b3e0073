"""Proofs out of the stored tree: a record is in it, and an old head is its prefix."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from athar.analytics.proofs import consistency_path, inclusion_path
from athar.engine.ledger.leaf import document
from athar.engine.ledger.models import Node, Record, SignedHead
from athar.engine.ledger.rows import facts_of, signatures_of


class StoredNodes:
    """The hashes the database keeps, as ``analytics.proofs`` wants to read them."""

    def leaves(self, start: int, stop: int) -> Sequence[bytes]:
        hashes = (
            Record.objects.filter(position__gte=start, position__lt=stop)
            .order_by("position")
            .values_list("hash", flat=True)
        )
        return [bytes(digest) for digest in hashes]

    def node(self, level: int, index: int) -> bytes | None:
        digest = Node.objects.filter(level=level, index=index).values_list("hash", flat=True).first()
        return None if digest is None else bytes(digest)

    def nodes(self, level: int, start: int, stop: int) -> Sequence[bytes]:
        found = (
            Node.objects.filter(level=level, index__gte=start, index__lt=stop)
            .order_by("index")
            .values_list("hash", flat=True)
        )
        return [bytes(digest) for digest in found]


@dataclass(frozen=True)
class Inclusion:
    """That a record is a leaf of a signed head. ``path``: hashes from the leaf's sibling upwards."""

    record: Record
    head: SignedHead
    path: list[bytes]

    def to_dict(self) -> dict[str, Any]:
        facts, signatures = facts_of(self.record), signatures_of(self.record)
        return {
            "format": "athar-inclusion/1",
            "leaf": document(
                facts, signatures, position=self.record.position, commitment=bytes(self.record.commitment)
            ),
            "leaf_hash": bytes(self.record.hash).hex(),
            "index": self.record.position,
            "size": self.head.size,
            "root": bytes(self.head.root).hex(),
            "path": [step.hex() for step in self.path],
            "checkpoint": self.head.note,
        }


def prove_inclusion(record: Record, head: SignedHead) -> Inclusion:
    """
    The proof that a record is in a signed head (RFC 9162, section 2.1.3).

    :raises ValueError: when the record came after that head.
    """
    if record.position >= head.size:
        message = f"{record} came after the signed head of {head.size} records; sign a newer head first."
        raise ValueError(message)
    return Inclusion(record, head, list(inclusion_path(StoredNodes(), record.position, head.size)))


def prove_consistency(old: SignedHead, new: SignedHead) -> list[bytes]:
    """The proof that ``new`` only added to ``old`` (RFC 9162, section 2.1.4)."""
    return list(consistency_path(StoredNodes(), old.size, new.size))
