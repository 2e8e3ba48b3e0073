"""
Opportunities that are open when the demonstration is built, with shifts in the days to come.

The one part of the demonstration that depends on the day: a visitor should be able to sign up at once. Nothing of it
is a record of the ledger, so no figure depends on it.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
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
PLAIN = (
    "level", "field", "choosing", "least_age", "remote", "skills", "qualifications", "training", "expenses", "insurance",
)  # fmt: skip
WRITTEN, PUBLISHED = timedelta(days=6), timedelta(days=4)  # before the day of the building
FILLED = (
    "digital-companions",
    "hospital-guides",
)  # whose first shift has no seat left: one meets a waiting list, or takes attendance
HALF_AN_HOUR = timedelta(minutes=30)


def offer_all(world: World, *, at: datetime) -> None:
    """Publish every opportunity of the file, and fill the first shift of two of them."""
    offered = {entry["code"]: _offer(world, entry, at) for entry in read_yaml(DATA)}
    for opportunity in (offered[code] for code in FILLED):
        for person in _grown_ups(world, opportunity, at=at):
            _seat(opportunity, person, at)


def _offer(world: World, entry: Mapping[str, Any], at: datetime) -> Opportunity:
    writer, reviewer = world.staff[WRITER], world.staff[REVIEWER]
    times = list(_times(entry["shifts"], at))
    days = [riyadh_day(begin) for begin, _end in times]
    opportunity = draft_opportunity(
        initiative=world.initiatives[entry["initiative"]], organisation=world.bodies[entry["organisation"]],
        code=entry["code"], names=(entry["name"]["ar"], entry["name"]["en"]),
        starts_on=days[0], ends_on=days[-1], by=writer, details=details_of(entry),
    )  # fmt: skip
    for begin, end in times:
        add_shift(
            opportunity=opportunity, names=(entry["shifts"]["name"]["ar"], entry["shifts"]["name"]["en"]), starts_at=begin, ends_at=end,
            capacity=entry["shifts"]["seats"],
        )  # fmt: skip
    opportunity = submit_opportunity(opportunity=opportunity, by=writer, at=at - WRITTEN)
    return publish_opportunity(opportunity=opportunity, by=reviewer, at=at - PUBLISHED)


def details_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an opportunity that a file tells."""
    texts = {
        f"{name}_{language}": entry[name][language].strip() for name in TEXTS for language in ("ar", "en")
    }
    return texts | {name: entry[name] for name in PLAIN if name in entry} | {"region_id": entry.get("region")}


def _times(shifts: Mapping[str, Any], at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """When each shift begins and ends: by the clock, or so many hours from the next half hour on (``hours``)."""
    for number in range(shifts["times"]):
        later = timedelta(days=shifts["first"] + number * shifts["every"])
        if "hours" in shifts:
            begin = _next_half_hour(at) + later
            yield begin, begin + timedelta(hours=shifts["hours"])
        else:
            day = riyadh_day(at) + later
            begin, end = (
                datetime.combine(day, time.fromisoformat(shifts[side]), RIYADH) for side in ("from", "to")
            )
            yield begin, end


def _next_half_hour(at: datetime) -> datetime:
    since_midnight = timedelta(hours=at.hour, minutes=at.minute)
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + HALF_AN_HOUR * (since_midnight // HALF_AN_HOUR + 1)


def _grown_ups(world: World, opportunity: Opportunity, *, at: datetime) -> list[Person]:
    """As many of the crowd as its shift has seats, who agreed to take part and are old enough."""
    born_before = riyadh_day(at).replace(day=1) - timedelta(days=366 * (opportunity.least_age + 1))
    willing = (
        human.row for human in world.crowd.humans
        if human.joined and not human.consents_itself and human.free and human.born < born_before
    )  # fmt: skip
    return [person for person, _seat in zip(willing, range(_first_shift(opportunity).capacity), strict=False)]


def _first_shift(opportunity: Opportunity) -> Session:
    return opportunity.edition.sessions.earliest("starts_at")


def _seat(opportunity: Opportunity, person: Person, at: datetime) -> None:
    sign_up(
        opportunity=opportunity, person=person, by=person, at=at - PUBLISHED, answers={"charter": True},
        session=_first_shift(opportunity),
    )  # fmt: skip
