"""The Merkle tree of RFC 9162, section 2.1, over SHA-256: roots, inclusion and consistency, made and checked."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol

STORED = 8  # complete subtrees of 2**8, 2**16 … leaves have their hash stored


class Nodes(Protocol):
    """Where hashes are read from: all leaves, and the stored roots of complete subtrees."""

    def leaves(self, start: int, stop: int) -> Sequence[bytes]: ...
    def node(self, level: int, index: int) -> bytes | None: ...


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes (not over the leaves' data); of nothing it is the hash of nothing."""
    if not leaves:
        return sha256(b"").digest()
    level = list(leaves)
    while len(level) > 1:  # a lone last node moves up as it is: the same tree as the recursion of the RFC
        paired = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(level) - len(level) % 2 :]
    return level[0]


def inclusion_path(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """
    PATH(index, D[size]): siblings from the leaf upwards (RFC 9162, 2.1.3.1).

    :raises ValueError: when there is no such leaf in a tree of that size.
    """
    if not 0 <= index < size:
        message = f"leaf {index} is not in a tree of {size} leaves."
        raise ValueError(message)
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            path.append(_subtree(nodes, middle, stop))
            stop = middle
        else:
            path.append(_subtree(nodes, start, middle))
            start = middle
    return path[::-1]


def consistency_path(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """
    PROOF(old, D[new]) (RFC 9162, 2.1.4.1).

    :raises ValueError: when old is 0 or larger than new.
    """
    if not 0 < old <= new:
        message = f"no proof leads from a tree of {old} leaves to one of {new}."
        raise ValueError(message)
    path: list[bytes] = []
    start, stop, whole = 0, new, True
    while old != stop:
        middle = start + _split(stop - start)
        if old <= middle:
            path.append(_subtree(nodes, middle, stop))
            stop = middle
        else:
            path.append(_subtree(nodes, start, middle))
            start, whole = middle, False
    if not whole:
        path.append(_subtree(nodes, start, stop))
    return path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """Whether the path leads from the leaf's hash to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    fn, sn, found = index, size - 1, leaf
    for step in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            found = node_hash(step, found)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            found = node_hash(found, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and found == expected


def verify_consistency(old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether the old tree is a prefix of the new one (RFC 9162, 2.1.4.2)."""
    if old == new:
        return not path and old_root == new_root
    if not 0 < old < new or not path:
        return False
    steps = list(path) if old & (old - 1) else [old_root, *path]
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            before, after = node_hash(step, before), node_hash(step, after)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            after = node_hash(after, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and before == old_root and after == new_root


def _split(count: int) -> int:
    """The largest power of two below ``count``."""
    return 1 << (count - 1).bit_length() - 1


def _subtree(nodes: Nodes, start: int, stop: int) -> bytes:
    """The hash over a run of leaves, from stored hashes wherever a complete stored subtree lies in it."""
    count = stop - start
    if count <= 1 << STORED:
        level = count.bit_length() - 1
        if level == STORED and count == 1 << STORED and (stored := nodes.node(STORED, start >> STORED)) is not None:
            return stored
        return root(nodes.leaves(start, stop))
    level = count.bit_length() - 1
    if count == 1 << level and level % STORED == 0 and (stored := nodes.node(level, start >> level)) is not None:
        return stored
    middle = start + _split(count)
    return node_hash(_subtree(nodes, start, middle), _subtree(nodes, middle, stop))
