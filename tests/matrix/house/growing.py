"""The same association with many more of everything that addresses name, with more in its ledger, and more to read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from athar.direction.content.tests.saying import said
from athar.direction.reporting.models import Report
from athar.engine.journeys.models import Case, Enrolment, Workflow
from athar.engine.journeys.operations import change_capacity, publish_workflow, take_seat
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, headcount, service
from athar.engine.register.models import Initiative
from athar.foundation.admissions.tests.factories import GuardianLinkFactory
from athar.foundation.people.choices import Role
from athar.foundation.people.models import CustomRole
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.models import Group, Opportunity
from athar.initiatives.volunteering.tests.factories import published
from athar.web.ui.doors import NO_ROLE, OWN
from tests.matrix.knocking import makers
from tests.matrix.world import World, tell_the_planner

TIMES = 10
RECORDS = 30
SHELVES = ("news", "library", "disclosure")


@contextmanager
def grown(world: World) -> Iterator[None]:
    """
    Ten times more of what there was one or three of, and thirty more records, people, initiatives, reports and texts.

    Gone afterwards. Of their own, whoever holds no role has more; of the association's, the programme manager.
    """
    with transaction.atomic():
        for room, make in makers():
            person = world.people[Role.PROGRAMME_MANAGER if room == "workspace" else NO_ROLE]
            for _ in range(TIMES):
                make(world, person)
        _fill_the_ledger(world)
        _write(world)
        _offer(world)
        tell_the_planner()
        yield
        transaction.set_rollback(True)
    cache.clear()


def _fill_the_ledger(world: World) -> None:
    """Of everybody who knocks, of others, of a minor, and of counted people: any page of a list shows some of each."""
    callers = [person for person in world.people.values() if person]
    people = [*callers, *PersonFactory.create_batch(RECORDS, organisation=world.body)]
    facts = []
    for how_many, person in enumerate(people, start=1):
        facts += [service(person, world.forum), headcount(world.evidence, world.forum, how_many)]
    facts.append(service(world.minor, world.forum, date(2023, 5, 10), age_group="10-14"))
    post(facts, entered_by=world.maker, entered_at=NOON, approved_by=world.stranger, approved_at=NOON)


def _write(world: World) -> None:
    for number in range(TIMES):
        Initiative.objects.create(
            code=f"more-{number}", number=100 + number, name_ar=f"مبادرة {number}", name_en=f"Initiative {number}",
            summary_ar="تخدم", summary_en="Serves", started_in=2023,
        )  # fmt: skip
        Report.objects.create(
            slug=f"more-{number}", kind="annual", period="2023", starts_on=date(2023, 1, 1), ends_on=date(2023, 12, 31),
            title_ar=f"تقرير {number}", title_en=f"Report {number}",
        )  # fmt: skip
        for shelf in SHELVES:
            said(shelf, f"more-{number}", writer=world.maker, publisher=world.people[Role.EXECUTIVE])


def _offer(world: World) -> None:
    """What a thing is made of once, whoever knocks: opportunities, who applied and has a seat there, guardians, drawn roles."""
    now, executive, somebody = timezone.now(), world.people[Role.EXECUTIVE], world.people[NO_ROLE]
    first = Opportunity.objects.get(edition__code="of-the-body")
    shift = change_capacity(session=first.edition.sessions.earliest("pk"), capacity=3 * TIMES, at=now)
    for number in range(TIMES):
        offered = published(
            world.maker, executive, at=now, code=f"more-{number}", choosing="chosen", **world.belongs(OWN)
        )
        another = PersonFactory()
        for call, person in ((offered.call, somebody), (first.call, another)):
            Case.objects.create(
                call=call,
                version=call.workflow,
                person=person,
                state="sent",
                moves=1,
                begun_at=now,
                begun_by=person,
            )
        Enrolment.objects.create(edition=first.edition, part="volunteer", person=another, since=now)
        take_seat(session=shift, person=another, by=another, at=now)
        Group.objects.create(session=shift, leader=another, name=f"فريق {number}", size=2, begun_at=now)
        GuardianLinkFactory(child=PersonFactory(birth_date=world.minor.birth_date))
        workflow = Workflow.objects.create(
            code=f"more-{number}",
            name_ar=f"مسار {number}",
            name_en=f"Workflow {number}",
            draft=first.call.workflow.data,
        )
        publish_workflow(workflow=workflow, by=world.maker, at=now)
        CustomRole.objects.create(
            code=f"more-{number}", name_ar=f"دور {number}", name_en=f"Role {number}", places=["records"], acts=["decide_facts"],
            changed_at=now, changed_by=world.maker, reason="تكليف",
        )  # fmt: skip
