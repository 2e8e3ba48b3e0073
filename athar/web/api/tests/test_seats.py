"""A program takes seats, gives them back and marks attendance, for whoever made its key and for those they are in charge of."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from athar.engine.intake.models import Import
from athar.engine.journeys.models import AttendanceMark, Case, Seat
from athar.engine.ledger.tests.factories import InitiativeFactory
from athar.foundation.core.identity import fake_national_id
from athar.foundation.gate.key_rules import open_to
from athar.foundation.gate.keys import make_key
from athar.foundation.people.choices import Role
from athar.foundation.people.queries import roles_of_person
from athar.foundation.people.tests.factories import (
    AccountFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
)
from athar.foundation.qualifications.operations import declare_skills
from athar.foundation.qualifications.tests.factories import QualificationFactory
from athar.initiatives.volunteering.operations import sign_up
from athar.initiatives.volunteering.tests.factories import published, shift, volunteer

OMAR = fake_national_id(2)
ACCEPTS = {"charter": True}


@pytest.fixture(autouse=True)
def _fresh(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


@pytest.fixture
def opportunity(db):
    """Of the forum, offered by Oasis University; one shift of two seats."""
    body = OrganisationFactory(code="oasis", kind="university")
    return published(
        PersonFactory(), PersonFactory(), at=timezone.now(), organisation=body, initiative=InitiativeFactory(code="forum")
    )  # fmt: skip


@pytest.fixture
def session(opportunity):
    return opportunity.edition.sessions.get()


def program(person, **scope):
    """A program with a key for all that the person's roles open, within a role where one is given."""
    if role := scope.pop("role", None):
        RoleGrantFactory(person=person, role=role, since=datetime(2020, 1, 1, tzinfo=UTC), **scope)
    now = timezone.now()
    roles = roles_of_person(person, at=now)
    _key, secret = make_key(
        account=person.account, name="برنامج", scopes=open_to(roles), roles=roles, expires_at=now + timedelta(days=1), at=now
    )  # fmt: skip
    return Client(headers={"Authorization": f"Bearer {secret}"})


def with_account(**changes):
    person = volunteer(**changes)
    AccountFactory(person=person)
    return person


def send(program, path, said, key=""):
    headers = {"Idempotency-Key": key or str(uuid4())}
    return program.post(f"/api/v1{path}", json.dumps(said), content_type="application/json", headers=headers)


def codes(answer) -> list[str]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    return [reason["code"] for reason in answer.json()["reasons"]]


def test_a_volunteers_program_takes_a_seat_once_and_gives_it_back(session):
    sara = with_account()
    hers, path = program(sara), f"/sessions/{session.pk}/seats"
    taken, again = send(hers, path, ACCEPTS, "one"), send(hers, path, ACCEPTS, "one")
    assert (taken.status_code, again.json()) == (201, taken.json())
    seat = Seat.objects.get()
    assert (taken.json()["id"], taken.json()["person"], seat.person) == (seat.pk, sara.called, sara)
    assert hers.get(taken.headers["Location"]).json() == taken.json()
    assert hers.get(f"/api/v1/sessions/{session.pk}").json()["free"] == 1
    assert [hers.delete(f"/api/v1/seats/{seat.pk}").status_code for _ in range(2)] == [204, 204]
    assert not Seat.objects.taken().exists()
    assert Client().get(f"/api/v1/sessions/{session.pk}").json()["free"] == 2


def test_every_reason_is_told_at_once_and_nothing_is_done(session):
    child = with_account(birth_date=(timezone.now() - timedelta(days=365 * 15)).date())
    answer = send(program(child), f"/sessions/{session.pk}/seats", {})
    assert answer.status_code == 409
    assert set(codes(answer)) >= {"too_young", "guardian_needed", "incomplete"}
    assert not Case.objects.exists()


def test_a_full_shift_is_refused(session):
    for person in (volunteer(), volunteer()):
        sign_up(opportunity=session.edition.opportunity, person=person, by=person, at=timezone.now(), answers=ACCEPTS, session=session)  # fmt: skip
    answer = send(program(with_account()), f"/sessions/{session.pk}/seats", ACCEPTS)
    assert (answer.status_code, codes(answer)) == (409, ["full"])


