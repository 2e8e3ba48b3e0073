import io
import logging
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from athar.engine.ledger.models import Decision, Proposal, Record
from athar.engine.ledger.tests.factories import ProposalFactory, sheet
from athar.foundation.core.identity import fake_national_id
from athar.foundation.evidence.models import Evidence
from athar.foundation.people.models import Membership
from athar.foundation.people.queries import roles_of_person
from athar.foundation.people.tests.factories import PersonFactory
from athar.web.ui.viewer import Viewer
from athar.web.workspace.access import Place
from athar.web.workspace.counts import proposals_to_decide, waiting

DECISIONS = "/en/workspace/records/decisions/"
NEW = "/en/workspace/records/new/"


@pytest.fixture
def hours(cast):
    """Three entries of Noura's and one of Khalid's."""
    mine = [ProposalFactory(initiative=cast.forum, entered_by=cast.noura, person=cast.sara) for _ in range(3)]
    return [*mine, ProposalFactory(initiative=cast.forum, entered_by=cast.khalid, person=cast.sara)]


def chosen(*proposals):
    return [str(proposal.pk) for proposal in proposals]


def test_khalid_approves_many_at_once(enter, hours):
    answer = enter("khalid").post(
        DECISIONS, {"verdict": "approved", "proposal": chosen(*hours[:3])}, follow=True
    )
    assert Record.objects.count() == 3
    assert "R-000000 to R-000002" in answer.content.decode()


def test_nobody_approves_their_own_entry_through_the_page_and_then_nothing_is_posted(enter, hours):
    answer = enter("khalid").post(DECISIONS, {"verdict": "approved", "proposal": chosen(*hours)})
    assert (answer.status_code, Record.objects.count()) == (409, 0)
    assert "Nobody approves their own entry." in answer.content.decode()


def test_a_refused_decision_keeps_the_selection_and_the_reason(enter, hours):
    page = (
        enter("khalid")
        .post(DECISIONS, {"verdict": "approved", "proposal": chosen(*hours), "reason": "Seen"})
        .content.decode()
    )
    ticked = re.findall(r'name="proposal" value="\d+" checked', page)
    assert (len(ticked), ">Seen</textarea>" in page) == (3, True)


def test_an_own_entry_has_no_box_to_tick(enter, hours):
    page = enter("khalid").get("/en/workspace/records/?all=1").content.decode()
    assert (page.count('name="proposal"'), "Your own" in page) == (3, True)


def test_hours_of_ones_own_wait_for_a_colleague_and_for_nobody_else(enter, cast, hours):
    twin = PersonFactory(name="خالد سعد الشمري")
    now = timezone.now()
    Membership.objects.create(person=twin, cluster=cast.khalid, since=now, decided_by=cast.noura)
    mine = [
        ProposalFactory(initiative=cast.forum, entered_by=cast.noura, person=person)
        for person in (cast.khalid, twin)
    ]
    client = enter("khalid")
    page = client.get("/en/workspace/records/?all=1").content.decode()
    assert (page.count('name="proposal"'), page.count("About you")) == (3, 2)
    for proposal in mine:
        answer = client.post(DECISIONS, {"verdict": "approved", "proposal": chosen(proposal)})
        assert answer.status_code == 409
        assert "Nobody decides about an entry that is about themselves." in answer.content.decode()
        alone = client.get(f"/en/workspace/records/{proposal.pk}/").content.decode()
        assert ("This is about you" in alone, 'name="verdict"' in alone) == (True, False)
    assert Record.objects.count() == 0
    assert (
        enter("saad").post(DECISIONS, {"verdict": "approved", "proposal": chosen(*mine)}).status_code == 302
    )


def test_what_waits_for_somebody_leaves_out_what_is_about_them_and_keeps_what_is_about_nobody(cast, hours):
    ProposalFactory(initiative=cast.forum, entered_by=cast.noura, person=cast.khalid)
    count = ProposalFactory(
        initiative=cast.forum, entered_by=cast.noura, person=None, kind="headcount", quantity=None, unit="", headcount=40,
        method="meals", evidence=sheet(cast.noura),
    )  # fmt: skip
    reviewer = Viewer(cast.khalid, roles_of_person(cast.khalid, at=timezone.now()))
    assert list(proposals_to_decide(reviewer)) == [*hours[:3], count]
    assert waiting(reviewer)[Place.RECORDS] == 4


