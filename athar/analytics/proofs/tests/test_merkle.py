"""Roots, and the checking of proofs, against the RFC's own recursion and its worked example."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.analytics.proofs import leaf_hash, node_hash, root, verify_consistency, verify_inclusion
from athar.analytics.proofs.tests import naive

# The entries that implementations of Certificate Transparency test with, and their roots.
ENTRIES = [
    bytes.fromhex(data)
    for data in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SMALL = [b"record %d" % number for number in range(24)]


def hashes(entries):
    return [leaf_hash(entry) for entry in entries]


def mutations(path):
    """The path with one hash changed, dropped, doubled or swapped, and cut or lengthened."""
    for at, step in enumerate(path):
        yield [*path[:at], bytes([step[0] ^ 1]) + step[1:], *path[at + 1 :]]
        yield [*path[:at], *path[at + 1 :]]
        yield [*path[:at], step, *path[at:]]
        yield [*path[:at], step[:-1], *path[at + 1 :]]
    for at in range(len(path) - 1):
        yield [*path[:at], path[at + 1], path[at], *path[at + 2 :]]
    yield [*path, sha256(b"more").digest()]


@pytest.mark.parametrize("size", range(9))
def test_the_known_trees_have_their_known_roots(size):
    assert root(hashes(ENTRIES[:size])).hex() == ROOTS[size] == naive.mth(ENTRIES[:size]).hex()


def test_leaves_and_nodes_are_hashed_apart():
    left, right = b"l" * 32, b"r" * 32
    assert leaf_hash(b"") == sha256(b"\x00").digest()
    assert node_hash(left, right) == sha256(b"\x01" + left + right).digest()
    assert leaf_hash(left + right) != node_hash(left, right)


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_the_root_is_the_one_of_the_recursion(entries):
    assert root(hashes(entries)) == naive.mth(entries)


def test_the_example_of_the_rfc_with_seven_leaves_is_checked():
    a, b, c, d, e, f, j = hashes(SMALL[:7])
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, m = node_hash(g, h), node_hash(i, j)
    whole = node_hash(k, m)
    assert verify_inclusion(a, 0, 7, [b, h, m], whole)
    assert verify_inclusion(d, 3, 7, [c, g, m], whole)
    assert verify_inclusion(e, 4, 7, [f, j, k], whole)
    assert verify_inclusion(j, 6, 7, [i, k], whole)
    assert verify_consistency(3, 7, [c, d, g, m], node_hash(g, c), whole)
    assert verify_consistency(4, 7, [m], k, whole)
    assert verify_consistency(6, 7, [i, j, k], node_hash(k, i), whole)


@pytest.mark.parametrize("size", range(1, 19))
def test_every_leaf_is_proved_at_its_own_place_only(size):
    entries = SMALL[:size]
    whole, leaves = naive.mth(entries), hashes(entries)
    for index in range(size):
        path = naive.path(index, entries)
        proved = [
            place
            for place in range(-1, size + 2)
            if verify_inclusion(leaves[index], place, size, path, whole)
        ]
        assert proved == [index]
        assert [leaf for leaf in leaves if verify_inclusion(leaf, index, size, path, whole)] == [
            leaves[index]
        ]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13, 16])
def test_an_altered_inclusion_path_proves_nothing(size):
    entries = SMALL[:size]
    for index in range(size):
        leaf, whole = leaf_hash(entries[index]), naive.mth(entries)
        for path in mutations(naive.path(index, entries)):
            assert not verify_inclusion(leaf, index, size, path, whole)


@pytest.mark.parametrize("new", range(1, 17))
def test_every_tree_is_consistent_with_its_prefixes_and_an_altered_path_proves_nothing(new):
    entries = SMALL[:new]
    whole = naive.mth(entries)
    for old in range(1, new + 1):
        before, path = naive.mth(entries[:old]), naive.proof(old, entries)
        assert verify_consistency(old, new, path, before, whole)
        forged = naive.mth([b"forged", *entries[1:old]])
        assert not verify_consistency(old, new, path, forged, whole)
        assert not verify_consistency(old, new, path, before, naive.mth([*entries[:-1], b"forged"]))
        assert not any(verify_consistency(old, new, bad, before, whole) for bad in mutations(path))


def test_the_empty_tree_is_a_prefix_of_every_tree_and_nothing_else_has_its_size():
    empty, whole = naive.mth([]), naive.mth(SMALL)
    assert verify_consistency(0, 24, [], empty, whole)
    assert verify_consistency(0, 0, [], empty, empty)
    assert not verify_consistency(0, 24, [], whole, whole)
    assert not verify_consistency(0, 24, [whole], empty, whole)


def test_no_tree_shrinks():
    assert not verify_consistency(24, 23, [], naive.mth(SMALL), naive.mth(SMALL[:23]))
    assert not verify_consistency(-1, 23, [], naive.mth([]), naive.mth(SMALL[:23]))


def test_a_path_of_the_wrong_length_proves_nothing_even_to_the_root_it_leads_to():
    a, b, c, d, e = hashes(SMALL[:5])
    ab, cd = node_hash(a, b), node_hash(c, d)
    assert not verify_inclusion(a, 0, 1, [b], node_hash(b, a))
    assert not verify_inclusion(a, 0, 2, [b, c], node_hash(c, ab))
    assert not verify_inclusion(a, 0, 4, [b], ab)
    assert verify_consistency(3, 4, [c, d, ab], node_hash(ab, c), node_hash(ab, cd))
    before, after = node_hash(e, node_hash(ab, c)), node_hash(e, node_hash(ab, cd))
    assert not verify_consistency(3, 4, [c, d, ab, e], before, after)
    assert not verify_consistency(1, 4, [b], a, ab)


def test_what_is_no_hash_of_32_bytes_proves_nothing_even_to_the_root_it_leads_to():
    a, long = leaf_hash(b"a"), b"x" * 33
    assert not verify_inclusion(a, 0, 2, [long], node_hash(a, long))
    assert not verify_inclusion(long, 0, 1, [], long)
    assert not verify_consistency(1, 2, [long], a, node_hash(a, long))
