"""
Opportunities that are open when the demonstration is built, with shifts in the days to come.

The one part of the demonstration that depends on the day: a visitor should be able to sign up at once. Nothing of it
is a record of the ledger, so no figure depends on it.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from athar.demo.world import World
from athar.engine.journeys.models import Session
from athar.foundation.core.dates import RIYADH, riyadh_day
from athar.foundation.core.yamls import read_yaml
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.choices import Can
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import (
    add_shift,
    ask_availability,
    draft_opportunity,
    publish_opportunity,
    say_availability,
    sign_up,
    submit_opportunity,
)

DATA = Path(__file__).parent / "data" / "opportunities.yaml"
WRITER, REVIEWER = "noura", "khalid"
TEXTS = ("summary", "description", "charter", "place")
PLAIN = (
    "level", "field", "choosing", "least_age", "remote", "skills", "qualifications", "training", "expenses", "insurance",
    "group_least", "group_most",
)  # fmt: skip
WRITTEN, PUBLISHED = timedelta(days=6), timedelta(days=4)  # before the day of the building
ASKED, ASKING = "digital-companions", 9  # where so many more take part and say which shifts they can take
FILLED = (
    "digital-companions",
    "hospital-guides",
)  # whose first shift has no seat left: one meets a waiting list, or takes attendance
WAITED, UNTIL = timedelta(days=2), timedelta(days=2)  # asked so long before the building, until so long after
SAID = (Can.CAN, Can.PREFERS, Can.CANNOT, Can.CAN, Can.CANNOT)
HALF_AN_HOUR = timedelta(minutes=30)


def offer_all(world: World, *, at: datetime) -> None:
    """Publish every opportunity of the file, and fill the first shift of two of them."""
    offered = {entry["code"]: _offer(world, entry, at) for entry in read_yaml(DATA)}
    for opportunity in (offered[code] for code in FILLED):
        for person in _grown_ups(world, opportunity, at=at)[: _first_shift(opportunity).capacity]:
            _seat(opportunity, person, at)
    _ask_who_can(world, offered[ASKED], at)


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
    """As many of the crowd as its shift has seats and some more, who agreed to take part and are old enough."""
    born_before = riyadh_day(at).replace(day=1) - timedelta(days=366 * (opportunity.least_age + 1))
    willing = (
        human.row for human in world.crowd.humans
        if human.joined and not human.consents_itself and human.free and human.born < born_before
    )  # fmt: skip
    return list(islice(willing, _first_shift(opportunity).capacity + ASKING))


def _ask_who_can(world: World, opportunity: Opportunity, at: datetime) -> None:
    """Some take part and say which of its shifts they can take, each otherwise; nobody made a roster of it yet."""
    shifts = list(opportunity.edition.sessions.order_by("starts_at").values_list("pk", flat=True))[1:]
    more = _grown_ups(world, opportunity, at=at)[_first_shift(opportunity).capacity :]
    for person in more:
        sign_up(
            opportunity=opportunity, person=person, by=person, at=at - PUBLISHED, answers={"charter": True}
        )
    ask_availability(opportunity=opportunity, until=at + UNTIL, by=world.staff[WRITER], at=at - WAITED)
    for number, person in enumerate(more):
        answers = {key: SAID[(3 * number + 2 * place) % len(SAID)] for place, key in enumerate(shifts)}
        most = 1 + number % 3
        say_availability(
            opportunity=opportunity, people=[person.pk], answers=answers, most=most, at=at - WAITED
        )


def _first_shift(opportunity: Opportunity) -> Session:
    return opportunity.edition.sessions.earliest("starts_at")


def _seat(opportunity: Opportunity, person: Person, at: datetime) -> None:
    sign_up(
        opportunity=opportunity, person=person, by=person, at=at - PUBLISHED, answers={"charter": True},
        session=_first_shift(opportunity),
    )  # fmt: skip