def test_a_rejection_without_a_reason_is_refused(enter, hours):
    answer = enter("khalid").post(DECISIONS, {"verdict": "rejected", "proposal": chosen(hours[0])})
    assert (answer.status_code, Decision.objects.count()) == (409, 0)
    assert "A rejection needs a reason." in answer.content.decode()


def test_the_maker_reads_why_an_entry_was_rejected(enter, hours):
    enter("khalid").post(
        DECISIONS,
        {"verdict": "rejected", "proposal": chosen(hours[0]), "reason": "The sheet shows two hours"},
    )
    assert (
        "The sheet shows two hours" in enter("noura").get("/en/workspace/records/?side=mine").content.decode()
    )


@pytest.mark.parametrize(
    "posted",
    [
        {"verdict": "approved"},
        {"verdict": "perhaps", "proposal": ["1"]},
        {"proposal": ["x", "999999"], "verdict": "approved"},
    ],
)
def test_nonsense_decides_nothing(enter, hours, posted):
    assert enter("khalid").post(DECISIONS, posted).status_code == 422
    assert Decision.objects.count() == 0


def test_two_reviewers_cannot_decide_twice(enter, hours):
    for key, status in (("khalid", 302), ("saad", 409)):
        assert (
            enter(key).post(DECISIONS, {"verdict": "approved", "proposal": chosen(hours[0])}).status_code
            == status
        )
    assert Record.objects.count() == 1


def test_one_entry_is_decided_on_its_own_page(enter, hours):
    answer = enter("saad").post(f"/en/workspace/records/{hours[0].pk}/", {"verdict": "approved"})
    assert (answer.status_code, Record.objects.get().approved_by.name) == (302, "سعد التميمي")


def test_the_reviewer_sees_initials_and_the_manager_names(enter, hours):
    assert "Sara Alzahrani" not in enter("khalid").get("/en/workspace/records/").content.decode()
    assert "Sara Alzahrani" in enter("noura").get("/en/workspace/records/").content.decode()


def test_the_list_is_narrowed_by_kind_maker_and_name(enter, cast, hours):
    ProposalFactory(
        initiative=cast.forum, entered_by=cast.noura, person=PersonFactory(name="عبد الله الحربي")
    )
    client = enter("saad")
    found = {query: client.get(f"/en/workspace/records/?{query}").context["table"].page.paginator.count for query in (
        "kind=hours", "kind=headcount", f"entered_by={cast.khalid.pk}", "q=عبدالله", "initiative=forum", "entered_from=٢٠٢٣-٠٦-٠٢", "entered_to=x",
    )}  # fmt: skip
    assert found == {
        "kind=hours": 5, "kind=headcount": 0, f"entered_by={cast.khalid.pk}": 1, "q=عبدالله": 1, "initiative=forum": 5,
        "entered_from=٢٠٢٣-٠٦-٠٢": 0, "entered_to=x": 5,
    }  # fmt: skip


def test_a_partner_sees_only_what_is_about_her_organisation(enter, cast, hours):
    own = ProposalFactory(
        initiative=cast.forum, entered_by=cast.noura, person=cast.student, organisation=cast.body
    )
    client = enter("salma")
    assert list(client.get("/en/workspace/records/").context["table"].page.object_list) == [own]
    assert client.get(f"/en/workspace/records/{hours[0].pk}/").status_code == 404


def test_htmx_gets_the_rows_alone(enter, hours):
    page = enter("khalid").get("/en/workspace/records/", headers={"HX-Request": "true"}).content.decode()
    assert (page.count("<tr ") > 3, "<html" in page) == (True, False)


