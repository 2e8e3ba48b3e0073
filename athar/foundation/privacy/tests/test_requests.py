"""What people ask about their data is answered in time, by somebody else, and a correction lands where the fact lives."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import Error, transaction
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.core.dates import DateRefused
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.choices import Purpose
from athar.foundation.people.correcting import FactRefused
from athar.foundation.people.models import ConsentEvent, GuardianApproval, Person
from athar.foundation.people.operations import merge, record_consent
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.foundation.privacy.choices import Ground, RequestKind, RequestStepKind
from athar.foundation.privacy.erasures import carry_out
from athar.foundation.privacy.models import Erasure, Request, RequestStep
from athar.foundation.privacy.requests import (
    RequestRefused,
    ask,
    ask_for_correction,
    deadline_of,
    note_step,
    take_back,
)
from athar.foundation.privacy.rules import deadline

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
K = RequestStepKind


def after(days):
    return NOW + timedelta(days=days)


@pytest.fixture
def sara(db):
    return PersonFactory(name="سارة الزهراني", birth_date=date(1999, 4, 5), national_id=fake_national_id(71))


@pytest.fixture
def fahad(db):
    return PersonFactory(name="فهد الدوسري", birth_date=date(1978, 1, 1))


@pytest.fixture
def father(db):
    return PersonFactory(name="عبدالرحمن الخالدي", birth_date=date(1979, 1, 1))


@pytest.fixture
def lina(father):
    child = PersonFactory(name="لينا الخالدي", birth_date=date(2015, 9, 9))
    GuardianApproval.objects.create(child=child, guardian=father, approved_on=date(2023, 1, 1))
    return child


def refused(operation, **kwargs):
    with pytest.raises(RequestRefused) as refusal:
        operation(**kwargs)
    return [reason.code for reason in refusal.value.reasons]


@given(asked=st.dates(date(2020, 1, 1), date(2040, 1, 1)), days=st.integers(0, 90), extended=st.booleans())
def test_thirty_days_and_once_thirty_more(asked, days, extended):
    found = deadline(asked, extended=extended, on=asked + timedelta(days=days))
    assert found.days == (60 if extended else 30) - days
    assert found.is_over == (days > (60 if extended else 30))


def test_a_name_is_corrected_on_acceptance_and_the_earlier_one_stays_in_the_history(sara, fahad):
    request = ask_for_correction(person=sara, by=sara, fact="name", value=" سارة  بنت سعد الزهراني ", at=NOW)
    sara.refresh_from_db()
    assert sara.name == "سارة الزهراني"
    note_step(request=request, kind=K.ACCEPTED, text="طابقنا الوثيقة.", by=fahad, at=after(3))
    sara.refresh_from_db()
    assert sara.name == "سارة بنت سعد الزهراني"
    assert "سعد" in sara.search_key
    events = Person.objects.model._meta.apps.get_model("people", "PersonEvent")
    assert list(events.objects.filter(pgh_obj=sara).values_list("name", flat=True)) == ["سارة الزهراني"]


def test_every_row_of_the_human_that_says_the_same_is_corrected(sara, fahad):
    same, other = PersonFactory(phone=""), PersonFactory(phone="")
    for row, phone in ((sara, "+966500000001"), (same, "+966500000001"), (other, "+966500000009")):
        Person.objects.filter(pk=row.pk).update(phone=phone)
    merge(person=same, into=sara, by=fahad, at=after(-9))
    merge(person=other, into=sara, by=fahad, at=after(-9))
    sara.refresh_from_db()
    request = ask_for_correction(person=sara, by=sara, fact="phone", value="٠٥٠٠٠٠٠٠٠٢", at=NOW)
    note_step(request=request, kind=K.ACCEPTED, text="تم.", by=fahad, at=after(1))
    phones = (
        Person.objects.filter(pk__in=[sara.pk, same.pk, other.pk])
        .order_by("pk")
        .values_list("phone", flat=True)
    )
    assert list(phones) == ["+966500000002", "+966500000002", "+966500000009"]


def test_an_identity_number_is_sealed_in_the_request_and_found_again_after_the_correction(sara, fahad):
    new = fake_national_id(72)
    request = ask_for_correction(person=sara, by=sara, fact="national_id", value=new, at=NOW)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT r::text FROM privacy_request r")
        assert new not in cursor.fetchone()[0]
    note_step(request=request, kind=K.ACCEPTED, text="تم.", by=fahad, at=after(1))
    assert list(Person.objects.with_national_id(new)) == [sara]


def test_a_value_that_is_none_is_refused_before_anything_is_kept(sara):
    with pytest.raises(DateRefused):
        ask_for_correction(person=sara, by=sara, fact="birth_date", value="1420-01-01", at=NOW)
    assert refused(ask_for_correction, person=sara, by=sara, fact="name", value=sara.name, at=NOW) == [
        "the_same"
    ]
    assert not Request.objects.exists()


def test_nobody_asks_about_somebody_else_and_a_guardian_asks_for_their_child(sara, father, lina):
    facts = {"kind": RequestKind.ACCESS, "text": "ما الذي تحفظونه؟", "at": NOW}
    assert refused(ask, person=lina, by=sara, **facts) == ["not_yours"]
    assert ask(person=lina, by=father, **facts).asked_by == father


def test_a_fact_is_asked_about_once_at_a_time(sara):
    request = ask_for_correction(person=sara, by=sara, fact="name", value="سارة سعد الزهراني", at=NOW)
    again = {"person": sara, "by": sara, "fact": "name", "value": "سارة محمد الزهراني", "at": after(1)}
    assert refused(ask_for_correction, **again) == ["asked_already"]
    take_back(request=request, by=sara, at=after(1))
    assert ask_for_correction(**again).pk


def test_nobody_decides_their_own_request(sara, fahad):
    own = ask_for_correction(person=fahad, by=fahad, fact="name", value="فهد سعد الدوسري", at=NOW)
    assert refused(note_step, request=own, kind=K.ACCEPTED, text="تم.", by=fahad, at=NOW) == ["own"]
    with pytest.raises(Error, match="nobody_decides_what_they_asked"), transaction.atomic():
        RequestStep.objects.create(request=own, kind=K.TAKEN, asked_by=fahad, by=fahad, at=NOW)


def test_more_time_is_given_once_with_a_reason_and_before_the_time_is_up(sara, fahad):
    request = ask(person=sara, by=sara, kind=RequestKind.ACCESS, text="ما الذي تحفظونه؟", at=NOW)
    extend = {"request": request, "kind": K.EXTENDED, "by": fahad}
    assert refused(note_step, **extend, at=after(9)) == ["no_words"]
    assert refused(note_step, **extend, text="أوراق كثيرة.", at=after(31)) == ["too_late"]
    note_step(**extend, text="أوراق كثيرة.", at=after(9))
    assert deadline_of(Request.objects.whole().get(), at=after(40)).days == 20
    assert refused(note_step, **extend, text="أوراق أكثر.", at=after(10)) == ["extended"]


def test_a_refusal_says_why_and_names_its_ground_and_is_the_end(sara, fahad):
    request = ask_for_correction(person=sara, by=sara, fact="name", value="سارة سعد", at=NOW)
    assert refused(note_step, request=request, kind=K.REFUSED, by=fahad, at=NOW) == ["no_words", "no_ground"]
    note_step(request=request, kind=K.REFUSED, ground=Ground.IDENTITY, text="لا وثيقة.", by=fahad, at=NOW)
    assert refused(note_step, request=request, kind=K.ACCEPTED, text="تم.", by=fahad, at=NOW) == ["ended"]
    assert refused(take_back, request=request, by=sara, at=NOW) == ["ended"]
    sara.refresh_from_db()
    assert sara.name == "سارة الزهراني"


def test_what_changed_meanwhile_is_not_overwritten(sara, fahad):
    request = ask_for_correction(person=sara, by=sara, fact="name", value="سارة سعد", at=NOW)
    sara.name = "سارة العتيبي"
    sara.save()
    with pytest.raises(FactRefused):
        note_step(request=request, kind=K.ACCEPTED, text="تم.", by=fahad, at=NOW)
    assert not RequestStep.objects.exists()


def test_withdrawing_for_somebody_writes_into_the_log_who_did_it(sara, fahad):
    record_consent(
        person=sara, purpose=Purpose.CONTACT, given=True, on=date(2025, 1, 1), text_version="2020-1"
    )
    request = ask(
        person=sara,
        by=sara,
        kind=RequestKind.WITHDRAWAL,
        purpose=Purpose.CONTACT,
        text="لا تراسلوني.",
        at=NOW,
    )
    note_step(request=request, kind=K.ACCEPTED, text="تم.", by=fahad, at=after(1))
    last = ConsentEvent.objects.latest("pk")
    assert (last.given, last.purpose, last.recorded_by, last.on) == (
        False,
        Purpose.CONTACT,
        fahad,
        date(2026, 3, 2),
    )


def test_a_childs_data_is_erased_when_its_guardian_asks_and_an_officer_accepts(
    father, lina, fahad, time_machine
):
    assert refused(ask, person=father, by=father, kind=RequestKind.ERASURE, text="امحوا.", at=NOW) == [
        "by_yourself"
    ]
    request = ask(person=lina, by=father, kind=RequestKind.ERASURE, text="امحوا بيانات ابنتي.", at=NOW)
    note_step(request=request, kind=K.ACCEPTED, text="بعد أسبوع.", by=fahad, at=NOW)
    erasure = Erasure.objects.get(request=request)
    time_machine.move_to(after(8))
    carry_out(erasure=erasure.pk)
    lina.refresh_from_db()
    request.refresh_from_db()
    assert "ممحوّة" in lina.name
    assert request.text == ""


def test_an_erasure_empties_what_was_asked_and_leaves_that_it_was(
    sara, fahad, time_machine, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    AccountFactory(person=sara)
    paper = ContentFile(b"%PDF-1.7", name="evidence.pdf")
    request = ask_for_correction(
        person=sara, by=sara, fact="name", value="سارة سعد", text="هذا اسمي", evidence=paper, at=NOW
    )
    note_step(request=request, kind=K.TAKEN, text="نطابق اسم سارة", by=fahad, at=NOW)
    erasure = Erasure.objects.create(person=sara, asked_at=NOW, due_at=after(7))
    time_machine.move_to(after(8))
    carry_out(erasure=erasure.pk)
    request.refresh_from_db()
    assert (request.old, request.new, request.text, request.evidence.name) == (None, None, "", "")
    assert [(step.kind, step.text) for step in request.steps.all()] == [(K.TAKEN, ""), (K.TAKEN_BACK, "")]
