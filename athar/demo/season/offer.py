"""The opportunity of the season: written by one person, published by another, closed and evaluated when it is over."""

from collections.abc import Sequence
from datetime import datetime

from athar.demo.live import details_of
from athar.demo.season.evenings import Evening
from athar.demo.season.steps import moment_of, season
from athar.demo.world import World
from athar.engine.journeys.models import Session
from athar.engine.register.models import Edition
from athar.foundation.places.models import Region
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import (
    add_shift,
    close_opportunity,
    evaluate_opportunity,
    publish_opportunity,
    submit_opportunity,
)

WRITER, REVIEWER = "noura", "khalid"
CAPACITY = 7  # seats of a site on a night; five or six of them are taken


def enter(world: World, edition: Edition, evenings: Sequence[Evening]) -> None:
    """Put every step of it on the timeline."""
    writer, reviewer = world.staff[WRITER], world.staff[REVIEWER]
    made: list[Opportunity] = []

    def write(_at: datetime) -> None:
        made.append(_written(world, edition))
        regions = Region.objects.in_bulk()
        for evening in evenings:
            evening.session = _shift(made[0], evening, regions[evening.site["region"]])

    def submit(at: datetime) -> None:
        submit_opportunity(opportunity=made[0], by=writer, at=at)

    def publish(at: datetime) -> None:
        publish_opportunity(opportunity=made[0], by=reviewer, at=at, closes_at=moment_of("applied", hour=0))

    def close(at: datetime) -> None:
        close_opportunity(opportunity=made[0], by=reviewer, at=at)

    def evaluate(at: datetime) -> None:
        evaluate_opportunity(opportunity=made[0], by=writer, at=at, lessons=season()["lessons"])

    for deed, step in (
        (write, "written"), (submit, "submitted"), (publish, "published"), (close, "closed"), (evaluate, "evaluated"),
    ):  # fmt: skip
        world.timeline.at(moment_of(step), deed)


def _written(world: World, edition: Edition) -> Opportunity:
    """As ``draft_opportunity`` writes one, for an edition that the register brings along."""
    return Opportunity.objects.create(
        edition=edition, organisation=world.bodies["association"], written_by=world.staff[WRITER],
        **details_of(season()["opportunity"]),
    )  # fmt: skip


def _shift(opportunity: Opportunity, evening: Evening, region: Region) -> Session:
    names = season()["shift"]
    return add_shift(
        opportunity=opportunity, names=(f"{names['ar']}: {evening.site['name_ar']}", f"{names['en']}: {evening.site['name_en']}"),
        starts_at=evening.begin, ends_at=evening.end, capacity=CAPACITY, region=region,
        place_ar=evening.site["name_ar"], place_en=evening.site["name_en"],
    )  # fmt: skip