def headcount(**changes):
    return {
        "initiative": "forum", "headcount": "٣٨٠", "occurred_on": "٢٠٢٤-٠٣-٠٥", "place": "الموقع 3", "method": "meals",
        "evidence": SimpleUploadedFile("sheet.csv", b"1,380"), "evidence_title": "كشف الليلة 12",
    } | changes  # fmt: skip


def test_noura_enters_a_headcount_with_arabic_digits_and_its_sheet(enter, cast):
    assert enter("noura").post(NEW, headcount()).status_code == 302
    proposal = Proposal.objects.get()
    assert (proposal.headcount, proposal.occurred_on, proposal.entered_by) == (
        380,
        date(2024, 3, 5),
        cast.noura,
    )
    assert (proposal.evidence.media_type, str(proposal.evidence)) == ("text/csv", "كشف الليلة 12")


def test_a_headcount_without_number_method_and_evidence_says_all_three(enter):
    answer = enter("noura").post(NEW, headcount(headcount="", method="", evidence=""))
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (
        422,
        ["evidence", "headcount", "method"],
    )


def test_an_implausible_headcount_is_refused_unless_it_is_explained(enter):
    client = enter("noura")
    assert client.post(NEW, headcount(headcount="90,000")).status_code == 409
    assert (Proposal.objects.count(), Evidence.objects.count()) == (0, 0)
    assert client.post(NEW, headcount(headcount="90,000", explanation="بوابات إلكترونية")).status_code == 302


@pytest.mark.parametrize("number", ["55,000 ألف", "-3", "1.5", "كثير", "0"])
def test_a_number_that_is_none_is_not_entered(enter, number):
    answer = enter("noura").post(NEW, headcount(headcount=number))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["headcount"])


@pytest.mark.parametrize("name", ["sheet.exe", "sheet.svg", "sheet"])
def test_evidence_of_another_kind_is_not_taken(enter, name):
    answer = enter("noura").post(
        NEW, headcount(evidence=SimpleUploadedFile(name, b"x", content_type="application/pdf"))
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["evidence"])


@pytest.mark.parametrize(("name", "content"), [
    ("sheet.pdf", b"<script>alert(1)</script>"), ("sheet.png", b"<svg/>"), ("sheet.csv", b"MZ\x90\0"), ("sheet.xlsx", b"1,380"),
])  # fmt: skip
def test_evidence_that_does_not_hold_what_its_name_says_is_refused_in_words_and_leaves_a_line(
    enter, name, content, caplog
):
    caplog.set_level(logging.INFO, "athar.audit")
    answer = enter("noura").post(NEW, headcount(evidence=SimpleUploadedFile(name, content)))
    [said] = answer.context["form"].errors["evidence"]
    assert (answer.status_code, "does not hold what its name says" in said, Evidence.objects.count()) == (
        422,
        True,
        0,
    )
    arabic = enter("noura").post(
        NEW.removeprefix("/en"), headcount(evidence=SimpleUploadedFile(name, content))
    )
    assert "لا يحوي ما يقوله اسمه" in arabic.context["form"].errors["evidence"][0]
    lines = [record.getMessage() for record in caplog.records if record.name == "athar.audit"]
    assert lines == ["a file of evidence is not what its name says"] * 2


def test_a_workbook_of_evidence_that_unpacks_to_too_much_is_refused(enter, monkeypatch):
    monkeypatch.setattr("athar.foundation.core.contents.MOST_FILES", 1)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sheet.xml", "<sheet/>")
    answer = enter("noura").post(NEW, headcount(evidence=SimpleUploadedFile("sheet.xlsx", made.getvalue())))
    assert "Save it as CSV or PDF" in answer.context["form"].errors["evidence"][0]


