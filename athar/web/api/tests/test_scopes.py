"""A program in the name of somebody whose role holds within one initiative."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from athar.engine.ledger.models import Proposal
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, InitiativeFactory, service
from athar.foundation.core.identity import fake_national_id
from athar.foundation.gate.choices import Scope
from athar.foundation.gate.key_rules import open_to
from athar.foundation.gate.keys import make_key
from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import Holding, Roles
from athar.foundation.people.models import RoleGrant
from athar.foundation.people.queries import roles_of_person
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory, RoleGrantFactory

SARA, OMAR = fake_national_id(1), fake_national_id(2)


@pytest.fixture
def program(db):
    """One record of the forum, about Sara, and one of Ramadan, about Omar; a program of the forum's manager."""
    forum, ramadan = InitiativeFactory(code="forum"), InitiativeFactory(code="ramadan")
    maker, checker = PersonFactory(name="نورة العتيبي"), PersonFactory(name="خالد الحربي")
    sara = PersonFactory(name="سارة الزهراني", national_id=SARA)
    omar = PersonFactory(name="عمر الغامدي", national_id=OMAR)
    post(
        [service(sara, forum), service(omar, ramadan)],
        entered_by=maker, entered_at=NOON, approved_by=checker, approved_at=NOON,
    )  # fmt: skip
    account = AccountFactory(person__name="دانة الشهراني")
    RoleGrantFactory(
        person=account.person,
        role=Role.PROGRAMME_MANAGER,
        initiative="forum",
        since=datetime(2020, 1, 1, tzinfo=UTC),
    )
    now = timezone.now()
    roles = roles_of_person(account.person, at=now)
    _key, secret = make_key(
        account=account, name="مزامنة", scopes=open_to(roles), roles=roles, expires_at=now + timedelta(days=1), at=now
    )  # fmt: skip
    return Client(headers={"Authorization": f"Bearer {secret}"})


def entered(program, number, **changes):
    said = {
        "kind": "hours",
        "initiative": "forum",
        "occurred_on": "2024-03-05",
        "person": SARA,
        "quantity": 3,
        "level": "general",
    }
    headers = {"Idempotency-Key": number}
    return program.post(
        "/api/v1/entries", json.dumps(said | changes), content_type="application/json", headers=headers
    )


def test_it_reads_names_within_the_initiative_and_none_elsewhere(program):
    people = [record["person"] for record in program.get("/api/v1/records").json()["records"]]
    assert people == ["سارة الزهراني", None]


def test_it_enters_hours_within_the_initiative_alone(program):
    assert entered(program, "1").status_code == 201
    answers = [entered(program, "2", initiative="ramadan"), entered(program, "3", person=OMAR)]
    told = [[reason["code"] for reason in answer.json()["reasons"]] for answer in answers]
    assert told == [["outside_your_scope"], ["nobody_known"]]
    assert [proposal.initiative.code for proposal in Proposal.objects.all()] == ["forum"]


def test_a_key_opens_nothing_once_the_role_is_over(program):
    RoleGrant.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert program.get("/api/v1/imports").status_code == 403
    people = [record["person"] for record in program.get("/api/v1/records").json()["records"]]
    assert (people, entered(program, "1").status_code) == ([None, None], 403)


def test_a_narrow_role_opens_to_a_program_what_it_opens_to_its_holder():
    narrow = {
        role: open_to(Roles(narrow=[Holding(role, None, initiative="forum")]))
        for role in (Role.REVIEWER, Role.BOARD_MEMBER, Role.ADMINISTRATOR)
    }
    assert narrow == {
        Role.REVIEWER: [Scope.RECORDS_READ, Scope.IMPORTS_READ, Scope.SEATS_OWN],
        Role.BOARD_MEMBER: [Scope.RECORDS_READ, Scope.SEATS_OWN],
        Role.ADMINISTRATOR: [Scope.SEATS_OWN],
    }
