import pytest
from django.test import Client

from athar.foundation.people.models import Account
from athar.foundation.people.tests.factories import AccountFactory
from athar.web.entrance.tests.conftest import code_in_outbox, page

pytestmark = pytest.mark.django_db
PROFILE = {
    "name": "سارة الزهراني", "name_latin": "Sara Alzahrani", "birth_date": "١٢/٥/١٤٢٠هـ", "gender": "female",
    "phone": "٠٥٠٠٠٠٠٤١٧", "password": "",
}  # fmt: skip


def begin(visitor, email="sara@example.org"):
    assert visitor.post("/en/account/new/", {"email": email})["Location"] == "/en/account/new/code/"


def prove(visitor):
    begin(visitor)
    answer = visitor.post("/en/account/new/code/", {"code": code_in_outbox(visitor)})
    assert answer["Location"] == "/en/account/new/consents/"


def test_an_account_is_opened_in_four_steps(visitor):
    prove(visitor)
    assert (
        visitor.post("/en/account/new/consents/", {"participation": "on"})["Location"]
        == "/en/account/new/profile/"
    )
    assert visitor.post("/en/account/new/profile/", PROFILE)["Location"] == "/en/account/"
    account = Account.objects.get(email="sara@example.org")
    assert (account.person.phone, account.person.birth_date.isoformat()) == ("+966500000417", "1999-08-23")
    assert [event.purpose for event in account.person.consents.all()] == ["participation"]
    assert visitor.session["_auth_user_id"] == str(account.pk)
    assert "Your account is open" in page(visitor, "/en/account/")


def test_nothing_is_ticked_beforehand(visitor):
    prove(visitor)
    shown = page(visitor, "/en/account/new/consents/")
    assert (shown.count('type="checkbox"'), " checked" in shown) == (3, False)


def test_no_step_can_be_skipped(visitor):
    assert visitor.get("/account/new/consents/")["Location"] == "/account/new/"
    assert visitor.get("/account/new/code/")["Location"] == "/account/new/"
    prove(visitor)
    assert visitor.get("/account/new/profile/")["Location"] == "/account/new/consents/"


def test_a_taken_address_looks_like_a_free_one(visitor):
    AccountFactory(email="sara@example.org")
    answers = []
    for email in ("sara@example.org", "omar@example.org"):
        browser = Client()
        begin(browser, email)
        answers.append(page(browser, "/en/account/new/code/").replace(email, ""))
    without_tokens = [answer.partition("csrfmiddlewaretoken")[0] for answer in answers]
    assert without_tokens[0] == without_tokens[1]


def test_a_minor_is_told_what_a_guardian_must_do(visitor):
    prove(visitor)
    visitor.post("/account/new/consents/", {})
    visitor.post("/account/new/profile/", PROFILE | {"birth_date": "2015-01-01"})
    assert "You are younger than 18" in page(visitor, "/en/account/")


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("name", "Sara", "Write it in Arabic letters."),
        ("name_latin", "سارة", "Write it in Latin letters"),
        ("birth_date", "2190-01-01", "Write the date"),
        ("birth_date", "1880-01-01", "Write the date"),
        ("phone", "12", "phone"),
        ("password", "12345678", "entirely numeric"),
    ],
)
def test_what_is_wrong_in_the_profile_is_said_beside_it(visitor, field, value, complaint):
    prove(visitor)
    visitor.post("/en/account/new/consents/", {})
    answer = visitor.post("/en/account/new/profile/", PROFILE | {field: value})
    assert answer.status_code == 200
    assert complaint in " ".join(answer.context["form"].errors[field])
    assert not Account.objects.exists()


def test_the_outbox_shows_only_what_one_s_own_requests_would_have_sent(visitor, settings):
    begin(visitor)
    assert "Nothing was sent" in page(Client(), "/en/sign-in/outbox/")
    settings.ATHAR_DEMO = False
    assert visitor.get("/en/sign-in/outbox/").status_code == 404