def test_people_are_counted_at_a_site_known_by_its_name_and_wait_for_a_second_person(enter, cast):
    client, address = enter("noura"), "/en/workspace/records/count/"
    counted = {"initiative": "forum", "headcount": "٤١٧", "occurred_on": "٢٠٢٤-٠٣-٠٥", "method": "tally"}
    picture = {"evidence": SimpleUploadedFile("count.csv", b"1,417")}
    wrong = client.post(address, counted | {"evidence": ""}).context["form"].errors
    assert sorted(wrong) == ["evidence", "place"]
    client.post(address, counted | picture | {"place": "بوابة الملك فهد"})
    client.post(
        address,
        counted
        | {
            "evidence": SimpleUploadedFile("count.csv", b"2,417"),
            "site": "بوابة الملك فهد",
            "occurred_on": "2024-03-06",
        },
    )
    first, second = Proposal.objects.order_by("pk")
    assert (first.headcount, first.place, second.place) == (417, "بوابة الملك فهد", "بوابة الملك فهد")
    assert (
        str(first.evidence) == "Count at بوابة الملك فهد, 5 March 2024 (24 Sha‘ban 1445\N{NO-BREAK SPACE}AH)"
    )
    assert (
        enter("noura").post(f"/en/workspace/records/{first.pk}/", {"verdict": "approved"}).status_code == 409
    )
    assert enter("khalid").get(address).status_code == 403


def hours_form(**changes):
    return {
        "initiative": "forum",
        "who": "ليان",
        "quantity": "٤٫٥",
        "level": "skilled",
        "occurred_on": "1445-08-24H",
    } | changes


def test_hours_are_entered_for_somebody_found_by_name(enter, cast):
    assert enter("noura").post(f"{NEW}?kind=hours", hours_form()).status_code == 302
    proposal = Proposal.objects.get()
    assert (proposal.person, proposal.quantity, proposal.occurred_on) == (
        cast.student,
        Decimal("4.50"),
        date(2024, 3, 5),
    )
    assert proposal.organisation == cast.body


def test_hours_are_entered_for_somebody_found_by_identity_number(enter, cast):
    person = PersonFactory(name="هدى", national_id=fake_national_id(7))
    enter("noura").post(f"{NEW}?kind=hours", hours_form(who=fake_national_id(7)))
    assert Proposal.objects.get().person == person


def test_where_two_fit_one_is_chosen(enter, cast):
    twin = PersonFactory(name="ليان العسيري")
    client = enter("noura")
    page = client.post(f"{NEW}?kind=hours", hours_form())
    assert {pk for pk, _ in page.context["candidates"]} == {cast.student.pk, twin.pk}
    client.post(f"{NEW}?kind=hours", hours_form(person=str(twin.pk)))
    assert Proposal.objects.get().person == twin


def test_where_nobody_fits_it_says_so(enter):
    answer = enter("noura").post(f"{NEW}?kind=hours", hours_form(who="قيس"))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["who"])


def test_a_partner_enters_hours_of_her_own_people_alone(enter, cast):
    client = enter("salma")
    assert client.post(f"{NEW}?kind=hours", hours_form(who="سارة")).status_code == 422
    assert (
        client.post(f"{NEW}?kind=hours", hours_form(person=str(cast.sara.pk), who="سارة")).status_code == 422
    )
    assert client.post(f"{NEW}?kind=hours", hours_form()).status_code == 302


def test_the_detail_hints_at_an_unusual_count_and_a_long_day(enter, cast):
    evidence = sheet(cast.noura)
    proposal = ProposalFactory(
        kind="headcount", initiative=cast.forum, person=None, quantity=None, unit="", headcount=3_800, method="estimate",
        evidence=evidence, place="الموقع 3", entered_by=cast.noura,
    )  # fmt: skip
    texts = [
        hint.text for hint in enter("khalid").get(f"/en/workspace/records/{proposal.pk}/").context["hints"]
    ]
    assert texts == [
        "There are too few counts at this place to compare with; look at the sheet itself.",
        "This number is an estimate and will be shown as one.",
    ]


def test_the_list_takes_as_many_queries_for_many_rows_as_for_one(cast, pages):
    counts = []
    for _ in range(3):
        ProposalFactory(initiative=cast.forum, entered_by=cast.noura)
        counts.append(pages("khalid", "/workspace/records/"))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 12


def test_the_other_pages_stay_within_twelve(cast, pages, hours):
    assert (
        max(
            pages("noura", address)
            for address in (f"/workspace/records/{hours[0].pk}/", NEW, f"{NEW}?kind=hours")
        )
        <= 12
    )
