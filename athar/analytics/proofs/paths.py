"""
Making inclusion and consistency proofs (RFC 9162, 2.1.3.1 and 2.1.4.1) out of stored hashes.

The tree is read in tiles: 256 neighbours of one level, the leaves or every eighth level above them. All
siblings of a leaf on eight levels come out of one tile, and the ragged right edge of the tree out of one
more, so a proof among millions of leaves reads two tiles a level, each once.
"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from athar.analytics.proofs.merkle import node_hash, root

STORED = 8  # complete subtrees of 2**8, 2**16 … leaves have their hash stored
TILE = 1 << STORED


class Nodes(Protocol):
    """Where hashes are read from."""

    def leaves(self, start: int, stop: int) -> Sequence[bytes]:
        """The leaf hashes from start up to, without, stop."""

    def node(self, level: int, index: int) -> bytes | None:
        """The hash of the index-th complete subtree of 2**level leaves, level 8, 16 …; None where it is not stored."""


@runtime_checkable
class NodeRanges(Nodes, Protocol):
    """A reader that can give neighbouring nodes in one reading: one query instead of up to 256."""

    def nodes(self, level: int, start: int, stop: int) -> Sequence[bytes]:
        """The nodes of a level from start up to, without, stop, in order; fewer where some are not stored."""


def inclusion_path(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """
    PATH(index, D[size]): the siblings of a leaf, from the lowest upwards.

    :raises ValueError: when there is no such leaf in a tree of that size, or the reader lacks leaves.
    """
    if not 0 <= index < size:
        message = f"leaf {index} is not in a tree of {size} leaves; ask for one from 0 to {size - 1}."
        raise ValueError(message)
    tree = _Tiles(nodes, size)
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            path.append(tree.run(middle, stop))
            stop = middle
        else:
            path.append(tree.run(start, middle))
            start = middle
    return path[::-1]


def consistency_path(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """
    PROOF(old, D[new]): what shows that the first ``old`` leaves are still the first. Empty for 0 and for equal sizes.

    :raises ValueError: when old is larger than new or negative, or the reader lacks leaves.
    """
    if not 0 <= old <= new:
        message = (
            f"a tree of {new} leaves cannot have grown out of one of {old}; give the smaller size first."
        )
        raise ValueError(message)
    if old == 0:
        return []
    tree = _Tiles(nodes, new)
    path: list[bytes] = []
    start, stop = 0, new
    while stop != old:
        middle = start + _split(stop - start)
        if old <= middle:
            path.append(tree.run(middle, stop))
            stop = middle
        else:
            path.append(tree.run(start, middle))
            start = middle
    if start:  # otherwise the old root itself is the last step, and whoever checks has it
        path.append(tree.run(start, stop))
    return path[::-1]


def _split(count: int) -> int:
    """The largest power of two below ``count``, which is at least 2."""
    return 1 << (count - 1).bit_length() - 1


class _Tiles:
    """Hashes of the tree of the first ``size`` leaves, each tile read once."""

    def __init__(self, nodes: Nodes, size: int) -> None:
        self.reader, self.size = nodes, size
        self.kept: dict[tuple[int, int], Sequence[bytes]] = {}

    def run(self, start: int, stop: int) -> bytes:
        """The hash over leaves start…stop−1, where start is a multiple of the largest power of two in their number."""
        peaks = []
        while start < stop:
            level = (stop - start).bit_length() - 1
            peaks.append(self.subtree(level, start >> level))
            start += 1 << level
        found = peaks.pop()
        while peaks:
            found = node_hash(peaks.pop(), found)
        return found

    def subtree(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree of 2**level leaves."""
        base = level - level % STORED
        first = index << (level - base)
        tile, offset = divmod(first, TILE)
        if (base, tile) not in self.kept:
            self.kept[base, tile] = self.read(base, tile)
        return root(self.kept[base, tile][offset : offset + (1 << (level - base))])

    def read(self, level: int, tile: int) -> Sequence[bytes]:
        start, stop = tile * TILE, min((tile + 1) * TILE, self.size >> level)
        if level == 0:
            return self.leaves(start, stop)
        if isinstance(self.reader, NodeRanges):
            stored = self.reader.nodes(level, start, stop)
            if len(stored) == stop - start:
                return stored
        # What is not stored is made from the level below: slow, but a proof never fails for want of a cache.
        return [
            self.reader.node(level, index) or root(self.read(level - STORED, index))
            for index in range(start, stop)
        ]

    def leaves(self, start: int, stop: int) -> Sequence[bytes]:
        found = self.reader.leaves(start, stop)
        if len(found) != stop - start:
            message = f"{len(found)} of the leaf hashes {start} to {stop - 1} are there; the store is incomplete, verify it first."
            raise ValueError(message)
        return found
