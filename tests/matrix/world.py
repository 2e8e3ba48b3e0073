"""A small association with somebody of every role, and a way to sign each of them in."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from athar.direction.reporting.models import Report
from athar.direction.reporting.operations import approve, freeze, publish, write
from athar.direction.strategy.tests.catalogues import load_catalogues
from athar.engine.ledger.models import Record
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, headcount, service, sheet
from athar.engine.register.models import Initiative
from athar.foundation.evidence.models import Evidence
from athar.foundation.gate.key_rules import open_to
from athar.foundation.gate.keys import make_key
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Organisation, Person
from athar.foundation.people.queries import roles_of_person
from athar.foundation.people.tests.factories import (
    AccountFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
)
from athar.web.ui.doors import NO_ROLE, OTHERS, OWN, VISITOR

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
# Whoever holds a role only within a scope: which role, and within what.
MANAGER_OF_ONE, REVIEWER_OF_ONE = "manager of one initiative", "reviewer of one organisation"
NARROW = {MANAGER_OF_ONE: Role.PROGRAMME_MANAGER, REVIEWER_OF_ONE: Role.REVIEWER}
CALLERS = [VISITOR, NO_ROLE, *Role.values, *NARROW]
TEXT = {
    "ar": '# تقرير\n\nوصلنا إلى {{ figure "beneficiaries.reached" }}.\n\n## الوصول\n\n{{ chart "beneficiaries_by_initiative" }}\n',
    "en": '# Report\n\nWe reached {{ figure "beneficiaries.reached" }}.\n\n## Reach\n\n{{ chart "beneficiaries_by_initiative" }}\n',
}


def tell_the_planner() -> None:
    """
    Have the database look at its tables.

    Nothing here is ever committed, so it would not by itself; and a planner who takes every table for empty joins each
    with each, for minutes once some hold a few thousand rows.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@dataclass
class World:
    """
    Facts about two organisations and a minor.

    ``body`` is the organisation of everybody who knocks, ``other_body`` nobody's of them; ``maker`` enters things.
    What is of ``body`` is also of the ``forum``, what is not is of ``elsewhere``, so that both kinds of scope divide alike.
    """

    body: Organisation
    other_body: Organisation
    student: Person
    stranger: Person
    minor: Person
    maker: Person
    forum: Initiative
    elsewhere: Initiative
    evidence: Evidence
    other_evidence: Evidence
    people: dict[str, Person | None]
    browsers: dict[str, Client] = field(default_factory=dict)
    programs: dict[str, Client] = field(default_factory=dict)
    made: dict[tuple[str, str], dict[str, dict[str, Any]]] = field(default_factory=dict)

    def belongs(self, whose: str) -> dict[str, Any]:
        """The organisation and the initiative of a thing, by whose it is."""
        own = whose == OWN
        return {
            "organisation": self.body if own else self.other_body,
            "initiative": self.forum if own else self.elsewhere,
        }

    def record_of(self, person: Person) -> int:
        return Record.objects.get(person=person).position

    def person(self, pk: int) -> Person:
        return Person.objects.get(pk=pk)


def build() -> World:
    cache.clear()
    load_catalogues()
    body = OrganisationFactory(code="oasis", kind="university", name_en="Oasis University")
    other = OrganisationFactory(code="dunes", kind="school", name_en="Dunes School")
    people = {caller: _somebody(caller, body) for caller in CALLERS}
    maker = AccountFactory(person__name="ماجد الحربي").person
    world = World(
        body, other,
        student=PersonFactory(name="ليان الواحة", organisation=body, birth_date=date(1999, 1, 1)),
        stranger=PersonFactory(name="عمر الغامدي", organisation=other, birth_date=date(1990, 1, 1)),
        minor=PersonFactory(name="جود القرني", organisation=other, birth_date=date(2013, 1, 1)),
        maker=maker, forum=Initiative.objects.get(code="forum"), elsewhere=Initiative.objects.get(code="hackathon"),
        evidence=sheet(maker), other_evidence=sheet(maker, "يوم,العدد\n1,40\n"), people=people,
    )  # fmt: skip
    _fill(world)
    world.browsers = {caller: browser_of(person) for caller, person in people.items()}
    world.programs = {caller: program_of(person) for caller, person in people.items()}
    return world


def _somebody(caller: str, body: Organisation) -> Person | None:
    if caller == VISITOR:
        return None
    person = AccountFactory(
        person__name=f"نورة {caller}",
        person__organisation=body,
        email=f"{caller.replace(' ', '-')}@example.org",
    ).person
    if caller in NARROW:
        scope = {"initiative": "forum"} if caller == MANAGER_OF_ONE else {"organisation": body}
        RoleGrantFactory(person=person, role=NARROW[caller], since=LONG_AGO, **scope)
    elif caller != NO_ROLE:
        scope = body if caller == Role.PARTNER_MANAGER else None
        RoleGrantFactory(person=person, role=caller, organisation=scope, since=LONG_AGO)
    return person


def _fill(world: World) -> None:
    """A record of each person, a headcount, and a published report."""
    adults = (world.student, world.stranger, world.people[NO_ROLE])
    ages = {**dict.fromkeys(adults, "25-34"), world.minor: "10-14"}
    own = (world.student, world.people[NO_ROLE])
    facts = [
        service(person, **_belonging(world, OWN if person in own else OTHERS), age_group=age)
        for person, age in ages.items()
    ]
    post(
        [
            *facts,
            headcount(world.evidence, **_belonging(world, OWN)),
            headcount(world.other_evidence, **_belonging(world, OTHERS)),
        ],
        entered_by=world.maker, entered_at=NOON, approved_by=world.stranger, approved_at=NOON,
    )  # fmt: skip
    report = Report.objects.create(
        slug="annual-2023", kind="annual", period="2023", starts_on=date(2023, 1, 1), ends_on=date(2023, 12, 31),
        title_ar="التقرير السنوي 2023", title_en="Annual report 2023",
    )  # fmt: skip
    now, board = timezone.now(), world.people[Role.BOARD_MEMBER]
    revision = write(
        report=report, based_on=0, by=world.maker, at=now, source_ar=TEXT["ar"], source_en=TEXT["en"]
    )
    approve(revision=revision, by=board, at=now)
    publish(frozen=freeze(revision=revision, by=world.stranger, at=now), by=world.stranger, at=now)


def _belonging(world: World, whose: str) -> dict[str, Any]:
    body = world.belongs(whose)["organisation"]
    return {
        "initiative": world.belongs(whose)["initiative"],
        "organisation": body.code,
        "organisation_id": body.pk,
    }


def browser_of(person: Person | None) -> Client:
    """The browser in which that somebody is signed in; a visitor is signed in nowhere."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def program_of(person: Person | None) -> Client:
    """A program with a key for all that this somebody's roles open; without a key where they open nothing."""
    now = timezone.now()
    roles = roles_of_person(person, at=now) if person else frozenset()
    if person is None or not open_to(roles):
        return Client(raise_request_exception=False)
    _key, secret = make_key(
        account=person.account, name="مطابقة", scopes=open_to(roles), roles=roles, expires_at=now + timedelta(days=1), at=now
    )  # fmt: skip
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"})
