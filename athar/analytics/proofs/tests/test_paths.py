"""The making of proofs: equal to the recursion, few readings, and accepted by the independent check."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.analytics.proofs import (
    consistency_path,
    frontier,
    inclusion_path,
    leaf_hash,
    paths,
    root,
    verify_consistency,
    verify_inclusion,
)
from athar.analytics.proofs.tests import naive
from athar.analytics.proofs.tests.cast import RangeStore, Store

ENTRIES = [b"record %d" % number for number in range(800)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
STORES = [Store(LEAVES), RangeStore(LEAVES), Store(LEAVES, stored=False)]
MANY = 67_000  # just over 2**16: two stored levels


@pytest.fixture(scope="module")
def many():
    store = RangeStore(leaf_hash(b"%d" % number) for number in range(MANY))
    store.root = root(store.all)
    return store


@pytest.fixture
def tiles_of_four(monkeypatch):
    """Stored levels 2, 4, 6 instead of 8, 16, 24: deep trees of tiles out of few leaves."""
    for module in (paths, frontier):
        monkeypatch.setattr(module, "STORED", 2)
    monkeypatch.setattr(paths, "TILE", 4)


@pytest.mark.parametrize("kind", [Store, RangeStore])
@pytest.mark.parametrize("size", [15, 16, 17, 63, 64, 70, 85])
def test_deep_trees_of_tiles_have_exactly_the_paths_of_the_recursion(tiles_of_four, kind, size):
    store = kind(LEAVES[:size])
    assert {level for level, _ in store.kept} == set(range(2, size.bit_length(), 2))
    for index in range(0, size, 3):
        assert inclusion_path(store, index, size) == naive.path(index, ENTRIES[:size])
        assert consistency_path(store, index + 1, size) == naive.proof(index + 1, ENTRIES[:size])


@pytest.mark.parametrize("store", STORES)
def test_small_trees_have_exactly_the_paths_of_the_recursion(store):
    for size in range(1, 21):
        for index in range(size):
            assert inclusion_path(store, index, size) == naive.path(index, ENTRIES[:size])
        for old in range(1, size + 1):
            assert consistency_path(store, old, size) == naive.proof(old, ENTRIES[:size])


@settings(max_examples=25, deadline=None)
@given(
    st.data(),
    st.sampled_from(STORES),
    st.integers(1, len(ENTRIES)) | st.sampled_from([255, 256, 257, 511, 512, 513, 768]),
)
def test_larger_trees_have_exactly_the_paths_of_the_recursion(data, store, size):
    index = data.draw(st.integers(0, size - 1))
    assert inclusion_path(store, index, size) == naive.path(index, ENTRIES[:size])
    assert consistency_path(store, index + 1, size) == naive.proof(index + 1, ENTRIES[:size])


@pytest.mark.parametrize("index", [0, 255, 256, 65_535, 65_536, MANY - 1])
def test_proofs_over_two_stored_levels_are_accepted_and_read_little(many, index):
    many.readings = many.leaves_read = many.nodes_read = 0
    path = inclusion_path(many, index, MANY)
    assert many.readings <= 5
    assert many.leaves_read <= 512
    assert many.nodes_read <= 2 * 512
    assert verify_inclusion(many.all[index], index, MANY, path, many.root)


@pytest.mark.parametrize("old", [300, 65_536])
def test_a_large_tree_is_proved_to_have_grown_out_of_a_smaller_one(many, old):
    path = consistency_path(many, old, MANY)
    assert verify_consistency(old, MANY, path, root(many.all[:old]), many.root)


def test_a_store_without_ranges_gives_the_same_proof_in_more_readings(many):
    plain = Store([])
    plain.all, plain.kept = many.all, many.kept
    assert inclusion_path(plain, 40_000, MANY) == inclusion_path(many, 40_000, MANY)
    assert plain.nodes_read <= 2 * 512


def test_a_node_that_is_not_stored_is_made_from_the_leaves_below_it():
    store = RangeStore(LEAVES)
    del store.kept[8, 1]
    assert inclusion_path(store, 3, 800) == naive.path(3, ENTRIES)


def test_equal_trees_and_the_empty_tree_need_no_proof():
    assert consistency_path(Store(LEAVES), 800, 800) == []
    assert consistency_path(Store(LEAVES), 0, 800) == []


@pytest.mark.parametrize("index", [-1, 800])
def test_a_leaf_outside_the_tree_has_no_path(index):
    with pytest.raises(ValueError, match=f"leaf {index} is not in a tree of 800 leaves"):
        inclusion_path(Store(LEAVES), index, 800)


@pytest.mark.parametrize(("old", "new"), [(801, 800), (-1, 800)])
def test_a_tree_grows_only_out_of_smaller_ones(old, new):
    with pytest.raises(ValueError, match="cannot have grown out of"):
        consistency_path(Store(LEAVES), old, new)


def test_a_store_that_lost_leaves_says_so():
    store = Store(LEAVES)
    store.all = store.all[:700]
    with pytest.raises(ValueError, match="0 of the leaf hashes 768 to 799 are there"):
        inclusion_path(store, 600, 800)
