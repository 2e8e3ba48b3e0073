"""
The Merkle tree of RFC 9162, section 2.1, over SHA-256: hashes, roots, and the checking of proofs.

Proofs are made in ``paths``. Nothing of that is used here, so that a mistake there cannot hide itself.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH = 32
EMPTY = sha256(b"").digest()  # the root of a tree without leaves


def leaf_hash(data: bytes) -> bytes:
    """HASH(0x00 || data): what stands in the tree for an entry. 32 bytes."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """HASH(0x01 || left || right). 32 bytes."""
    return sha256(b"\x01" + left + right).digest()


def parents(hashes: Iterable[bytes]) -> list[bytes]:
    """The node hashes over neighbours, two by two, in one go; a lone last hash has no parent here."""
    each = iter(hashes)
    return [sha256(b"\x01" + left + right).digest() for left, right in zip(each, each, strict=False)]


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes (not over the entries themselves); of no leaves it is SHA-256 of nothing."""
    if not leaves:
        return EMPTY
    level = list(leaves)
    while len(level) > 1:
        # A lone last hash moves up as it is, which makes the same tree as the RFC's recursion.
        lone = level[-1:] if len(level) & 1 else []
        level = parents(level) + lone
    return level[0]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """
    Whether the path leads from a leaf hash to the expected root (RFC 9162, 2.1.3.2, step by step).

    :param index: place of the leaf, from 0; ``size``: number of leaves under ``expected``.
    """
    if not 0 <= index < size or not _are_hashes(leaf, expected, *path):
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
    """
    Whether the tree of ``old`` leaves is a prefix of the one of ``new`` (RFC 9162, 2.1.4.2, step by step).

    The RFC speaks of 0 < old < new; equal sizes need equal roots, and the empty tree is a prefix of every tree.
    """
    if not 0 <= old <= new or not _are_hashes(old_root, new_root, *path):
        return False
    if old == new:
        return not path and old_root == new_root
    if old == 0:
        return not path and old_root == EMPTY
    if not path:
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


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH for value in values)
