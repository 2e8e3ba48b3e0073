"""Each trap leaves the figure as it is, and would move it were its guard not there."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from athar.analytics.metrics import GUARDS, Period

from .association import KHALID, NOURA, OMAR, SARA, Association, frame, without

DAY = date(2023, 7, 1)


def honest() -> Association:
    """Sara and Khalid were served, 100 more were counted, and Noura gave 4.50 hours."""
    association = Association()
    association.record("service", "digital", person=SARA)
    association.record("training", "schools", person=KHALID)
    association.record("headcount", "ramadan", headcount=100)
    association.record("hours", "ramadan", person=NOURA, quantity="4.50", level="general")
    return association


def rejected_headcount(association: Association) -> None:
    association.propose("headcount", "rejected", "ramadan", headcount=5000)


def pending_headcount(association: Association) -> None:
    association.propose("headcount", "pending", "ramadan", headcount=5000)


def unapproved_hours(association: Association) -> None:
    association.propose("hours", "pending", "ramadan", person=OMAR, quantity="3.00", level="general")


def withdrawn_consent(association: Association) -> None:
    association.record("service", "digital", person=OMAR)
    association.withhold(OMAR, "consent_withdrawn", since=date(2023, 6, 1))


def withdrawn_consent_of_a_volunteer(association: Association) -> None:
    association.record("hours", "ramadan", person=OMAR, quantity="3.00", level="general")
    association.withhold(OMAR, "consent_withdrawn", since=DAY)


def revoked_guardian_approval(association: Association) -> None:
    association.record("service", "schools", person=OMAR)
    association.withhold(OMAR, "guardian_revoked", since=DAY, initiative="schools")


def a_mistake_corrected(association: Association) -> None:
    association.reverse(association.record("headcount", "ramadan", headcount=900))


def a_mistake_corrected_next_year(association: Association) -> None:
    association.reverse(association.record("service", "digital", person=OMAR), on=date(2024, 2, 1))


TRAPS: list[tuple[Callable[[Association], None], tuple[str, ...], str]] = [
    (rejected_headcount, ("approved",), "beneficiaries.headcount"),
    (pending_headcount, ("approved",), "beneficiaries.reached"),
    (unapproved_hours, ("approved",), "hours.approved"),
    (unapproved_hours, ("approved",), "volunteers.active"),
    (withdrawn_consent, ("consent_in_force",), "beneficiaries.identified"),
    (withdrawn_consent, ("consent_in_force",), "beneficiaries.participations"),
    (withdrawn_consent_of_a_volunteer, ("consent_in_force",), "hours.approved"),
    (revoked_guardian_approval, ("guardian_approval_in_force",), "beneficiaries.reached"),
    (a_mistake_corrected, ("not_reversed",), "beneficiaries.headcount"),
    (a_mistake_corrected, ("not_reversal",), "beneficiaries.headcount"),
    (a_mistake_corrected_next_year, ("not_reversed",), "beneficiaries.identified"),
]


@pytest.mark.parametrize(
    ("spring", "guards", "code"), TRAPS, ids=lambda value: getattr(value, "__name__", str(value))
)
def test_a_trap_moves_a_figure_only_where_its_guard_is_missing(
    spring: Any, guards: tuple[str, ...], code: str
) -> None:
    before = honest().figure(code)
    association = honest()
    spring(association)

    assert association.figure(code) == before
    assert association.figure(code, frame(guards=without(*guards))) > before


def test_every_guard_has_a_trap_that_shows_what_it_is_for() -> None:
    shown = {name for _, guards, _ in TRAPS for name in guards} | {"below_cutoff"}

    assert shown == {guard.name for guard in GUARDS}


def test_a_record_beyond_the_cutoff_is_not_seen_yet() -> None:
    association = honest()
    association.record("headcount", "ramadan", headcount=7)

    assert association.figure("beneficiaries.headcount", frame(size=4)) == 100
    assert association.figure("beneficiaries.headcount", frame(size=4, guards=without("below_cutoff"))) == 107
    assert association.figure("beneficiaries.headcount", frame(size=5)) == 107


def test_a_correction_beyond_the_cutoff_corrects_nothing_yet() -> None:
    association = honest()
    association.reverse(2)

    assert association.figure("beneficiaries.headcount", frame(size=4)) == 100
    assert association.figure("beneficiaries.headcount") == 0


@pytest.mark.parametrize("standing", ["pending", "rejected"])
def test_a_correction_that_nobody_approved_corrects_nothing(standing: str) -> None:
    association = honest()
    association.propose("headcount", standing, "ramadan", headcount=100, corrects=2)

    assert association.figure("beneficiaries.headcount") == 100


def test_spelling_variants_of_one_person_count_once() -> None:
    association = honest()
    association.record("service", "digital", person=OMAR)
    assert association.figure("beneficiaries.identified") == 3

    association.merge(SARA, OMAR)

    assert association.figure("beneficiaries.identified") == 2
    assert association.figure("beneficiaries.participations") == 2


def test_a_merge_counts_from_the_moment_it_was_decided_until_it_is_undone() -> None:
    association = honest()
    decided, undone = datetime(2024, 1, 10, tzinfo=UTC), datetime(2024, 2, 10, tzinfo=UTC)
    association.merge(SARA, KHALID, since=decided, until=undone)
    instants = [datetime(2024, 1, 9, tzinfo=UTC), decided, datetime(2024, 2, 9, 23, tzinfo=UTC), undone]

    assert [association.figure("beneficiaries.identified", frame(at=at)) for at in instants] == [2, 1, 1, 2]
    assert association.figure("beneficiaries.identified") == 2


def test_somebody_in_two_clusters_at_once_doubles_no_hours() -> None:
    association = honest()
    association.merge(NOURA, into=50)
    association.merge(NOURA, into=51)

    assert association.figure("hours.approved") == honest().figure("hours.approved")
    assert association.figure("volunteers.active") == 1


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2024, 1, 1)])
def test_a_record_dated_just_outside_the_year_belongs_to_another_year(day: date) -> None:
    association = honest()
    association.record("headcount", "ramadan", on=day, headcount=5000)

    assert association.figure("beneficiaries.headcount") == 100
    assert association.figure("beneficiaries.headcount", frame(Period.years(2022, 2024))) == 5100


@pytest.mark.parametrize(
    ("day", "counted"),
    [(date(2023, 5, 31), 1), (date(2023, 6, 1), 0), (date(2023, 8, 31), 0), (date(2023, 9, 1), 1)],
)
def test_consent_is_asked_of_the_day_something_happened(day: date, counted: int) -> None:
    association = Association()
    association.record("service", person=SARA, on=day)
    association.withhold(SARA, "consent_withdrawn", since=date(2023, 6, 1), until=date(2023, 9, 1))

    assert association.figure("beneficiaries.identified") == counted


def test_approval_revoked_for_one_initiative_leaves_the_others() -> None:
    association = Association()
    association.record("service", "schools", person=SARA)
    association.record("service", "digital", person=SARA)
    association.withhold(SARA, "guardian_revoked", since=DAY, initiative="schools")

    assert association.figure("beneficiaries.participations") == 1


def test_two_reasons_to_withhold_strike_a_record_once() -> None:
    association = honest()
    association.record("hours", person=SARA, quantity="2.00", level="general")
    association.withhold(SARA, "consent_withdrawn", since=DAY)
    association.withhold(SARA, "guardian_revoked", since=DAY)
    association.withhold(SARA, "consent_withdrawn", since=date(2023, 1, 1), initiative="digital")

    assert association.figure("hours.approved") == honest().figure("hours.approved")


def test_volunteers_and_respondents_are_no_beneficiaries() -> None:
    association = honest()
    association.record("hours", person=OMAR, quantity="1.00", level="general")
    association.record("response", person=OMAR, quantity=1)
    association.record("target", headcount=9000)

    assert association.figure("beneficiaries.reached") == honest().figure("beneficiaries.reached")
