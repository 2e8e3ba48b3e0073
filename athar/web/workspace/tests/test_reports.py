from datetime import date

import pytest

from athar.direction.reporting.models import Freeze, Publication, Report, Revision
from athar.direction.reporting.operations import approve, freeze, publish, write
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, service
from athar.foundation.core.dates import both_calendars

ARABIC = '# التقرير\n\n## الناس\n\nوصلنا إلى {{ figure "beneficiaries.reached" }}.\n'
ENGLISH = '# The report\n\n## People\n\nWe reached {{ figure "beneficiaries.reached" }}.\n'
HOME = "/en/workspace/reports/annual-2023/"


@pytest.fixture
def report(cast, plans):
    post(
        [service(cast.sara, cast.forum)],
        entered_by=cast.noura,
        entered_at=NOON,
        approved_by=cast.khalid,
        approved_at=NOON,
    )
    report = Report.objects.create(
        slug="annual-2023", kind="annual", title_ar="التقرير السنوي", title_en="Annual report", period="2023",
        starts_on=date(2023, 1, 1), ends_on=date(2023, 12, 31),
    )  # fmt: skip
    write(report=report, source_ar=ARABIC, source_en=ENGLISH, based_on=0, by=cast.reem, at=NOON)
    return report


@pytest.fixture
def published(cast, report):
    revision = report.revisions.first()
    approve(revision=revision, by=cast.munirah, at=NOON)
    return publish(frozen=freeze(revision=revision, by=cast.fahad, at=NOON), by=cast.fahad, at=NOON)


def text(**changes):
    return {"source_ar": ARABIC, "source_en": ENGLISH, "based_on": "1", "note": ""} | changes


def test_a_saved_text_is_a_new_version(enter, report):
    enter("reem").post(
        f"{HOME}text/", text(source_en=ENGLISH.replace("People", "Whom"), note="A better word")
    )
    newest = report.revisions.first()
    assert (newest.number, newest.note, "Whom" in newest.source_en, newest.source_ar) == (
        2,
        "A better word",
        True,
        ARABIC,
    )


def test_somebody_who_wrote_meanwhile_is_not_overwritten(enter, report):
    enter("noura").post(f"{HOME}text/", text(source_en=ENGLISH + "\nNoura."))
    answer = enter("reem").post(f"{HOME}text/", text(source_en=ENGLISH + "\nReem."))
    page = answer.content.decode()
    assert (answer.status_code, report.revisions.count(), "Reem." in page) == (409, 2, True)
    assert "Somebody saved another version while you wrote." in page


def test_faults_are_listed_for_each_language_with_their_lines(enter, report):
    answer = enter("reem").post(
        f"{HOME}text/",
        text(source_ar=ARABIC.replace("reached", "wished"), source_en=ENGLISH + "\n300 people.\n"),
    )
    faults = {name: [str(reason) for reason in reasons] for name, reasons in answer.context["faults"]}
    assert (answer.status_code, [len(several) for several in faults.values()], report.revisions.count()) == (
        409,
        [1, 1],
        1,
    )
    assert ("5" in faults["ar"][0], "7" in faults["en"][0]) == (True, True)


@pytest.mark.parametrize("changes", [{"source_ar": ""}, {"based_on": "x"}, {"based_on": "-1"}])
def test_nonsense_is_not_saved(enter, report, changes):
    assert enter("reem").post(f"{HOME}text/", text(**changes)).status_code == 422
    assert report.revisions.count() == 1


def test_the_editor_lists_figures_with_labels_and_values_of_now(enter, report):
    figures = {row["code"]: row for row in enter("reem").get(f"{HOME}text/").context["figures"]}
    reached = figures["beneficiaries.reached"]
    assert (reached["value"], reached["snippet"]) == ("1", '{{ figure "beneficiaries.reached" }}')


def test_a_preview_shows_what_was_typed_with_live_figures_and_keeps_nothing(enter, report):
    page = enter("reem").post(
        f"{HOME}preview/?language=en", text(source_en=ENGLISH.replace("We reached", "Our year:"))
    )
    body = page.content.decode()
    assert (
        "Our year:" in body,
        "/en/figures/2023/beneficiaries.reached/" in body,
        report.revisions.count(),
    ) == (True, True, 1)


def test_a_preview_of_a_faulty_text_lists_its_faults(enter, report):
    assert (
        len(
            enter("reem")
            .post(f"{HOME}preview/?language=en", text(source_en=ENGLISH + "\n300 people.\n"))
            .context["faults"]
        )
        == 1
    )


