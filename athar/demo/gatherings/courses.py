"""Courses, clubs and clinics."""

from collections.abc import Callable
from math import ceil

from athar.demo.crowd import Human
from athar.demo.days import days, is_school_day, spread
from athar.demo.gatherings.base import Attendee, Gathering, Roll, pieces
from athar.demo.orders import UNIT_BODIES
from athar.foundation.people.models import Organisation

PROGRAMME, CLUB, CLINIC = 50, 30, 26  # people at most in one


def cohorts(size: int, *, from_share: float) -> Callable[[Roll], list[Gathering]]:
    """Courses of at most ``size`` people that end on days spread over the later part of the edition."""

    def split(roll: Roll) -> list[Gathering]:
        found: list[Gathering] = []
        regions = {region for region, _ in roll.places}
        for region, place in roll.places:
            # Whoever lives elsewhere comes to the first place.
            here = [
                human
                for human in roll.humans
                if (human.home if human.home in regions else roll.places[0][0]) == region
            ]
            count = ceil(len(here) / size)
            dates = spread(roll.open_days(from_share=from_share), count)
            for day, humans in zip(dates, pieces(here, count), strict=True):
                found.append(roll.gathering(len(found) + 1, day, (region, place), roll.attendees(humans)))
        return found

    return split


def solutions(roll: Roll) -> list[Gathering]:
    """Programmes with bodies of one region."""
    bodies = [
        body
        for body in roll.world.bodies.values()
        if body.kind in {"government", "association", "university"}
    ]
    found: list[Gathering] = []
    for region in sorted({human.home for human in roll.humans}):
        here = roll.living_in(region)
        local = [body for body in bodies if body.region_id == region]
        count = ceil(len(here) / PROGRAMME)
        open_days = roll.open_days(from_share=0.1)
        later = open_days[roll.rng.randrange(len(open_days) // 2) :]  # regions do not all begin on one day
        for day, humans in zip(spread(later, count), pieces(here, count), strict=True):
            body = roll.rng.choice(local) if local else None
            found.append(roll.gathering(len(found) + 1, day, (region, ""), roll.attendees(humans, body)))
    return found


def digital(roll: Roll) -> list[Gathering]:
    """Modules finished at home, on any day of the year; the platform reports them week by week."""
    first = roll.edition.starts_on
    open_days = list(days(first, roll.last_day))
    weeks: dict[int, list[Attendee]] = {}
    moments = sorted(roll.rng.choices(open_days, k=len(roll.humans)))
    for day, human in zip(moments, roll.humans, strict=True):
        weeks.setdefault((day - first).days // 7, []).append(Attendee(human, "training", day=day))
    return [
        Gathering(
            max(attendee.day or first for attendee in week),
            f"{roll.edition.code}-w{number + 1:02d}",
            "",
            "",
            week,
        )
        for number, week in weeks.items()
    ]


def schools(roll: Roll) -> list[Gathering]:
    """Clubs of pupils, school by school; each pupil is recorded on the club's first day of service."""
    open_days = [day for day in days(roll.edition.starts_on, roll.last_day) if is_school_day(day)]
    by_school: dict[Organisation, list[Human]] = {}
    for human in roll.humans:
        if human.row.organisation is not None:
            by_school.setdefault(human.row.organisation, []).append(human)
    found: list[Gathering] = []
    for school, pupils in by_school.items():
        count = ceil(len(pupils) / CLUB)
        dates = spread(open_days[roll.rng.randrange(12) :], count)
        for day, humans in zip(dates, pieces(pupils, count), strict=True):
            attendees = roll.attendees(humans, school)
            found.append(roll.gathering(len(found) + 1, day, ("SA-04", school.name_ar), attendees))
    return found


def units(roll: Roll) -> list[Gathering]:
    """A course at each of the forty-five bodies, for its own people and for guests of the same region."""
    by_body: dict[Organisation, list[Human]] = {body: [] for body in roll.world.bodies_called(*UNIT_BODIES)}
    guests: list[Human] = []
    for human in roll.humans:
        own = human.row.organisation
        (guests if own is None or own not in by_body else by_body[own]).append(human)
    for guest in guests:
        smallest = min(
            (body for body in by_body if body.region_id == guest.home), key=lambda body: len(by_body[body])
        )
        by_body[smallest].append(guest)
    dates = spread(roll.open_days(), len(by_body))
    roll.rng.shuffle(dates)
    return [
        roll.gathering(number, day, (str(body.region_id), body.name_ar), roll.attendees(humans, body))
        for number, (day, (body, humans)) in enumerate(zip(dates, by_body.items(), strict=True), start=1)
    ]


def specialised(roll: Roll) -> list[Gathering]:
    """Clinics, advice desks and workshops, in turn."""
    found: list[Gathering] = []
    for region in ("SA-04", "SA-02"):
        places = [at for at in roll.places if at[0] == region]
        here = roll.living_in(region)
        count = ceil(len(here) / CLINIC)
        dates = spread(roll.open_days(), count)
        for number, (day, humans) in enumerate(zip(dates, pieces(here, count), strict=True)):
            found.append(
                roll.gathering(len(found) + 1, day, places[number % len(places)], roll.attendees(humans))
            )
    return found