def test_where_people_are_chosen_a_seat_is_not_taken_by_a_program_and_no_application_is_left(
    opportunity, session
):
    chosen = published(PersonFactory(), PersonFactory(), at=timezone.now(), code="chosen", choosing="chosen")
    answer = send(program(with_account()), f"/sessions/{chosen.edition.sessions.get().pk}/seats", ACCEPTS)
    assert (codes(answer), Case.objects.count()) == (["chosen"], 0)


def test_a_program_reads_what_is_asked_and_answers_it(db):
    size = {"code": "size", "kind": "choice", "ar": "المقاس", "en": "Size", "required": True, "options": [
        {"code": "s", "ar": "صغير", "en": "Small"}, {"code": "l", "ar": "كبير", "en": "Large"}]}  # fmt: skip
    asking = published(PersonFactory(), PersonFactory(), at=timezone.now(), code="asking", questions=[size])
    [told] = Client().get("/api/v1/opportunities/asking").json()["questions"]
    assert (told["label_en"], [option["code"] for option in told["options"]]) == ("Size", ["s", "l"])
    hers, path = program(with_account()), f"/sessions/{asking.edition.sessions.get().pk}/seats"
    assert codes(send(hers, path, ACCEPTS)) == ["incomplete"]
    assert "no_option" in codes(send(hers, path, ACCEPTS | {"answers": {"size": "xl"}}))
    assert send(hers, path, ACCEPTS | {"answers": {"size": "l"}}).status_code == 201
    assert Case.objects.get().answers.get().data == {"charter": True, "size": "l"}


def test_a_seat_of_somebody_else_is_not_there(session):
    omar = volunteer()
    seat = sign_up(opportunity=session.edition.opportunity, person=omar, by=omar, at=timezone.now(), answers=ACCEPTS, session=session).seat  # fmt: skip
    hers = program(with_account())
    assert [
        hers.get(f"/api/v1/seats/{seat.pk}").status_code,
        hers.delete(f"/api/v1/seats/{seat.pk}").status_code,
    ] == [404, 404]
    assert Seat.objects.taken().count() == 1


def test_whoever_is_in_charge_seats_those_who_take_part_and_nobody_else(opportunity, session):
    omar = volunteer(national_id=OMAR)
    sign_up(
        opportunity=opportunity, person=omar, by=omar, at=timezone.now(), answers=ACCEPTS, session=session
    )
    other = shift(opportunity, days=21, at=timezone.now())
    manager = AccountFactory().person
    salma = program(manager, role=Role.PARTNER_MANAGER, organisation=opportunity.organisation)
    answer = send(salma, f"/sessions/{other.pk}/seats", {"person": OMAR})
    assert (answer.status_code, answer.json()["person"]) == (201, omar.called)
    stranger = send(salma, f"/sessions/{other.pk}/seats", {"person": fake_national_id(9)})
    assert codes(stranger) == ["nobody_takes_part"]
    assert salma.delete(f"/api/v1/seats/{answer.json()['id']}").status_code == 204


def test_whoever_is_in_charge_seats_nobody_who_lacks_what_is_needed_and_reads_every_reason(
    opportunity, session
):
    omar, layan = volunteer(national_id=OMAR), volunteer()
    other = shift(opportunity, days=21, at=timezone.now(), capacity=1)
    for person, theirs in ((omar, session), (layan, other)):
        sign_up(
            opportunity=opportunity, person=person, by=person, at=timezone.now(), answers=ACCEPTS, session=theirs
        )  # fmt: skip
    opportunity.skills, opportunity.qualifications = ["welcoming"], ["first_aid"]
    opportunity.save()
    salma = program(AccountFactory().person, role=Role.PARTNER_MANAGER, organisation=opportunity.organisation)
    free = shift(opportunity, days=22, at=timezone.now())
    path, needed = f"/sessions/{free.pk}/seats", ["needs_skill_welcoming", "needs_qualification_first_aid"]
    assert codes(send(salma, path, {"person": OMAR})) == needed
    assert codes(send(salma, f"/sessions/{other.pk}/seats", {"person": OMAR})) == ["full", *needed]
    assert not Seat.objects.filter(session=free).exists()
    declare_skills(person=omar, people=[omar.pk], codes=["welcoming"], at=timezone.now())
    QualificationFactory(person=omar, kind="first_aid", state="approved")
    assert send(salma, path, {"person": OMAR}).status_code == 201


