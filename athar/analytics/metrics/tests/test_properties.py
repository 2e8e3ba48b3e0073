"""What holds for any association whatever."""

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from . import by_hand
from .association import SARA, Association
from .chance import drawn

SEEDS = st.integers(0, 10**6)
SERVED = "beneficiaries.identified"
quick = settings(max_examples=12, deadline=None)


def found(association: Association, *codes: str) -> dict[str, object]:
    asked = codes or by_hand.figures(Association()).keys()
    return {code: result.value for code, result in association.figures(asked).items()}


@quick
@given(SEEDS)
def test_the_engine_counts_as_one_counts_by_hand(seed: int) -> None:
    association = drawn(seed)

    assert found(association) == by_hand.figures(association)


@quick
@given(SEEDS)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    association = drawn(seed)
    before = found(association)

    for rows in (association.entries, association.memberships, association.withheld, association.rates):
        random.Random(seed).shuffle(rows)

    assert found(association) == before


@quick
@given(
    SEEDS,
    st.sampled_from(["pending", "rejected"]),
    st.sampled_from(["service", "headcount", "hours", "target"]),
)
def test_an_entry_that_nobody_approved_changes_nothing(seed: int, standing: str, kind: str) -> None:
    association = drawn(seed)
    before = found(association)

    facts = (
        {"headcount": 9}
        if kind in ("headcount", "target")
        else {"person": 77, "quantity": "9", "level": "general"}
    )
    association.propose(kind, standing, **facts)

    assert found(association) == before


@quick
@given(SEEDS, st.sampled_from(["service", "completion", "headcount", "hours", "response"]))
def test_to_record_and_to_reverse_is_to_do_nothing(seed: int, kind: str) -> None:
    association = drawn(seed)
    before = found(association)

    facts = {"headcount": 9} if kind == "headcount" else {"person": 77, "quantity": "9", "level": "general"}
    association.reverse(association.record(kind, "trainers", **facts), on=date(2024, 5, 1))

    assert found(association) == before


@quick
@given(SEEDS, st.integers(0, 11), st.integers(0, 11))
def test_merging_never_raises_a_count_of_persons(seed: int, one: int, other: int) -> None:
    association = drawn(seed)
    apart = found(association, SERVED, "beneficiaries.participations", "volunteers.active")

    clusters = {by_hand.cluster(association, one), by_hand.cluster(association, other)}
    together = [person for person in range(12) if by_hand.cluster(association, person) in clusters]
    association.memberships = [row for row in association.memberships if row["person"] not in together]
    association.merge(*together, into=5000)

    merged = found(association, SERVED, "beneficiaries.participations", "volunteers.active")
    assert all(apart[code] - 1 <= merged[code] <= apart[code] for code in (SERVED, "volunteers.active"))  # type: ignore[operator]
    assert merged["beneficiaries.participations"] <= apart["beneficiaries.participations"]  # type: ignore[operator]


@quick
@given(SEEDS)
def test_persons_are_never_more_than_their_participations(seed: int) -> None:
    figures = found(drawn(seed), SERVED, "beneficiaries.participations")

    assert figures[SERVED] <= figures["beneficiaries.participations"]  # type: ignore[operator]


@quick
@given(SEEDS)
def test_withdrawing_consent_never_raises_a_figure(seed: int) -> None:
    association = drawn(seed)
    before = found(association)

    association.withhold(SARA, "consent_withdrawn", date(2023, 1, 1))

    assert all(value <= before[code] for code, value in found(association).items())  # type: ignore[operator]
