"""My roles: lent while I am away, taken back, laid down. Noura manages, Khalid reviews, Sara volunteers, Omar looks on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from athar.foundation.people.choices import Role
from athar.foundation.people.models import CustomRole, RoleGrant
from athar.foundation.people.queries import roles_of_person
from athar.foundation.people.tests.factories import AccountFactory, RoleGrantFactory
from athar.foundation.privacy.models import Erasure

HOME = "/en/me/roles/"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def grant(family):
    AccountFactory(person=family.noura, email="noura@example.org")
    AccountFactory(person=family.khalid, email="khalid@example.org")
    return RoleGrantFactory(person=family.noura, role=Role.PROGRAMME_MANAGER, since=LONG_AGO)


def tomorrow():
    return (timezone.now() + timedelta(days=1)).date().isoformat()


def test_noura_lends_her_role_until_a_day_and_takes_it_back(enter, family, grant):
    client = enter("noura")
    said = {"to": "Khalid@example.org", "last_day": tomorrow(), "reason": "إجازة"}
    page = client.post(f"{HOME}{grant.pk}/delegation/", said, follow=True).content.decode()
    lent = RoleGrant.objects.get(person=family.khalid)
    assert roles_of_person(family.khalid, at=timezone.now()) == {Role.PROGRAMME_MANAGER}
    assert (lent.granted_by, lent.reason) == (family.noura, "إجازة")
    assert "خالد الشمري" in page
    assert "Lent by" in enter("khalid").get(HOME).content.decode()
    client.post(f"{HOME}{lent.pk}/ending/", {"reason": "عدت"})
    assert roles_of_person(family.khalid, at=timezone.now()) == frozenset()


def test_every_reason_against_lending_is_on_the_page(enter, grant):
    said = {"to": "noura@example.org", "last_day": "2020-01-01", "reason": ""}
    answer = enter("noura").post(f"{HOME}{grant.pk}/delegation/", said)
    page = answer.content.decode()
    assert answer.status_code == 409
    for reason in ("gives themselves", "for a reason", "end before it begins"):
        assert reason in page


def test_lending_to_an_address_nobody_signs_in_with_says_so(enter, grant):
    said = {"to": "nobody@example.org", "last_day": tomorrow(), "reason": "إجازة"}
    answer = enter("noura").post(f"{HOME}{grant.pk}/delegation/", said)
    assert (answer.status_code, "No open account has this address" in answer.content.decode()) == (422, True)


def test_noura_lays_her_role_down(enter, family, grant):
    enter("noura").post(f"{HOME}{grant.pk}/ending/", {"reason": "انتقلت"})
    assert roles_of_person(family.noura, at=timezone.now()) == frozenset()
    assert "Roles held before" in enter("noura").get(HOME).content.decode()


@pytest.mark.parametrize("step", ["delegation", "ending"])
def test_a_role_of_somebody_else_is_not_found(enter, grant, step):
    said = {"to": "omar@example.org", "last_day": tomorrow(), "reason": "x"}
    address = f"{HOME}{grant.pk}/{step}/"
    client = enter("omar")
    assert [client.get(address).status_code, client.post(address, said).status_code] == [404, 404]
    grant.refresh_from_db()
    assert (grant.until, RoleGrant.objects.filter(delegates=grant).count()) == (None, 0)


def test_somebody_without_work_here_has_no_way_to_roles_but_reads_what_they_are(enter, family):
    assert "My roles" not in enter("omar").get("/en/me/").content.decode()
    assert "if your work needs a role" in enter("omar").get(HOME).content.decode()


def test_whoever_holds_a_role_is_not_erased_and_is_led_to_end_it_first(enter, family, grant):
    page = enter("noura").get("/en/me/data/erasure/").content.decode()
    assert "They hold a role in the workspace" in page
    assert f'href="{HOME}"' in page
    enter("noura").post("/en/me/data/erasure/")
    assert Erasure.objects.count() == 0
    enter("noura").post(f"{HOME}{grant.pk}/ending/", {"reason": "انتقلت"})
    assert "They hold a role" not in enter("noura").get("/en/me/data/erasure/").content.decode()


def test_a_role_that_the_association_drew_or_gave_within_a_scope_keeps_its_holder_too(enter, family):
    custom = CustomRole.objects.create(
        code="checker", name_ar="مدقق", name_en="Checker", places=["records"], changed_at=LONG_AGO,
        changed_by=family.khalid, reason="تكليف",
    )  # fmt: skip
    RoleGrantFactory(person=family.omar, role="", custom=custom, initiative="forum", since=LONG_AGO)
    assert "They hold a role in the workspace" in enter("omar").get("/en/me/data/erasure/").content.decode()
