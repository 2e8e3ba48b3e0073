"""Opportunities from a file, and hours from the national platform."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from athar.engine.intake.models import Import
from athar.engine.intake.operations import read
from athar.engine.journeys.tests.factories import workflow as publish_template
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, service
from athar.foundation.core.identity import fake_national_id
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.tests.factories import drafted, interviewing

DELIVERY = "/en/workspace/opportunities/delivery/"
PLATFORM = "/en/workspace/imports/platform/"
HEAD = "code,المبادرة,organisation,name_ar,name_en,starts_on,ends_on,field,المستوى,remote"


def sent(client, address, *lines, **more):
    file = SimpleUploadedFile("list.csv", "\n".join(lines).encode())
    return client.post(address, {"file": file} | more)


def row(code, **changes):
    first = timezone.localdate() + timedelta(days=10)
    cells = {
        "code": code, "initiative": "forum", "organisation": "oasis", "name_ar": "سقيا", "name_en": "Water", "starts_on": f"{first}",
        "ends_on": f"{first}", "field": "الصحة", "level": "مهاري", "remote": "نعم",
    }  # fmt: skip
    return ",".join((cells | changes).values())


def test_right_rows_become_drafts_and_each_wrong_one_says_all_that_is_wrong(enter, cast):
    lines = [
        HEAD,
        row("water"),
        row("no way", initiative="nowhere", level="huge"),
        row("backwards", ends_on="2020-01-01"),
    ]
    answer = sent(enter("noura"), DELIVERY, *lines)
    drafted = answer.context["drafted"]
    made = Opportunity.objects.get()
    assert ([str(one.edition.code) for one in drafted.new], made.state, made.written_by) == (
        ["water"],
        "draft",
        cast.noura,
    )
    assert (made.field, made.level, made.remote, made.organisation, made.least_age) == (
        "health",
        "skilled",
        True,
        cast.body,
        18,
    )
    assert [(one.line, one.code, len(one.faults)) for one in drafted.wrong] == [
        (3, "no way", 3),
        (4, "backwards", 1),
    ]
    assert "It would end before it starts." in answer.content.decode()


def test_a_mended_file_is_sent_whole_again(enter, cast):
    noura = enter("noura")
    sent(noura, DELIVERY, HEAD, row("water"), row("tea", level="huge"))
    again = sent(noura, DELIVERY, HEAD, row("water"), row("tea")).context["drafted"]
    assert ([one.edition.code for one in again.known], [one.edition.code for one in again.new]) == (
        ["water"],
        ["tea"],
    )
    assert Opportunity.objects.count() == 2


def test_a_row_names_its_workflow_by_code_or_name_and_one_that_does_not_fit_is_told_why(enter, cast):
    interviewing(cast.noura)
    publish_template("course", cast.noura)
    head = f"{HEAD},choosing"
    lines = [
        f"{row(code)},{way}"
        for code, way in (
            ("a", "interviewed"),
            ("b", "فرصة بمقابلة"),
            ("c", "course"),
            ("d", "moon"),
            ("e", "chosen"),
        )
    ]
    drafted = sent(enter("noura"), DELIVERY, head, *lines).context["drafted"]
    assert [(one.edition.code, one.choosing, str(one.workflow or "")) for one in drafted.new] == [
        ("a", "chosen", "Opportunity with an interview"), ("b", "chosen", "Opportunity with an interview"), ("e", "chosen", ""),
    ]  # fmt: skip
    course, moon = (" ".join(wrong.faults) for wrong in drafted.wrong)
    assert "does not ask: Agrees to take part and be counted" in course
    assert "There is no published workflow" in moon
    assert "interviewed" in moon


def test_nobody_drafts_for_another_organisation_by_a_file(enter, cast):
    other = drafted(cast.noura, at=timezone.now(), initiative=cast.forum).organisation
    answer = sent(enter("salma"), DELIVERY, HEAD, row("water", organisation=other.code))
    assert (answer.status_code, len(answer.context["drafted"].wrong)) == (409, 1)
    assert sent(enter("salma"), DELIVERY, HEAD, row("water")).status_code == 200


def test_a_file_of_something_else_is_refused_whole(enter, cast):
    answer = sent(enter("noura"), DELIVERY, "name,colour", "x,red")
    assert (answer.status_code, [reason.code for reason in answer.context["refusals"]]) == (
        409, ["headers_unknown", "headers_missing"],
    )  # fmt: skip


def test_the_empty_workbook_can_be_filled_in_and_sent_back(enter, cast):
    text = enter("noura").get("/en/workspace/opportunities/template.csv").content.decode("utf-8-sig")
    head = text.splitlines()[0]
    values = dict.fromkeys(head.split(","), "") | {
        "code": "tea", "initiative": "forum", "organisation": "oasis", "name_ar": "شاي", "name_en": "Tea", "starts_on": "2030-01-01",
        "ends_on": "2030-01-02", "field": "food",
    }  # fmt: skip
    assert len(sent(enter("noura"), DELIVERY, head, ",".join(values.values())).context["drafted"].new) == 1


@pytest.fixture
def known(cast):
    """The student has four hours of 5 March in the ledger."""
    cast.student.national_id = fake_national_id(1)
    cast.student.save()
    fact = service(
        cast.student, cast.forum, on=date(2024, 3, 5), kind="hours", quantity=Decimal(4), unit="hour", level="general",
        organisation=cast.body.code, organisation_id=cast.body.pk,
    )  # fmt: skip
    post([fact], entered_by=cast.noura, entered_at=NOON, approved_by=cast.khalid, approved_at=NOON)


LIST = [
    "رقم الهوية,اسم المتطوع,تاريخ التطوع,عدد الساعات", f"{fake_national_id(1)},ليان الواحة,2024-03-05,4",
    f"{fake_national_id(1)},ليان الواحة,2024-03-05,6", f"{fake_national_id(2)},هدى العسيري,2024-03-05,3",
]  # fmt: skip


def test_a_list_of_the_platform_is_held_against_what_is_known_and_what_is_new_waits(enter, cast, known):
    answer = sent(enter("noura"), PLATFORM, *LIST[:2], LIST[3], initiative="forum")
    assert (answer.context["known"], answer.context["differences"], answer.context["new"]) == (1, 0, 1)
    imported = Import.objects.get()
    assert (imported.entered_by, str(imported.state)) == (cast.noura, "waiting")
    assert f"/en/workspace/imports/{imported.pk}/" in answer.content.decode()
    assert (
        sent(enter("noura"), PLATFORM, *LIST[:2], LIST[3], initiative="forum").context["imported"] == imported
    )


def test_a_longer_list_brings_in_only_what_no_open_import_holds(enter, cast):
    first = sent(enter("noura"), PLATFORM, LIST[0], LIST[3], initiative="forum").context["imported"]
    read(first.pk)
    answer = sent(enter("noura"), PLATFORM, LIST[0], LIST[3], LIST[2], initiative="forum")
    assert (answer.context["known"], answer.context["new"]) == (1, 1)
    assert (first.hours_once, Import.objects.count()) == (True, 2)


def test_a_difference_is_shown_and_nothing_waits_for_it(enter, cast, known):
    answer = sent(enter("noura"), PLATFORM, LIST[0], LIST[2], initiative="forum")
    [one] = answer.context["different"]
    assert (one["who"], one["there"], one["here"]) == ("ليان الواحة", 6, (Decimal(4),))
    assert not Import.objects.exists()
