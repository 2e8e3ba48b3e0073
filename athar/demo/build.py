"""
The demonstration association, built from individual records.

Everything is drawn first, then written in the order in which it would have happened. The clock is that of
the facts: no figure depends on the day of the building, and building again gives the same. Only what is open to sign up for
lies in the days after it.
"""

import gc
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from shutil import rmtree

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, transaction
from django.utils import timezone

from athar.demo import (
    abilities,
    assessments,
    breaches,
    consents,
    content,
    headcounts,
    hours,
    injuries,
    joining,
    knowledge,
    live,
    participations,
    present,
    reports,
    requests,
    retention,
    rolls,
    season,
    targets,
    volunteers,
)
from athar.demo.cast import people
from athar.demo.copying import copy_models, know_the_tables
from athar.demo.crowd import Human
from athar.demo.orders import LAST_DAY
from athar.demo.pupils import a_pupil
from athar.demo.rolls import Reserved
from athar.demo.traps import TRAPS, Ground
from athar.demo.world import World, begin
from athar.direction.strategy import catalogue as strategy
from athar.engine.ledger import posting
from athar.engine.ledger.models import Head, Record, SignedHead
from athar.engine.ledger.signing import sign_head
from athar.engine.register import catalogue as register
from athar.engine.register.models import Initiative
from athar.foundation.core.dates import RIYADH
from athar.foundation.evidence.models import Evidence
from athar.foundation.people.models import Account, Membership, Person

Progress = Callable[[float, str], None]
UPLOADS = (
    "evidence",
    "imports",
    "content",
    "admissions",
)  # folders of the file store that belong to rows of the database
FIRST_YEAR = 2020


def is_built() -> bool:
    """Whether the database holds anything a demonstration would mix with."""
    return Initiative.objects.exists() or Record.objects.exists()


class NotOurs(RuntimeError):
    """The database holds what no demonstration put there."""


def erase() -> None:
    """
    Remove a demonstration, or nothing at all: drop the schema, since the ledger's tables refuse to forget a row, and the files kept with it.

    The tables must be made again by ``migrate``.

    :raises NotOurs: when the database holds data and the people of the demonstration are not in it.
    """
    if _holds_other_data():
        message = (
            "the database holds an association that is no demonstration, and nothing was removed; "
            "to begin with an empty one, set DATABASE_URL or ATHAR_DATA_DIR to another."
        )
        raise NotOurs(message)
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    posting._known.clear()
    ContentType.objects.clear_cache()
    if isinstance(default_storage, FileSystemStorage):
        for folder in UPLOADS:
            rmtree(Path(default_storage.location) / folder, ignore_errors=True)


def _holds_other_data() -> bool:
    if Initiative._meta.db_table not in connection.introspection.table_names():
        return False
    emails = [member.email for member in people()]
    return is_built() and Account.objects.filter(email__in=emails).count() < len(emails)


def build(*, progress: Progress) -> dict[str, int]:
    """
    Build everything in one transaction: it is there whole, or not at all.

    :param progress: told the share that is done, 0 to 1, and what is being done.
    :returns: how many records, persons, pieces of evidence, merges and signed heads there are.
    """
    # Half a million objects live until the end: looking for garbage among them takes a sixth of the time.
    gc.disable()
    try:
        return _build(progress)
    finally:
        gc.enable()


@transaction.atomic
def _build(progress: Progress) -> dict[str, int]:
    with connection.cursor() as cursor:
        # Tens of thousands of foreign keys checked as they come, instead of piling up until the end.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    progress(0.0, "initiatives and plans")
    register.load()
    strategy.load()
    progress(0.05, "people")
    world = begin()
    _draw_and_enter(world)
    progress(0.2, "people")
    world.crowd.write()
    progress(0.35, "records")
    world.timeline.run(lambda share: progress(0.35 + 0.65 * share, "records"))
    live.offer_all(world, at=timezone.now())
    abilities.declare_all(world, at=timezone.now())
    assessments.assess(world, at=timezone.now())
    injuries.report_all(world)
    know_the_tables()
    return {
        "records": Head.objects.get().size,
        "persons": Person.objects.count(),
        "evidence": Evidence.objects.count(),
        "merges": Membership.objects.count(),
        "signed_heads": SignedHead.objects.count(),
    }


def _draw_and_enter(world: World) -> None:
    """Draw people, then put everything they do on the timeline; nothing about them is written yet."""
    traps = [trap() for trap in TRAPS]
    reserved: dict[rolls.Key, Reserved] = {}
    sara = world.human("sara", "SA-02")
    guests = [sara, *_cast_on_rolls(world, reserved)]
    for trap in traps:
        trap.prepare(world, reserved)
    drawn = rolls.draw(world, reserved)
    helpers = volunteers.draw(world, drawn, sara)
    world.crowd.number()
    participations.enter_all(world, drawn)
    headcounts.enter_all(world)
    season.enter_all(world, helpers)
    hours.enter_all(world, helpers)
    knowledge.enter_all(world)
    targets.enter_all(world)
    ground = Ground(world, drawn, helpers)
    for trap in traps:
        trap.plant(ground)
    present.enter_all(world, drawn, helpers, sara)
    reports.publish_all(world)
    content.publish_all(world)
    breaches.practise(world)
    requests.answer_all(world)
    joining.enter_all(world)
    retention.clear_out(world)
    _sign_monthly(world)
    world.desk.close()
    everybody = [*guests, *world.crowd.humans]
    world.timeline.first(lambda: consents.write([*ground.consents, *consents.given(everybody)]))
    world.timeline.first(lambda: copy_models([*ground.approvals, *consents.approvals(everybody)]))


def _cast_on_rolls(world: World, reserved: dict[rolls.Key, Reserved]) -> list[Human]:
    """Yahya was accredited in 2022; Abdulrahman's daughter is in a school club."""
    yahya = world.human("yahya", "SA-09")
    reserved.setdefault((2022, "trainers"), Reserved()).new.append(yahya)
    father = world.human("abdulrahman", "SA-04")
    school = world.bodies["school-e-05"]
    daughter = a_pupil(world, school, father, world.edition(2023, "schools").ends_on, gender="female")
    reserved.setdefault((2023, "schools"), Reserved()).new.append(daughter)
    return [yahya]


def _sign_monthly(world: World) -> None:
    """A signed head on the first morning of each month."""
    for month in range(12 * FIRST_YEAR, 12 * LAST_DAY.year + LAST_DAY.month):
        at = datetime.combine(date(month // 12, month % 12 + 1, 1), time(6), tzinfo=RIYADH)
        world.timeline.at(at, lambda moment: sign_head(at=moment))
