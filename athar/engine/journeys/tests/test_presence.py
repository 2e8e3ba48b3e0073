"""However phones say it, and in whatever order, when somebody was there comes out the same."""

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from athar.engine.journeys.presence import FAR, SAME, STILL, Clock, Doubt, Mark, presence, telling

BEGIN, END = datetime(2027, 2, 10, 17, tzinfo=UTC), datetime(2027, 2, 10, 21, tzinfo=UTC)
SEQUENCES = int(os.environ.get("ATHAR_SEQUENCES", "500"))  # ten thousand of them take a quarter of a minute


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def came(number: float, nonce: str = "a", **more) -> Mark:
    return Mark(nonce, leaves=False, at=BEGIN + minutes(number), **more)


def went(number: float, nonce: str = "b", **more) -> Mark:
    return Mark(nonce, leaves=True, at=BEGIN + minutes(number), **more)


def read(*marks: Mark):
    return presence(marks, begin=BEGIN, end=END)


def test_from_coming_to_going_counts_within_the_time_of_the_session():
    assert read(came(0), went(240)).minutes == 240
    assert read(came(-30), went(250)).minutes == 240
    assert read(came(10.5), went(100)).minutes == 89
    assert read(came(0, "a"), went(60, "b"), came(120, "c"), went(240, "d")).minutes == 180


def test_a_forgotten_end_is_shown_and_never_credited():
    found = read(came(5))
    assert found.minutes == 0
    assert found.open_since == BEGIN + minutes(5)
    assert found.doubts == {Doubt.NO_END}
    assert read(went(200)).doubts == {Doubt.NO_START}


def test_one_mark_sent_twice_is_one_and_two_phones_at_one_door_agree():
    assert read(came(0), came(0), went(240), went(240)).doubts == set()
    assert read(came(0, "a"), came(3, "c"), went(240, "b"), went(244, "d")) == read(came(0), went(240))


def test_two_arrivals_far_apart_are_a_conflict_that_is_shown():
    assert read(came(0, "a"), came(90, "c"), went(240)).doubts == {Doubt.TWICE}
    assert read(came(0), went(100, "b"), went(240, "d")).doubts == {Doubt.TWICE}


def test_a_clock_that_runs_wrong_is_put_right_and_one_that_was_set_meanwhile_is_not_trusted():
    late = Clock(minutes(47), minutes(49))
    assert read(came(-47, clock=late), went(193, clock=late)) == read(came(0), went(240))
    jumped = Clock(minutes(0), minutes(60))
    assert Doubt.CLOCK in read(came(0, clock=jumped), went(240)).doubts


def test_what_tells_of_a_clock_arrives_from_two_hours_before_the_session_until_two_days_after_the_last_mark():
    late = END + timedelta(days=1)
    assert telling([END, late], begin=BEGIN) == (BEGIN - FAR, late + STILL)
    # Marks that arrive before that came with a sending, which tells of them.
    early = BEGIN - timedelta(days=1)
    assert telling([early], begin=BEGIN) == (early, early + STILL)


@pytest.mark.parametrize(
    ("mark", "doubt"),
    [
        (came(0, lost=True), Doubt.LOST_PHONE),
        (came(0, proven=False), Doubt.CODE),
        (came(0, shown_at=BEGIN - minutes(4)), Doubt.CODE),
        (came(-121), Doubt.FAR_OFF),
        (came(362), Doubt.FAR_OFF),
    ],
)
def test_what_cannot_be_trusted_is_said(mark, doubt):
    assert doubt in read(mark).doubts


@dataclass(frozen=True)
class Sending:
    """A batch as it reaches us: what the device's clock showed when it was sent, and when it arrived."""

    device: str
    sent: datetime
    arrived: datetime
    marks: tuple[Mark, ...]


