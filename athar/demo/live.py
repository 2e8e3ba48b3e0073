"""
Opportunities that are open when the demonstration is built, with shifts in the days to come.

The one part of the demonstration that depends on the day: a visitor should be able to sign up at once. Nothing of it
is a record of the ledger, so no figure depends on it.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from athar.demo.world import World
from athar.engine.journeys.models import Session
from athar.foundation.core.dates import RIYADH, riyadh_day
from athar.foundation.core.yamls import read_yaml
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import (
    add_shift,
    draft_opportunity,
    publish_opportunity,
    sign_up,
    submit_opportunity,
)

DATA = Path(__file__).parent / "data" / "opportunities.yaml"
WRITER, REVIEWER = "noura", "khalid"
TEXTS = ("summary", "description", "charter", "place")
PLAIN = ("level", "field", "choosing", "least_age", "remote", "training", "expenses", "insurance")
WRITTEN, PUBLISHED = timedelta(days=6), timedelta(days=4)  # before the day of the building
FILLED = ("digital-companions", 0)  # whose shift has no seat left, so that a visitor meets a waiting list


def offer_all(world: World, *, at: datetime) -> None:
    """Publish every opportunity of the file, and fill a shift of one of them."""
    offered = {entry["code"]: _offer(world, entry, at) for entry in read_yaml(DATA)}
    opportunity = offered[FILLED[0]]
    for person in _grown_ups(world, opportunity, at=at):
        _seat(opportunity, FILLED[1], person, at)


def _offer(world: World, entry: Mapping[str, Any], at: datetime) -> Opportunity:
    writer, reviewer = world.staff[WRITER], world.staff[REVIEWER]
    days = list(_days(entry["shifts"], riyadh_day(at)))
    opportunity = draft_opportunity(
        initiative=world.initiatives[entry["initiative"]], organisation=world.bodies[entry["organisation"]],
        code=entry["code"], names=(entry["name"]["ar"], entry["name"]["en"]),
        starts_on=days[0], ends_on=days[-1], by=writer, details=details_of(entry),
    )  # fmt: skip
    for day in days:
        _shift(opportunity, entry["shifts"], day)
    opportunity = submit_opportunity(opportunity=opportunity, by=writer, at=at - WRITTEN)
    return publish_opportunity(opportunity=opportunity, by=reviewer, at=at - PUBLISHED)


def details_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an opportunity that a file tells."""
    texts = {
        f"{name}_{language}": entry[name][language].strip() for name in TEXTS for language in ("ar", "en")
    }
    return texts | {name: entry[name] for name in PLAIN if name in entry} | {"region_id": entry.get("region")}


def _days(shifts: Mapping[str, Any], today: date) -> Iterator[date]:
    for number in range(shifts["times"]):
        yield today + timedelta(days=shifts["first"] + number * shifts["every"])


def _shift(opportunity: Opportunity, shifts: Mapping[str, Any], day: date) -> Session:
    begin, end = (datetime.combine(day, time.fromisoformat(shifts[side]), RIYADH) for side in ("from", "to"))
    return add_shift(
        opportunity=opportunity, names=(shifts["name"]["ar"], shifts["name"]["en"]), starts_at=begin, ends_at=end,
        capacity=shifts["seats"],
    )  # fmt: skip


def _grown_ups(world: World, opportunity: Opportunity, *, at: datetime) -> list[Person]:
    """As many of the crowd as its shift has seats, who agreed to take part and are old enough."""
    born_before = riyadh_day(at).replace(day=1) - timedelta(days=366 * (opportunity.least_age + 1))
    willing = (
        human.row for human in world.crowd.humans
        if human.joined and not human.consents_itself and human.free and human.born < born_before
    )  # fmt: skip
    return [
        person
        for person, _seat in zip(willing, range(_shifts(opportunity)[FILLED[1]].capacity), strict=False)
    ]


def _shifts(opportunity: Opportunity) -> list[Session]:
    return list(opportunity.edition.sessions.order_by("starts_at"))


def _seat(opportunity: Opportunity, number: int, person: Person, at: datetime) -> None:
    session = _shifts(opportunity)[number]
    sign_up(
        opportunity=opportunity, person=person, by=person, at=at, answers={"charter": True}, session=session
    )