def test_versions_are_compared_line_by_line(enter, report):
    enter("reem").post(f"{HOME}text/", text(source_en=ENGLISH.replace("We reached", "The year reached")))
    changes = enter("munirah").get(f"{HOME}revisions/?before=1&after=2&language=en").context["changes"]
    assert [change.kind for change in changes if change.kind in {"gone", "new"}] == ["gone", "new"]


def test_going_back_is_a_new_version(enter, report):
    client = enter("reem")
    client.post(f"{HOME}text/", text(source_en=ENGLISH + "\nMore.\n"))
    client.post(f"{HOME}revisions/1/restoration/")
    assert [(row.number, "More" in row.source_en) for row in report.revisions.all()] == [
        (3, False),
        (2, True),
        (1, False),
    ]


def test_the_board_approves_what_it_read(enter, cast, report):
    answer = enter("munirah").post(f"{HOME}approval/", {"revision": "1", "resolution": "2024/7"})
    revision = Revision.objects.get()
    assert (answer.status_code, revision.approval.by, revision.approval.resolution) == (
        302,
        cast.munirah,
        "2024/7",
    )


def test_the_board_does_not_approve_a_version_it_did_not_read(enter, report):
    enter("reem").post(f"{HOME}text/", text(source_en=ENGLISH + "\nMore.\n"))
    answer = enter("munirah").post(f"{HOME}approval/", {"revision": "1"})
    assert (answer.status_code, Revision.objects.filter(approval__isnull=False).count()) == (409, 0)


def test_nobody_approves_their_own_text_through_the_page(enter, cast, report):
    from athar.foundation.people.tests.factories import RoleGrantFactory

    RoleGrantFactory(person=cast.reem, role="board_member", since=NOON)
    answer = enter("reem").post(f"{HOME}approval/", {"revision": "1"})
    assert answer.status_code == 409
    assert "Nobody approves their own text." in answer.content.decode()


def test_a_text_without_approval_is_not_frozen(enter, report):
    assert enter("fahad").post(f"{HOME}freeze/").status_code == 409
    assert Freeze.objects.count() == 0


def test_a_report_that_is_not_frozen_is_not_published(enter, report):
    assert enter("fahad").post(f"{HOME}publication/").status_code == 409


def test_fahad_freezes_and_publishes_after_reading_what_becomes_final(enter, cast, report):
    approve(revision=report.revisions.first(), by=cast.munirah, at=NOON)
    client = enter("fahad")
    for step in ("freeze/", "publication/"):
        assert "What becomes final" in client.get(f"{HOME}{step}").content.decode()
        assert client.post(f"{HOME}{step}").status_code == 302
    assert Publication.objects.get().by == cast.fahad


def test_published_and_live_figures_stand_beside_each_other(enter, cast, published):
    post(
        [service(cast.omar, cast.forum)],
        entered_by=cast.noura,
        entered_at=NOON,
        approved_by=cast.khalid,
        approved_at=NOON,
    )
    page = enter("yousef").get(f"{HOME}figures/")
    rows = {row.code: row for row in page.context["rows"]}
    assert (
        rows["beneficiaries.reached"].published,
        rows["beneficiaries.reached"].live,
        rows["beneficiaries.reached"].difference,
    ) == (1, 2, 1)
    assert page.context["changed"] > 0


def test_the_way_of_a_report_names_who_did_what(enter, published):
    stages = enter("noura").get(HOME).context["stages"]
    assert ([stage["state"] for stage in stages], both_calendars(NOON.date(), "en")[:6]) == (
        ["done"] * 4,
        "1 June",
    )


def test_a_report_without_text_says_so_everywhere(enter, plans):
    Report.objects.create(
        slug="annual-2024",
        kind="annual",
        title_ar="تقرير",
        title_en="Report",
        period="2024",
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 12, 31),
    )
    client = enter("noura")
    addresses = [
        f"/en/workspace/reports/annual-2024/{tail}"
        for tail in ("", "text/", "preview/", "revisions/", "figures/")
    ]
    assert {client.get(address).status_code for address in addresses} == {200}


def test_a_report_that_does_not_exist_is_not_found(enter):
    assert enter("noura").get("/en/workspace/reports/annual-1999/").status_code == 404


def test_pages_of_a_report_stay_within_twelve(pages, published):
    tails = ("", "text/", "preview/", "revisions/", "figures/")
    assert max(pages("noura", f"/workspace/reports/annual-2023/{tail}") for tail in tails) <= 12
    assert pages("noura", "/workspace/reports/") <= 12