def history(chance: Random) -> tuple[list[Mark], dict[str, timedelta]]:
    """What truly happened at one door, and how far the clock of each device is off."""
    devices = {name: minutes(chance.uniform(-600, 600)) for name in "xyz"[: chance.randint(1, 3)]}
    marks, moment = [], BEGIN - minutes(chance.uniform(0, 20))
    for number in range(chance.choice([2, 2, 2, 4, 6])):
        leaves = number % 2 == 1
        marks.append(Mark(f"n{number}", leaves, moment, device=chance.choice(list(devices))))
        if chance.random() < 0.2:  # somebody else at the door scans them too
            again = moment + minutes(chance.uniform(0, SAME.seconds / 60))
            marks.append(Mark(f"n{number}+", leaves, again, device=chance.choice(list(devices))))
        moment += minutes(chance.uniform(25, 60))
    return marks, devices


def sendings(chance: Random, truth: list[Mark], off: dict[str, timedelta]) -> list[Sending]:
    """How it is told: by each device in several batches, some of them again, each some minutes on its way at most."""
    found = []
    for device, difference in off.items():
        own = [replace(mark, at=mark.at - difference) for mark in truth if mark.device == device]
        for _ in range(chance.randint(2, 3)):
            left = END + minutes(chance.uniform(0, 24 * 60))
            arrived = left + timedelta(seconds=chance.uniform(0, 20))
            some = [mark for mark in own if chance.random() < 0.5]
            found.append(Sending(device, left - difference, arrived, tuple(some)))
        last = END + minutes(25 * 60)
        found.append(Sending(device, last - difference, last + timedelta(seconds=2), tuple(own)))
    return found


def on_other_days(chance: Random, off: dict[str, timedelta]) -> list[Sending]:
    """What the devices send before and after, by clocks that were set meanwhile or by networks that stall."""
    found = []
    for device in off:
        for moment in (BEGIN - timedelta(days=30), END + timedelta(days=30)):
            arrived = moment + minutes(chance.uniform(-60, 60))
            found.append(Sending(device, arrived - minutes(chance.uniform(-600, 600)), arrived, ()))
    return found


def clocks_of(batches: list[Sending]) -> dict[str, Clock]:
    """By what arrived around the session, from when each mark came first."""
    first: dict[tuple[str, str], datetime] = {}
    for batch in batches:
        for mark in batch.marks:
            here = (batch.device, mark.nonce)
            first[here] = min(first.get(here, batch.arrived), batch.arrived)
    clocks = {}
    for device in {device for device, _nonce in first}:
        since, until = telling((at for (of, _nonce), at in first.items() if of == device), begin=BEGIN)
        theirs = [batch for batch in batches if batch.device == device and since <= batch.arrived <= until]
        differences = [batch.arrived - batch.sent for batch in theirs]
        clocks[device] = Clock(min(differences), max(differences))
    return clocks


def told(batches: list[Sending]):
    clocks = clocks_of(batches)
    return read(*(replace(mark, clock=clocks[batch.device]) for batch in batches for mark in batch.marks))


def test_generated_sequences_of_devices_that_were_offline_converge_to_one_result():
    for seed in range(SEQUENCES):
        chance = Random(seed)
        truth, off = history(chance)
        batches = sendings(chance, truth, off)
        found = told(batches)
        assert told(batches + on_other_days(chance, off)) == found, seed
        shuffled = chance.sample(batches, len(batches)) + chance.sample(batches, len(batches) // 2)
        assert told(shuffled) == found, seed
        expected = read(*truth)
        assert found.doubts == expected.doubts, seed
        # A network's few seconds may cost each stretch a minute at either end, and no more.
        assert abs(found.minutes - expected.minutes) <= len(expected.stretches), seed


def test_a_phone_that_is_lost_leaves_what_the_others_say():
    for seed in range(SEQUENCES // 5):
        chance = Random(seed)
        truth, off = history(chance)
        kept = [batch for batch in sendings(chance, truth, off) if batch.device != "x"]
        found = told(kept)
        assert told(chance.sample(kept, len(kept))) == found
        alone = read(*(mark for mark in truth if mark.device != "x"))
        assert found.doubts == alone.doubts
        assert (found.open_since is None) == (alone.open_since is None)
