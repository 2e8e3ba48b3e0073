"""An organisation registers: compared, asked for more, mended, approved or refused. Salma applies, Noura decides."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from athar.foundation.admissions.choices import RegistrationStep
from athar.foundation.admissions.models import Registration, Step
from athar.foundation.admissions.operations import (
    Body,
    RegistrationRefused,
    decide_registration,
    mend_registration,
    submit_registration,
    withdraw_registration,
)
from athar.foundation.admissions.operations.registering import destroy_registration_papers
from athar.foundation.admissions.queries import lookalikes, registrations_for_staff
from athar.foundation.admissions.rules import licence_fits
from athar.foundation.admissions.tests.conftest import NOW
from athar.foundation.identity.models import Dispatch
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Organisation, RoleGrant
from athar.foundation.people.tests.factories import AccountFactory, OrganisationFactory
from athar.foundation.places.models import Region

DAY = timedelta(days=1)
APPROVED, REFUSED, ASKED = RegistrationStep.APPROVED, RegistrationStep.REFUSED, RegistrationStep.ASKED


@pytest.fixture
def body(db):
    return Body(
        kind="university", name_ar="جامعة الأفق", name_en="Horizon University", licence="4120017",
        region=Region.objects.get(pk="SA-01"), phone="+966500000418", wish="فرص لطلبتنا",
    )  # fmt: skip


@pytest.fixture
def salma(family):
    return AccountFactory(person__name="سلمى المطيري", email="salma@example.org").person


@pytest.fixture
def registered(salma, body):
    return submit_registration(applicant=salma, body=body, at=NOW)


def decide(registration, kind, by, reason="", at=NOW + DAY):
    return decide_registration(registration=registration, kind=kind, by=by, at=at, reason=reason)


def codes(error):
    return [reason.code for reason in error.value.reasons]


def state(registration):
    return Registration.objects.with_state().get(pk=registration.pk).state


def test_approved_the_organisation_is_there_and_the_applicant_manages_it(family, salma, registered):
    decide(registered, APPROVED, family.noura)
    registered.refresh_from_db()
    body = registered.organisation
    assert (body.code, body.name_ar, body.region_id) == ("horizon-university", "جامعة الأفق", "SA-01")
    [grant] = RoleGrant.objects.filter(person=salma)
    assert (grant.role, grant.organisation, grant.granted_by) == (Role.PARTNER_MANAGER, body, family.noura)
    salma.refresh_from_db()
    assert salma.organisation == body
    assert "جامعة الأفق" in Dispatch.objects.get(account__person=salma).text


def test_nobody_decides_on_their_own(salma, registered):
    with pytest.raises(RegistrationRefused) as error:
        decide(registered, APPROVED, salma)
    assert codes(error) == ["own"]


@pytest.mark.parametrize("kind", [REFUSED, ASKED])
def test_refusing_and_asking_for_more_say_why(family, registered, kind):
    with pytest.raises(RegistrationRefused) as error:
        decide(registered, kind, family.noura, " ")
    assert codes(error) == ["no_reason"]


def test_what_was_asked_for_is_mended_and_waits_again(family, salma, body, registered):
    decide(registered, ASKED, family.noura, "أرفقوا الترخيص")
    with pytest.raises(RegistrationRefused) as error:
        decide(registered, APPROVED, family.noura)
    assert codes(error) == ["not_waiting"]
    mend_registration(
        registration=registered, body=replace(body, wish="وبرنامج تدريب"), by=salma, at=NOW + 2 * DAY,
        evidence=ContentFile(b"%PDF-1.7", name="licence.pdf"),
    )  # fmt: skip
    assert state(registered) == RegistrationStep.MENDED
    decide(registered, APPROVED, family.noura, at=NOW + 3 * DAY)
    assert [step.kind for step in registered.steps.all()] == ["submitted", "asked", "mended", "approved"]


def test_what_is_decided_is_neither_mended_nor_withdrawn_nor_decided_again(family, salma, body, registered):
    decide(registered, REFUSED, family.noura, "ليس لها ترخيص")
    attempts = [
        lambda: mend_registration(registration=registered, body=body, by=salma, at=NOW + 2 * DAY),
        lambda: withdraw_registration(registration=registered, by=salma, at=NOW + 2 * DAY),
        lambda: decide(registered, APPROVED, family.noura),
    ]
    found = []
    for attempt in attempts:
        with pytest.raises(RegistrationRefused) as error:
            attempt()
        found += codes(error)
    assert found == ["decided", "decided", "not_waiting"]
    assert not Organisation.objects.filter(code="horizon-university").exists()


def test_only_the_applicant_mends_and_withdraws(family, body, registered):
    with pytest.raises(RegistrationRefused) as error:
        mend_registration(registration=registered, body=body, by=family.omar, at=NOW)
    assert codes(error) == ["not_yours"]
    with pytest.raises(RegistrationRefused) as error:
        withdraw_registration(registration=registered, by=family.omar, at=NOW)
    assert codes(error) == ["not_yours"]


def test_the_same_number_is_not_registered_twice_by_one_person(salma, body, registered):
    with pytest.raises(RegistrationRefused) as error:
        submit_registration(applicant=salma, body=body, at=NOW)
    assert codes(error) == ["asked_already"]


def test_a_licence_belongs_to_one_organisation(family, salma, body, registered):
    decide(registered, APPROVED, family.noura)
    second = submit_registration(applicant=family.omar, body=body, at=NOW)
    with pytest.raises(RegistrationRefused) as error:
        decide(second, APPROVED, family.noura)
    assert codes(error) == ["known"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=second.pk).update(organisation=OrganisationFactory())


def test_lookalikes_are_found_by_licence_and_by_any_spelling_of_a_name(family, body, registered):
    OrganisationFactory(name_ar="جامعه الافق", name_en="Ufuq")
    other = submit_registration(
        applicant=family.omar, body=replace(body, name_ar="كلية أخرى", name_en="Else"), at=NOW
    )
    found = [(row.same_licence, row.registration) for row in lookalikes(registered)]
    assert found == [(False, None), (True, other.pk)]


def test_staff_find_a_registration_by_a_word_in_any_spelling_or_by_its_number(registered):
    assert [
        registrations_for_staff(side="waiting", text=text).count()
        for text in ("الافق", "horizon", "٤١٢٠", "واحة")
    ] == [1, 1, 1, 0]
    assert registrations_for_staff(side="ended", text="").count() == 0


def test_a_minor_registers_nothing(family, body):
    with pytest.raises(RegistrationRefused) as error:
        submit_registration(applicant=family.lina, body=body, at=NOW)
    assert codes(error) == ["minor"]


@pytest.mark.parametrize(
    ("number", "kind", "fits"),
    [("1010123456", "company", True), ("7001234567", "company", True), ("9001234567", "company", False), ("412", "company", False),
     ("412", "school", True), ("41", "school", False), ("1111111", "school", False), ("٤١٢", "school", False)],
)  # fmt: skip
def test_a_licence_number_looks_like_one(number, kind, fits):
    assert licence_fits(number, kind) is fits


def test_the_file_goes_after_the_decision_and_not_before(family, salma, body):
    evidence = ContentFile(b"%PDF-1.7", name="ترخيص.pdf")
    registered = submit_registration(applicant=salma, body=body, at=NOW, evidence=evidence)
    destroy_registration_papers(registration=registered.pk)
    registered.refresh_from_db()
    assert registered.papers
    decide(registered, REFUSED, family.noura, "انتهى الترخيص")
    destroy_registration_papers(registration=registered.pk)
    registered.refresh_from_db()
    assert not registered.papers


def test_the_database_ends_a_registration_once(family, salma, registered):
    decide(registered, APPROVED, family.noura)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(registration=registered, kind="withdrawn", by=salma, at=NOW)
