"""Looking as another role: everything of it is seen, nothing is done. Hind administers, Yousef audits."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from athar.foundation.people.choices import Role
from athar.foundation.people.looking import LASTS, LookRefused, begin_look
from athar.foundation.people.models import CustomRole, Look

ROLES = "/en/workspace/roles/"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def looker(enter, cast):
    """Hind's browser, in which she looks as the measurement officer."""
    client = enter("hind")
    client.post(f"{ROLES}reviewer/look/")
    return client


def test_hind_sees_what_a_measurement_officer_sees_and_no_more(looker):
    assert looker.get("/workspace/records/").status_code == 200
    assert looker.get("/workspace/accounts/").status_code == 403
    assert looker.get("/workspace/people/").status_code == 403


def test_every_page_says_that_she_looks_as_whom_and_how_to_come_back(looker):
    for address in (
        "/en/",
        "/en/workspace/records/",
        "/en/me/",
        "/en/workspace/accounts/",
        "/en/no-such-page/",
    ):
        page = text(looker.get(address))
        assert "You look as:" in page, address
        assert reverse("ui:look-ending") in page


def test_whatever_she_sends_is_refused_with_a_page_that_says_why(looker, cast):
    answer = looker.post("/en/workspace/records/decisions/", {"verdict": "approved"})
    assert (answer.status_code, "You are only looking" in text(answer)) == (403, True)
    # Not even what her own role may do.
    assert looker.post(f"{ROLES}new/").status_code == 403


def test_persons_are_masked_as_for_that_role(enter, cast):
    from athar.engine.ledger.tests.factories import ProposalFactory

    ProposalFactory(initiative=cast.forum, entered_by=cast.noura, person=cast.student)
    client = enter("hind")
    for role, seen in (("programme_manager", True), ("reviewer", False)):
        client.post(f"{ROLES}{role}/look/")
        assert (cast.student.name in text(client.get("/workspace/records/"))) is seen
        client.post(reverse("ui:look-ending"))


def test_it_ends_by_itself_after_half_an_hour(looker):
    session = looker.session
    session["look"] = session["look"] | {"until": (timezone.now() - timedelta(seconds=1)).isoformat()}
    session.save()
    assert looker.get("/workspace/accounts/").status_code == 200
    assert "You look as:" not in text(looker.get("/en/"))


def test_one_press_brings_her_back(looker, cast):
    looker.post(reverse("ui:look-ending"))
    assert looker.get("/workspace/accounts/").status_code == 200
    [look] = Look.objects.all()
    assert (look.person, look.role, look.until - look.since) == (cast.hind, "reviewer", LASTS)
    assert look.since <= look.ended_at <= timezone.now()


def test_whose_administration_ends_looks_no_more(looker, cast):
    cast.hind.roles.update(until=timezone.now())
    assert looker.get("/workspace/records/").status_code == 403


def test_a_role_that_was_drawn_can_be_looked_at_and_opens_nothing_once_it_is_ended(enter, cast):
    role = CustomRole.objects.create(
        code="checker", name_ar="مدقق", name_en="Checker", places=["scorecard"], changed_at=timezone.now(),
        changed_by=cast.hind, reason="تكليف",
    )  # fmt: skip
    client = enter("hind")
    client.post(f"{ROLES}checker/look/")
    assert [client.get(f"/workspace/{place}/").status_code for place in ("scorecard", "records")] == [
        200,
        403,
    ]
    role.ended_at = timezone.now()
    role.save()
    assert client.get("/workspace/scorecard/").status_code == 403


@pytest.mark.parametrize("key", ["yousef", "khalid", "noura"])
def test_nobody_but_an_administrator_looks(enter, cast, key):
    assert enter(key).post(f"{ROLES}board_member/look/").status_code == 403
    assert Look.objects.count() == 0


def test_nobody_looks_as_what_they_are(cast):
    with pytest.raises(LookRefused) as refused:
        begin_look(role=Role.ADMINISTRATOR, by=cast.hind, at=timezone.now())
    assert [reason.code for reason in refused.value.reasons] == ["own_role"]


def test_the_auditor_reads_who_looked_as_whom_and_until_when(looker, enter):
    page = text(enter("yousef").get("/en/workspace/audit/looks/"))
    assert "هند الجهني" in page
    assert "Measurement officer" in page
    assert "Still looking" in page
    looker.post(reverse("ui:look-ending"))
    assert "Still looking" not in text(enter("yousef").get("/en/workspace/audit/looks/"))


def test_no_line_of_it_is_deleted_or_written_over(looker):
    for change in (Look.objects.all().delete, lambda: Look.objects.update(role="auditor")):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            change()


@pytest.mark.parametrize("address", ["/en/workspace/audit/looks/", "/en/workspace/audit/reads/"])
def test_the_logs_take_few_queries(pages, looker, address):
    assert pages("yousef", address) <= 12