def test_beyond_ones_scope_and_without_the_scope_nothing_is_done_for_others(opportunity, session):
    narrow = program(AccountFactory().person, role=Role.PROGRAMME_MANAGER, initiative="ramadan")
    assert codes(send(narrow, f"/sessions/{session.pk}/seats", {"person": OMAR})) == ["not_yours"]
    answer = send(program(with_account()), f"/sessions/{session.pk}/seats", {"person": OMAR})
    assert (answer.status_code, codes(answer)) == (403, ["not_open"])


@pytest.fixture
def seated(opportunity, session):
    omar = volunteer(national_id=OMAR)
    return sign_up(opportunity=opportunity, person=omar, by=omar, at=timezone.now(), answers=ACCEPTS, session=session).seat  # fmt: skip


def event(seat, minutes=0, **changes):
    at = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    return {"nonce": str(uuid4()), "seat": seat, "at": at} | changes


def sending(*events):
    return {"sent_at": timezone.now().isoformat(), "events": events}


def test_attendance_may_come_in_any_order_and_as_often_as_it_likes(seated):
    noura = program(AccountFactory().person, role=Role.PROGRAMME_MANAGER)
    came, left = event(seated.pk, 60), event(seated.pk, 1, leaves=True)
    first = send(noura, "/attendance", sending(left, came))
    again = send(noura, "/attendance", sending(came))
    assert (first.json()["new"], again.json()["new"], again.json()["known"]) == (2, 0, 1)
    assert AttendanceMark.objects.filter(person=seated.person).count() == 2


def test_each_event_that_is_not_taken_says_why_and_the_others_are(opportunity, session, seated):
    majed = with_account()
    own = sign_up(opportunity=opportunity, person=majed, by=majed, at=timezone.now(), answers=ACCEPTS, session=session).seat  # fmt: skip
    noura = program(majed, role=Role.PROGRAMME_MANAGER)
    events = [event(seated.pk), event(own.pk), event(10**9), event(seated.pk, minutes=60 * 24 * 90)]
    answer = send(noura, "/attendance", sending(*events)).json()
    assert answer["new"] == 1
    assert {one["nonce"]: one["code"] for one in answer["refused"]} == {
        events[1]["nonce"]: "own", events[2]["nonce"]: "no_seat", events[3]["nonce"]: "too_far",
    }  # fmt: skip


def test_a_program_whose_clock_runs_wrong_is_told_so(seated):
    noura = program(AccountFactory().person, role=Role.PROGRAMME_MANAGER)
    late = sending(event(seated.pk)) | {"sent_at": (timezone.now() - timedelta(minutes=5)).isoformat()}
    assert codes(send(noura, "/attendance", late)) == ["clock"]
    assert not AttendanceMark.objects.exists()


def test_a_manager_of_something_else_marks_nobody(seated):
    narrow = program(AccountFactory().person, role=Role.PROGRAMME_MANAGER, initiative="ramadan")
    [refused] = send(narrow, "/attendance", sending(event(seated.pk))).json()["refused"]
    assert refused["code"] == "not_yours"


def test_opportunities_are_narrowed_as_on_their_page(opportunity):
    found = {
        query: len(Client().get(f"/api/v1/opportunities?{query}").json()["opportunities"])
        for query in (
            "q=افطار",
            "field=food&free=true",
            "where=remote",
            "age=10",
            f"region={opportunity.region_id}",
        )
    }
    assert list(found.values()) == [1, 1, 0, 0, 1]
    assert Client().get("/api/v1/opportunities?when=noon").status_code == 422


def test_a_file_is_sent_and_followed_as_a_job(db):
    manager = AccountFactory().person
    noura = program(manager, role=Role.PROGRAMME_MANAGER)
    said = {"file_name": "hours.csv", "content": "a2luZCxpbml0aWF0aXZlLG9jY3VycmVkX29uCg=="}
    answer = send(noura, "/imports", said)
    assert (answer.status_code, answer.json()["state"]) == (202, "waiting")
    imported = Import.objects.get()
    assert (imported.entered_by, imported.name) == (manager, "hours.csv")
    job = noura.get(answer.headers["Location"]).json()
    assert (job["id"], job["result"].endswith(f"/api/v1/imports/{imported.pk}")) == (
        f"import-{imported.pk}",
        True,
    )
    assert send(noura, "/imports", said).json()["id"] == job["id"]
    assert codes(send(noura, "/imports", said | {"content": "####"})) == ["not_base64"]
    assert program(AccountFactory().person).get(f"/api/v1/jobs/{job['id']}").status_code == 403
