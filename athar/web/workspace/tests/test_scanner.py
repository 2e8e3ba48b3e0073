"""Attendance by phone: what a phone is given, what it may send, and that nobody else sends in its name."""

import base64
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from django.utils import timezone

from athar.engine.journeys.codes import code_for
from athar.engine.journeys.models import AttendanceMark, Device
from athar.engine.journeys.operations import register_device
from athar.foundation.people.models import RoleGrant
from athar.initiatives.volunteering.operations import sign_up
from athar.initiatives.volunteering.tests.factories import published, volunteer

SENDINGS = "/en/workspace/scanner/sendings/"


@pytest.fixture
def opportunity(cast):
    return published(cast.noura, cast.khalid, at=timezone.now())


@pytest.fixture
def seat(opportunity):
    sara = volunteer(name="سارة الزهراني")
    session = opportunity.edition.sessions.get()
    return sign_up(
        opportunity=opportunity,
        person=sara,
        by=sara,
        at=timezone.now(),
        answers={"charter": True},
        session=session,
    ).seat


@pytest.fixture
def key():
    return generate_private_key(SECP256R1())


def public(key) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture
def phone(enter, key):
    answer = enter("noura").post(
        "/en/workspace/scanner/devices/", {"key": base64.b64encode(public(key)).decode(), "name": "Android"},
        content_type="application/json",
    )  # fmt: skip
    assert answer.status_code == 201
    assert answer.json()["sendings"] == SENDINGS
    return Device.objects.get(pk=answer.json()["device"])


def mark(seat, /, **changes):
    return {
        "nonce": str(uuid4()),
        "seat": seat.pk,
        "leaves": False,
        "at": timezone.now().isoformat(),
    } | changes


def send(phone, key, *marks, browser=None, body=None):
    body = (
        body
        or json.dumps(
            {"device": phone.pk, "sent_at": timezone.now().isoformat(), "marks": list(marks)}
        ).encode()
    )
    first, second = decode_dss_signature(key.sign(body, ECDSA(SHA256())))
    signature = base64.b64encode(first.to_bytes(32) + second.to_bytes(32)).decode()
    return (browser or Client(enforce_csrf_checks=True)).post(
        SENDINGS, body, content_type="application/json", headers={"X-Athar-Signature": signature}
    )


def test_the_page_is_the_same_for_everybody_and_may_use_the_camera(enter, seat):
    nobody, noura = Client().get("/en/workspace/scanner/"), enter("noura").get("/en/workspace/scanner/")
    assert nobody.content == noura.content
    assert "camera=(self)" in nobody["Permissions-Policy"]


def test_a_phone_is_given_the_list_of_a_shift_by_whoever_is_in_charge(enter, opportunity, seat):
    address = f"/en/workspace/opportunities/{opportunity.pk}/shifts/{seat.session_id}/list.json"
    told = enter("noura").get(address).json()
    assert [(one["seat"], one["came"], one["left"]) for one in told["shift"]["seats"]] == [
        (seat.pk, None, None)
    ]
    assert told["csrf"]
    assert enter("khalid").get(address).status_code == 403


def test_a_list_says_whose_it_is_and_which_keys_the_site_knows_of_theirs(enter, cast, opportunity, seat, key):
    address = f"/en/workspace/opportunities/{opportunity.pk}/shifts/{seat.session_id}/list.json"
    of_khalid = generate_private_key(SECP256R1())
    for person, owned in ((cast.noura, key), (cast.khalid, of_khalid)):
        register_device(person=person, name="Android", key=public(owned), at=timezone.now())
    told = enter("noura").get(address).json()
    assert told["shift"]["owner"] == {"person": cast.noura.pk, "name": cast.noura.called}
    assert told["keys"] == [base64.b64encode(public(key)).decode()]


def test_marks_arrive_signed_without_anybody_being_signed_in_and_once(phone, key, seat):
    one = mark(seat)
    assert send(phone, key, one).json() == {"new": 1, "known": 0, "refused": {}}
    assert send(phone, key, one).json() == {"new": 0, "known": 1, "refused": {}}
    made = AttendanceMark.objects.get()
    assert (made.person, made.device, made.leaves, made.proven) == (seat.person, phone, False, True)


def test_a_code_that_was_shown_is_checked_when_it_arrives(phone, key, seat):
    good = mark(seat, seat=None, code=code_for(seat.pk, at=timezone.now()))
    forged = mark(seat, seat=None, code=f"A1.{seat.pk}.1.aaaa", leaves=True)
    send(phone, key, good, forged)
    assert sorted(AttendanceMark.objects.values_list("leaves", "proven")) == [(False, True), (True, False)]


def test_nobody_sends_in_the_name_of_a_phone(phone, key, seat):
    assert send(phone, generate_private_key(SECP256R1()), mark(seat)).status_code == 403
    for body in (
        b"",
        b"[]",
        b"{}",
        json.dumps({"device": 10**6, "sent_at": timezone.now().isoformat(), "marks": [mark(seat)]}).encode(),
    ):
        assert send(phone, key, body=body or b" ").status_code in {400, 403}
    assert not AttendanceMark.objects.exists()


def test_whoever_is_in_charge_no_longer_marks_nobody_and_reads_why(phone, key, seat):
    RoleGrant.objects.filter(person=phone.person).update(until=timezone.now() - timedelta(seconds=1))
    one = mark(seat)
    told = send(phone, key, one).json()
    assert (told["new"], list(told["refused"])) == (0, [one["nonce"]])
    assert not AttendanceMark.objects.exists()


@pytest.mark.parametrize("body", [{}, {"key": "AAAA"}, {"key": "§"}, [], 7])
def test_what_is_no_key_registers_no_phone(enter, body):
    answer = enter("noura").post("/en/workspace/scanner/devices/", body, content_type="application/json")
    assert answer.status_code in {400, 409}
    assert answer.json()["message"]
    assert not Device.objects.exists()


def test_only_whoever_takes_attendance_registers_a_phone(enter):
    assert (
        enter("khalid")
        .post("/en/workspace/scanner/devices/", {}, content_type="application/json")
        .status_code
        == 403
    )
