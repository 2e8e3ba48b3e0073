"""Who of those who work here is told what, when, and never twice."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import override

from athar.engine.intake import operations as intake
from athar.foundation.admissions.choices import RegistrationStep
from athar.foundation.admissions.facts import GuardianClaimed, RegistrationWaiting
from athar.foundation.admissions.operations.registering import decide_registration
from athar.foundation.admissions.tests.factories import RegistrationFactory
from athar.foundation.core.facts import announce
from athar.foundation.notices.models import Notice
from athar.foundation.people.choices import IdentityCheck, Role
from athar.foundation.people.tests.factories import PersonFactory, RoleGrantFactory
from athar.foundation.privacy.arrivals import Received, Wanted, record_request
from athar.foundation.privacy.choices import ArrivalChannel, Ground, RequestKind, RequestStepKind
from athar.foundation.privacy.models import Breach
from athar.foundation.privacy.reminding import look_at_breaches, look_at_requests
from athar.foundation.privacy.requests import ask, note_step

HEADERS = "kind,initiative,occurred_on,person_name,national_id,birth_date"
ROW = "training,forum,2023-05-09,ليان الواحة,,1999-01-01"


def told(person):
    return sorted(Notice.objects.filter(person=person).values_list("kind", flat=True))


def delivered(by, row=ROW):
    imported = intake.start(
        file=ContentFile(f"{HEADERS}\n{row}\n".encode()), name="attendance.csv", by=by, at=timezone.now()
    )
    intake.read(import_id=imported.pk)
    return imported


def asked(cast, **more):
    return ask(
        person=cast.sara, by=cast.sara, kind=RequestKind.ACCESS, text="ما المحفوظ؟", at=timezone.now(), **more
    )


def test_a_file_that_was_checked_is_told_to_those_who_may_decide_and_not_to_its_maker(cast):
    delivered(cast.noura)
    assert told(cast.noura) == ["intake.checked"]
    assert told(cast.khalid) == told(cast.saad) == ["workspace.import_waiting"]
    assert told(cast.fahad) == told(cast.sara) == []


def test_rows_to_mend_and_a_file_that_cannot_be_read_are_told_to_its_maker(cast):
    delivered(cast.noura, row=ROW.replace("2023-05-09", "sometime"))
    delivered(cast.salma, row="")
    assert told(cast.noura) == ["intake.to_mend"]
    assert told(cast.salma) == ["intake.unreadable"]


@pytest.mark.parametrize(("decide", "kind"), [
    (lambda imported, by: intake.approve(imported=imported, by=by, at=timezone.now()), "intake.posted"),
    (lambda imported, by: intake.reject(imported=imported, by=by, at=timezone.now(), reason="السنة خطأ"), "intake.sent_back"),
], ids=["approved", "sent back"])  # fmt: skip
def test_what_was_decided_on_a_file_is_told_to_its_maker(cast, decide, kind):
    imported = delivered(cast.noura)
    decide(imported, cast.khalid)
    assert kind in told(cast.noura)


def test_a_request_is_told_to_those_who_answer_and_not_to_whoever_recorded_it(cast):
    other = RoleGrantFactory(person=cast.omar, role=Role.GOVERNANCE_OFFICER).person
    today = timezone.localdate()
    record_request(
        person=cast.sara, asked_by=cast.sara, wanted=Wanted(RequestKind.ACCESS, text="ما المحفوظ؟"), at=timezone.now(),
        received=Received(ArrivalChannel.PHONE, today - timedelta(days=2), IdentityCheck.CALLED_BACK), by=cast.fahad,
    )  # fmt: skip
    assert told(other) == ["workspace.request_received"]
    assert told(cast.fahad) == []
    assert told(cast.sara) == ["privacy.request_recorded"]


@pytest.mark.parametrize(("step", "kind"), [
    ({"kind": RequestStepKind.ANSWERED}, "privacy.request_answered"),
    ({"kind": RequestStepKind.REFUSED, "ground": Ground.IDENTITY}, "privacy.request_refused"),
    ({"kind": RequestStepKind.EXTENDED}, "privacy.request_extended"),
], ids=["answered", "refused", "extended"])  # fmt: skip
def test_what_became_of_a_request_is_told_to_whoever_asked(cast, step, kind):
    note_step(request=asked(cast), by=cast.fahad, at=timezone.now(), text="كما في صفحاتك.", **step)
    assert told(cast.sara) == [kind]


def test_that_somebody_took_a_request_on_is_told_to_nobody(cast):
    note_step(request=asked(cast), by=cast.fahad, at=timezone.now(), kind=RequestStepKind.TAKEN)
    assert told(cast.sara) == []


@pytest.mark.parametrize(("days", "kinds"), [
    (24, []), (25, ["workspace.request_pressing"]), (30, ["workspace.request_pressing"]), (31, ["workspace.request_overdue"]),
])  # fmt: skip
def test_who_answers_is_reminded_once_five_days_before_and_once_when_it_is_overdue(
    cast, time_machine, days, kinds
):
    asked(cast)
    Notice.objects.all().delete()
    time_machine.move_to(timezone.now() + timedelta(days=days))
    look_at_requests()
    look_at_requests()
    assert told(cast.fahad) == kinds


def test_nobody_is_reminded_of_what_is_answered(cast, time_machine):
    note_step(
        request=asked(cast), by=cast.fahad, at=timezone.now(), kind=RequestStepKind.ANSWERED, text="تم."
    )
    Notice.objects.all().delete()
    time_machine.move_to(timezone.now() + timedelta(days=40))
    look_at_requests()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(("hours", "told_of"), [(47, False), (49, True), (73, False)])
def test_who_handles_breaches_is_reminded_once_when_a_day_is_left(cast, hours, told_of):
    at = timezone.now()
    facts = {
        "happened": "وُجد الكشف مفتوحًا.", "kinds": ["contact"], "affected": 4, "method": "عدد الصفوف", "risk": "medium",
        "entered_by": cast.noura, "entered_at": at, "discovered_at": at - timedelta(hours=hours),
    }  # fmt: skip
    Breach.objects.create(title="كشف مفتوح", **facts)
    Breach.objects.create(title="تمرين", drill=True, **facts)
    look_at_breaches()
    look_at_breaches()
    expected = ["workspace.breach_pressing"] if told_of else []
    assert told(cast.fahad) == told(cast.hind) == expected


def test_guardians_and_organisations_that_wait_are_told_to_those_who_decide(cast):
    child = PersonFactory(birth_date="2014-01-01")
    announce(GuardianClaimed(child.pk, cast.noura.pk, timezone.now()))
    assert told(cast.noura) == []  # nobody decides about themselves
    announce(GuardianClaimed(child.pk, cast.omar.pk, timezone.now()))
    announce(RegistrationWaiting(7, cast.omar.pk, timezone.now()))
    announce(RegistrationWaiting(8, cast.omar.pk, timezone.now()))
    assert told(cast.noura) == ["workspace.guardian_waiting", "workspace.registration_waiting"]
    assert told(cast.saad) == ["workspace.registration_waiting"]
    with override("ar"):
        sentence = Notice.objects.get(person=cast.saad).sentence
    assert sentence == "جهات طلبت تسجيلها تنتظر قرارك: 2."


@pytest.mark.parametrize(("kind", "reason"), [
    (RegistrationStep.APPROVED, ""), (RegistrationStep.REFUSED, "مكررة"), (RegistrationStep.ASKED, "أرفق الترخيص"),
], ids=["approved", "refused", "asked"])  # fmt: skip
def test_what_was_decided_on_an_organisation_is_told_to_its_applicant(cast, kind, reason):
    registration = RegistrationFactory(applicant=cast.omar)
    decide_registration(registration=registration, kind=kind, by=cast.saad, at=timezone.now(), reason=reason)
    assert told(cast.omar) == [f"admissions.registration_{kind}"]
