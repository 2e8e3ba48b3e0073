"""Whoever reads something sensitive leaves a line, on any page. Noura manages, Yousef audits, Jude is a minor."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import ProgrammingError, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone

from athar.engine.intake import operations as intake
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, ProposalFactory, service
from athar.foundation.people.choices import Sensitive
from athar.foundation.people.models import Person, SensitiveRead
from athar.foundation.people.tests.factories import PersonFactory
from athar.web.ui.reads import SensitiveReads

LOG = "/en/workspace/audit/reads/"


def text(answer):
    return answer.content.decode()


def lines():
    return [
        (
            line.reader.name,
            line.subject.name if line.subject else line.about,
            line.kind,
            line.roles,
            line.page,
        )
        for line in SensitiveRead.objects.order_by("pk")
    ]


@pytest.fixture
def jude(cast):
    return PersonFactory(name="جود القرني", birth_date=date(timezone.now().year - 12, 1, 1))


@pytest.fixture
def proposal(cast, jude):
    return ProposalFactory(initiative=cast.forum, entered_by=cast.khalid, person=jude)


def test_a_minor_in_a_list_leaves_a_line_with_who_whom_what_where_and_in_which_role(enter, cast, proposal):
    enter("noura").get("/workspace/records/?q=جود")
    assert lines() == [("نورة العتيبي", "جود القرني", "minor", "programme_manager", "workspace:records")]
    assert SensitiveRead.objects.get().path == "/workspace/records/"  # no name of anybody from the query


def test_the_same_minor_on_one_page_leaves_one_line_however_often(enter, cast, jude, proposal):
    ProposalFactory(initiative=cast.forum, entered_by=cast.khalid, person=jude)
    enter("noura").get("/workspace/records/")
    assert SensitiveRead.objects.count() == 1


def test_an_adult_in_a_list_leaves_none(enter, cast):
    ProposalFactory(initiative=cast.forum, entered_by=cast.khalid, person=cast.student)
    enter("noura").get("/workspace/records/")
    assert lines() == []


def test_a_page_of_one_person_leaves_a_line_and_ones_own_leaves_none(enter, cast):
    client = enter("hind")
    client.get(f"/workspace/accounts/{cast.omar.account.pk}/")
    client.get(f"/workspace/accounts/{cast.hind.account.pk}/")
    assert lines() == [("هند الجهني", "عمر الغامدي", "page", "administrator", "workspace:account")]


def test_a_page_that_was_never_heard_of_cannot_forget_it(cast, jude):
    """A view of tomorrow, which knows nothing of the log, reads a minor by the model alone."""
    request = RequestFactory().get("/tomorrow/")
    request.user, request.resolver_match, request.session = cast.noura.account, None, {}

    def view(_request):
        return HttpResponse(Person.objects.get(pk=jude.pk).name)

    SensitiveReads(view)(request)
    assert [line[:3] for line in lines()] == [("نورة العتيبي", "جود القرني", "minor")]


def test_a_file_that_is_sent_piece_by_piece_leaves_its_lines_too(enter, cast, jude):
    post(
        [service(jude, cast.forum, age_group="10-14")],
        entered_by=cast.khalid, entered_at=NOON, approved_by=cast.noura, approved_at=NOON,
    )  # fmt: skip
    request = RequestFactory().get("/file.csv")
    request.user, request.resolver_match, request.session = cast.noura.account, None, {}
    answer = SensitiveReads(
        lambda _request: StreamingHttpResponse(person.name for person in Person.objects.filter(pk=jude.pk))
    )(request)
    assert SensitiveRead.objects.count() == 0
    assert b"".join(answer.streaming_content).decode() == "جود القرني"
    assert [line[1] for line in lines()] == ["جود القرني"]


def test_a_file_with_identity_numbers_in_clear_leaves_a_line_that_names_the_import(enter, cast):
    table = "kind,initiative,occurred_on,person_name,national_id\ntraining,forum,2023-05-09,هدى العسيري,1234567890\n"
    delivered = intake.start(
        file=ContentFile(table.encode()),
        name="a.csv",
        by=cast.salma,
        at=timezone.now(),
        organisation=cast.body,
    )
    intake.read(import_id=delivered.pk)
    assert "1234567890" not in text(enter("noura").get(f"/workspace/imports/{delivered.pk}/"))
    assert lines() == []
    assert enter("salma").get(f"/workspace/imports/{delivered.pk}/refused.xlsx").status_code == 200
    assert [line[:3] for line in lines()] == [("سلمى المطيري", f"import {delivered.pk}", "number")]


def test_whoever_has_no_work_here_leaves_no_line(client, enter, cast, jude):
    position = post(
        [service(jude, cast.forum, age_group="10-14")],
        entered_by=cast.khalid, entered_at=NOON, approved_by=cast.noura, approved_at=NOON,
    )[0]  # fmt: skip
    for browser in (client, enter("sara")):
        assert browser.get(f"/ledger/{position}/").status_code in {200, 404}
    assert lines() == []


def test_whoever_looks_as_another_role_leaves_lines_in_their_own_name(enter, cast, proposal):
    client = enter("hind")
    client.post("/workspace/roles/programme_manager/look/")
    client.get("/workspace/records/")
    assert lines() == [("هند الجهني", "جود القرني", "minor", "programme_manager", "workspace:records")]


def test_the_auditor_reads_the_log_masked_and_leaves_no_line_by_it(enter, cast, proposal):
    enter("noura").get("/workspace/records/")
    client = enter("yousef")
    page = text(client.get(LOG))
    assert "نورة العتيبي" in page
    assert "جود القرني" not in page
    assert "Programme manager" in page
    assert "/workspace/records/" in page
    assert SensitiveRead.objects.count() == 1


def test_the_log_is_narrowed_and_taken_home_as_a_file(enter, cast, proposal):
    enter("noura").get("/workspace/records/")
    enter("hind").get(f"/workspace/accounts/{cast.omar.account.pk}/")
    client = enter("fahad")
    said = text(client.get(LOG, {"reader": "نوره"}))
    assert ("نورة العتيبي" in said, "هند الجهني" in said) == (True, False)
    assert "No line fits" in text(client.get(LOG, {"last": "2020-01-01"}))
    file = text(client.get(f"{LOG}file.csv", {"kind": "page"}))
    assert ("هند الجهني" in file, "نورة العتيبي" in file) == (True, False)
    assert client.get(f"{LOG}file.xlsx").content[:2] == b"PK"


def test_no_line_is_ever_changed_or_deleted(enter, cast, proposal):
    enter("noura").get("/workspace/records/")
    for change in (
        SensitiveRead.objects.all().delete,
        lambda: SensitiveRead.objects.update(kind=Sensitive.PAGE),
    ):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            change()


def test_whom_it_is_about_reads_when_and_in_which_role(enter, cast):
    enter("hind").get(f"/workspace/accounts/{cast.omar.account.pk}/")
    page = text(enter("omar").get("/en/me/data/"))
    assert "Who read sensitive data of yours" in page
    assert "Administrator" in page
    assert "هند الجهني" not in page
    assert "Who read sensitive data of yours" not in text(enter("sara").get("/en/me/data/"))


def test_a_list_with_many_minors_writes_them_down_in_one_query(pages, cast):
    for number in range(3):
        young = PersonFactory(name=f"طفل {number}", birth_date=date(timezone.now().year - 12, 1, 1))
        ProposalFactory(initiative=cast.forum, entered_by=cast.khalid, person=young)
    assert pages("noura", "/workspace/records/") <= 12
