"""Chance falls the same way every time."""

from dataclasses import replace
from datetime import date

import pytest

from athar.demo import participations, rolls
from athar.demo.chance import stream
from athar.demo.crowd import Crowd
from athar.demo.orders import orders
from athar.demo.rolls import Reserved
from athar.demo.sheets import HALF_HOURS, tally
from athar.demo.world import begin
from athar.engine.register import catalogue


def test_a_stream_falls_as_it_fell_when_this_was_written():
    assert [stream("forum").randrange(1000) for _ in range(2)] == [stream("forum").randrange(1000)] * 2
    assert stream("forum").random() != stream("leaders").random()


def test_two_crowds_from_one_stream_are_the_same_people():
    crowds = [Crowd(stream("crowd")) for _ in range(2)]
    first, second = (
        [
            (human.row.ref, human.row.name, human.born, human.row.national_id)
            for human in (crowd.add(home="SA-01", ages=(18, 40), on=date(2023, 1, 1)) for _ in range(50))
        ]
        for crowd in crowds
    )
    assert first == second


@pytest.mark.parametrize("count", [0, 1, 7, 380, 400])
def test_a_tally_adds_up(count):
    parts = tally(stream("tally"), count)
    assert (sum(parts), len(parts)) == (count, len(HALF_HOURS))
    assert min(parts) >= 0


def test_drawing_twice_gives_the_same_records(db, monkeypatch):
    some = {
        2021: {"youth": replace(orders()[2021]["youth"], people=30)},
        2022: {"trainers": orders()[2022]["trainers"]},
    }
    monkeypatch.setattr(rolls, "orders", lambda: some)
    monkeypatch.setattr(participations, "orders", lambda: some)
    catalogue.load()
    seen = []
    world = begin()
    for _ in range(2):
        world.crowd = Crowd(stream("crowd"))
        world.desk.batches.clear()
        drawn = rolls.draw(world, {(2022, "trainers"): Reserved()})
        participations.enter_all(world, drawn)
        seen.append([
            (key, fact.occurred_on, fact.person_ref, fact.age_group, fact.session)
            for key, batch in world.desk.batches.items()
            for _, part in batch.parts
            for fact in part
        ])  # fmt: skip
    assert seen[0] == seen[1]
    assert len(seen[0]) == 80
