import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.analytics.proofs import Frontier, leaf_hash, root
from athar.analytics.proofs import frontier as module
from athar.analytics.proofs.tests import naive

ENTRIES = [b"record %d" % number for number in range(1_100)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 300), max_size=8))
def test_however_the_leaves_come_root_and_stored_nodes_are_the_same(portions):
    frontier, stored = Frontier(0, []), []
    for portion in portions:
        stored += frontier.extend(LEAVES[frontier.size : frontier.size + portion])
    size = min(sum(portions), len(LEAVES))
    assert (frontier.size, frontier.root()) == (size, naive.mth(ENTRIES[:size]))
    assert stored == [
        (8, index, naive.mth(ENTRIES[index << 8 : index + 1 << 8])) for index in range(size >> 8)
    ]


@settings(max_examples=25)
@given(st.integers(0, 1_100))
def test_a_frontier_kept_as_bytes_goes_on_where_it_stopped(size):
    frontier = Frontier(0, [])
    frontier.extend(LEAVES[:size])
    again = Frontier.from_bytes(size, frontier.to_bytes())
    assert again.hashes == frontier.hashes
    assert again.extend(LEAVES[size:]) == frontier.extend(LEAVES[size:])
    assert again.root() == root(LEAVES)


def test_the_frontier_is_the_perfect_subtrees_largest_first():
    frontier = Frontier(0, [])
    frontier.extend(LEAVES[:11])
    assert frontier.hashes == [naive.mth(ENTRIES[:8]), naive.mth(ENTRIES[8:10]), naive.mth(ENTRIES[10:11])]


def test_nodes_of_every_eighth_level_are_told_also_across_batches(monkeypatch):
    monkeypatch.setattr(module, "BATCH", 5)
    monkeypatch.setattr(module, "STORED", 2)
    stored = Frontier(0, []).extend(iter(LEAVES[:70]))
    spans = [
        (level, index, ENTRIES[index << level : index + 1 << level])
        for level in (2, 4, 6)
        for index in range(70 >> level)
    ]
    assert sorted(stored) == [(level, index, naive.mth(entries)) for level, index, entries in spans]


def test_of_nothing_the_root_is_the_hash_of_nothing():
    assert Frontier.from_bytes(0, b"").root() == naive.mth([])


@pytest.mark.parametrize(
    ("size", "data"), [(3, b"x" * 32), (1, b""), (0, b"x" * 32), (1, b"x" * 31), (2, b"x" * 40), (-1, b"")]
)
def test_a_frontier_of_another_size_is_refused(size, data):
    with pytest.raises(ValueError, match=f"a tree of {size} leaves has"):
        Frontier.from_bytes(size, data)


def test_data_in_place_of_its_hash_is_refused():
    frontier = Frontier(0, [])
    frontier.extend(LEAVES[:3])
    with pytest.raises(ValueError, match="among leaves 3 to 4 is one without 32 bytes"):
        frontier.extend([LEAVES[3], b"Sara came"])
