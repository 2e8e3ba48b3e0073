"""The growing edge of a tree: enough of it to append and to tell the root, in a few hashes."""

from collections.abc import Iterable
from hashlib import sha256

from athar.analytics.proofs.merkle import STORED, node_hash

HASH = 32


class Frontier:
    """
    The roots of the perfect subtrees a tree of ``size`` leaves falls into, largest first.

    :raises ValueError: when the number of hashes does not fit the size.
    """

    def __init__(self, size: int, hashes: Iterable[bytes]) -> None:
        self.size = size
        kept = list(hashes)
        levels = [level for level in range(size.bit_length() - 1, -1, -1) if size >> level & 1]
        if len(kept) != len(levels) or any(len(digest) != HASH for digest in kept):
            message = f"a tree of {size} leaves has {len(levels)} perfect subtrees of {HASH}-byte hashes; {len(kept)} were given."
            raise ValueError(message)
        self._at = dict(zip(levels, kept, strict=True))

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> "Frontier":
        return cls(size, [data[at : at + HASH] for at in range(0, len(data), HASH)])

    def to_bytes(self) -> bytes:
        return b"".join(self.hashes)

    @property
    def hashes(self) -> list[bytes]:
        return [self._at[level] for level in sorted(self._at, reverse=True)]

    def extend(self, leaves: Iterable[bytes]) -> list[tuple[int, int, bytes]]:
        """
        Append leaf hashes, level by level.

        :returns: the complete subtrees that became whole and are to be stored: (level, index, hash).
        """
        nodes, level, first = list(leaves), 0, self.size
        self.size += len(nodes)
        stored: list[tuple[int, int, bytes]] = []
        while nodes:
            if level and level % STORED == 0:
                stored += [(level, first + offset, digest) for offset, digest in enumerate(nodes)]
            if first & 1:
                nodes.insert(0, self._at.pop(level))
            if len(nodes) & 1:
                self._at[level] = nodes.pop()
            nodes = [node_hash(nodes[at], nodes[at + 1]) for at in range(0, len(nodes), 2)]
            # After an odd start was completed, the pair's parent is the one before (first + 1) / 2.
            first, level = first >> 1, level + 1
        return stored

    def root(self) -> bytes:
        found: bytes | None = None
        for level in sorted(self._at):
            found = self._at[level] if found is None else node_hash(self._at[level], found)
        return sha256(b"").digest() if found is None else found
