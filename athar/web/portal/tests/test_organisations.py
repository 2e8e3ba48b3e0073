"""An applicant registers an organisation, reads how it stands, mends it; nobody else reads it."""

import pytest

from athar.foundation.admissions.models import Registration
from athar.foundation.admissions.tests.factories import RegistrationFactory

FACTS = {
    "kind": "university", "name_ar": "جامعة الأفق", "name_en": "Horizon University", "licence": "٤١٢٠٠١٧", "region": "SA-01",
    "phone": "٠٥٠٠٠٠٠٤١٨", "wish": "فرص لطلبتنا",
}  # fmt: skip


def test_it_is_registered_in_any_digits_and_read_step_by_step(enter, family):
    browser = enter("sara")
    answer = browser.post("/en/me/organisations/new/", FACTS)
    kept = Registration.objects.get()
    assert (answer.url, kept.licence, kept.phone) == (
        f"/en/me/organisations/{kept.pk}/",
        "4120017",
        "+966500000418",
    )
    page = browser.get(answer.url).content.decode()
    assert "Waiting for staff" in page
    assert "Horizon University" in page


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [("name_ar", "Horizon", "Write it in Arabic letters."), ("name_en", "الأفق", "Write it in Latin letters."), ("licence", "12a", "Write digits only.")],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_it(enter, family, field, value, complaint):
    answer = enter("sara").post("/en/me/organisations/new/", FACTS | {field: value})
    assert (answer.status_code, answer.context["form"].errors[field]) == (422, [complaint])


def test_a_number_that_cannot_be_one_is_refused_with_what_to_do(enter, family):
    answer = enter("sara").post("/en/me/organisations/new/", FACTS | {"kind": "company"})
    assert answer.status_code == 409
    assert "A company’s registration has ten digits" in answer.content.decode()


def test_nobody_else_reads_mends_or_withdraws_it(enter, family):
    kept = RegistrationFactory(applicant=family.sara)
    address = f"/en/me/organisations/{kept.pk}/"
    browser = enter("omar")
    answers = [browser.get(address), browser.post(address, FACTS), browser.post(f"{address}withdrawal/")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert kept.steps.count() == 1


def test_it_is_mended_and_taken_back(enter, family):
    kept = RegistrationFactory(applicant=family.sara)
    browser = enter("sara")
    browser.post(f"/en/me/organisations/{kept.pk}/", FACTS | {"wish": "أكثر"})
    browser.post(f"/en/me/organisations/{kept.pk}/withdrawal/")
    assert [step.kind for step in kept.steps.all()] == ["submitted", "mended", "withdrawn"]
    assert "Mend it" not in browser.get(f"/en/me/organisations/{kept.pk}/").content.decode()
