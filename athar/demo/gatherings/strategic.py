"""The four strategic initiatives: forum, leaders, incubator and hackathon."""

from datetime import timedelta

from athar.demo.days import spread
from athar.demo.gatherings.base import Attendee, Gathering, Roll, pieces
from athar.demo.orders import LOOKS


def forum(roll: Roll) -> list[Gathering]:
    """Two days, four halls; everybody is recorded on the day they first came."""
    edition = roll.edition
    seats = [
        (day, f"{turn}-{hall}", at)
        for turn, day in enumerate((edition.starts_on, edition.ends_on), start=1)
        for hall, at in enumerate(roll.places, start=1)
    ]
    return [
        Gathering(day, f"{edition.code}-{seat}", *at, roll.attendees(humans))
        for (day, seat, at), humans in zip(seats, pieces(roll.humans, len(seats)), strict=True)
    ]


def leaders(roll: Roll) -> list[Gathering]:
    """Six cohorts; who passed the assessment has completed, the rest took part."""
    everybody = len(roll.humans)
    completed = everybody if roll.order.completed is None else roll.order.completed
    marks = ["completion"] * completed + ["training"] * (everybody - completed)
    roll.rng.shuffle(marks)
    attendees = [Attendee(human, mark) for human, mark in zip(roll.humans, marks, strict=True)]
    dates = spread(roll.open_days(from_share=0.5), 6)
    return [
        roll.gathering(number, day, roll.places[0], list(cohort))
        for number, (day, cohort) in enumerate(zip(dates, pieces(attendees, 6), strict=True), start=1)
    ]


def in_teams(roll: Roll) -> list[Gathering]:
    """Incubator and hackathon: teams come in rounds; each member is recorded when the team first meets its mentor."""
    # The hackathon's teams are the later ones of the list, so that some go on into the next incubator.
    teams, many = roll.world.bodies_called("team"), roll.order.teams
    teams = teams[:many] if roll.code == "incubator" else teams[-many:]
    by_team = [
        [Attendee(human, LOOKS[roll.code].kind, team, {"team": team.code}) for human in members]
        for team, members in zip(teams, pieces(roll.humans, many), strict=True)
    ]
    first = roll.edition.starts_on
    dates = (
        [first, first + timedelta(days=1)] if roll.code == "hackathon" else spread(roll.open_days(), 10)[:8]
    )
    return [
        roll.gathering(number, day, roll.places[0], [attendee for team in some for attendee in team])
        for number, (day, some) in enumerate(zip(dates, pieces(by_team, len(dates)), strict=True), start=1)
    ]
