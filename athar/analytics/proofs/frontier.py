"""The growing edge of a tree: enough of it to append and to tell the root, in a few hashes."""

from collections.abc import Iterable
from itertools import islice

from athar.analytics.proofs.merkle import EMPTY, HASH, node_hash, parents
from athar.analytics.proofs.paths import STORED

BATCH = 1 << 16  # leaves hashed together: bounds memory, and loops run inside the interpreter's own code

StoredNode = tuple[int, int, bytes]


class Frontier:
    """
    The roots of the perfect subtrees a tree of ``size`` leaves falls into, largest first (a compact range).

    :raises ValueError: when the number or length of the hashes does not fit the size.
    """

    def __init__(self, size: int, hashes: Iterable[bytes]) -> None:
        kept = list(hashes)
        levels = [level for level in range(size.bit_length() - 1, -1, -1) if size >> level & 1]
        if size < 0 or len(kept) != len(levels) or any(len(digest) != HASH for digest in kept):
            message = (
                f"a tree of {size} leaves has {len(levels)} perfect subtrees with hashes of {HASH} bytes, and {len(kept)} pieces were given; "
                "size and hashes must come from one state."
            )
            raise ValueError(message)
        self.size = size
        self._at = dict(zip(levels, kept, strict=True))

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> "Frontier":
        """:raises ValueError: when the bytes are not the frontier of a tree of that size."""
        return cls(size, [data[at : at + HASH] for at in range(0, len(data), HASH)])

    def to_bytes(self) -> bytes:
        """The hashes, largest subtree first, 32 bytes each; the size is kept beside them."""
        return b"".join(self.hashes)

    @property
    def hashes(self) -> list[bytes]:
        return [self._at[level] for level in sorted(self._at, reverse=True)]

    def extend(self, leaves: Iterable[bytes]) -> list[StoredNode]:
        """
        Append leaf hashes.

        :returns: the subtrees of 2**8, 2**16 … leaves that became complete, to be stored: (level, index, hash).
        :raises ValueError: when one is no hash; the frontier is then to be thrown away.
        """
        each, stored = iter(leaves), []
        while batch := list(islice(each, BATCH)):
            stored += self._append(batch)
        return stored

    def _append(self, hashes: list[bytes]) -> list[StoredNode]:
        if set(map(len, hashes)) != {HASH}:
            message = f"among leaves {self.size} to {self.size + len(hashes) - 1} is one without {HASH} bytes; append leaf_hash(data), not data."
            raise ValueError(message)
        level, first = 0, self.size
        self.size += len(hashes)
        stored: list[StoredNode] = []
        while hashes:
            if level and level % STORED == 0:
                stored += [(level, index, digest) for index, digest in enumerate(hashes, start=first)]
            if first & 1:  # its left neighbour was waiting here
                hashes.insert(0, self._at.pop(level))
            if len(hashes) & 1:
                self._at[level] = hashes.pop()
            hashes = parents(hashes)
            level, first = level + 1, first >> 1
        return stored

    def root(self) -> bytes:
        """The root of the tree so far."""
        found: bytes | None = None
        for level in sorted(self._at):
            found = self._at[level] if found is None else node_hash(self._at[level], found)
        return EMPTY if found is None else found
