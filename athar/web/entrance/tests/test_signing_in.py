import pytest

from athar.demo.cast import people
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Account
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory, RoleGrantFactory
from athar.web.entrance.tests.conftest import page, signed_in

ENTRANCE = "/sign-in/demonstration/"


@pytest.fixture
def noura_of_the_cast(db):
    noura = AccountFactory(email="noura@example.org")
    RoleGrantFactory(person=noura.person, role=Role.PROGRAMME_MANAGER)
    return noura


def test_one_click_signs_in_as_one_of_the_cast(noura_of_the_cast, visitor):
    assert people()[0].email in page(visitor, "/sign-in/")
    answer = visitor.post(ENTRANCE, {"email": people()[0].email, "next": "/ledger/"})
    assert answer["Location"] == "/ledger/"
    assert visitor.session["_auth_user_id"] == str(noura_of_the_cast.pk)


def test_outside_demonstrations_there_is_no_such_entrance(noura_of_the_cast, visitor, settings):
    settings.ATHAR_DEMO = False
    assert people()[0].email not in page(visitor, "/sign-in/")
    assert visitor.post(ENTRANCE, {"email": people()[0].email}).status_code == 404
    assert "_auth_user_id" not in visitor.session


def test_nobody_else_steps_in_with_one_click(db, visitor):
    somebody = AccountFactory(email="somebody@example.org")
    assert visitor.post(ENTRANCE, {"email": somebody.email}).status_code == 404
    assert "_auth_user_id" not in visitor.session


def test_one_click_never_leads_to_another_site(noura_of_the_cast, visitor):
    answer = visitor.post(ENTRANCE, {"email": people()[0].email, "next": "https://evil.example/"})
    assert answer["Location"] == "/workspace/"


def test_e_mail_and_password_sign_in_and_a_wrong_one_says_why(db, visitor):
    Account.objects.create_user(
        "reem@example.org", "a long password", person=PersonFactory(name="ريم الشهري")
    )
    wrong = visitor.post("/en/sign-in/", {"username": "reem@example.org", "password": "another"})
    assert "E-mail and password do not belong together" in wrong.content.decode()
    assert (
        visitor.post("/sign-in/", {"username": "reem@example.org", "password": "a long password"}).status_code
        == 302
    )


def test_signing_out_takes_a_post(db):
    omar = signed_in(AccountFactory())
    assert omar.get("/sign-out/").status_code == 405
    answer = omar.post("/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert "_auth_user_id" not in omar.session
