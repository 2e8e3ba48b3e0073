"""How the records came into the ledger: by two people, in the order of time, each with its evidence."""

import pytest

from athar.demo.build import is_built
from athar.demo.tests.asking import ask, one
from athar.foundation.evidence.models import Evidence

pytestmark = pytest.mark.usefixtures("demo")


def test_the_database_says_that_it_is_built():
    assert is_built()


def test_positions_follow_the_time_of_approval():
    assert (
        one(
            "SELECT count(*) FROM (SELECT approved_at, lag(approved_at) OVER (ORDER BY position) AS before FROM ledger_record) t WHERE approved_at < before"
        )
        == 0
    )


def test_records_are_entered_after_they_happen_and_approved_after_they_are_entered():
    early = """SELECT count(*) FROM ledger_record
        WHERE kind <> 'target' AND (entered_at AT TIME ZONE 'Asia/Riyadh')::date <= occurred_on"""
    assert one(early) == 0
    assert one("SELECT count(*) FROM ledger_record WHERE approved_at <= entered_at AND corrects IS NULL") == 0


def test_records_are_entered_within_five_weeks_unless_they_correct():
    late = """SELECT count(*) FROM ledger_record WHERE kind <> 'target' AND entered_at - occurred_on > interval '36 days'"""
    assert one(late) == 4  # two reversals, two records entered anew


def test_entries_are_made_in_office_hours_on_working_days():
    away = """SELECT count(*) FROM ledger_record WHERE extract(dow FROM entered_at AT TIME ZONE 'Asia/Riyadh') IN (5, 6)
        OR extract(hour FROM entered_at AT TIME ZONE 'Asia/Riyadh') NOT BETWEEN 8 AND 15"""
    assert one(away) == 0


def test_every_record_but_targets_has_evidence():
    assert ask("SELECT DISTINCT kind FROM ledger_record WHERE evidence_id IS NULL") == [("target",)]


def test_evidence_is_on_the_disk_as_it_was_hashed():
    some = Evidence.objects.order_by("sha256")[::90]
    assert len(some) > 15
    assert all(evidence.is_intact() for evidence in some)


def test_a_counting_sheet_adds_up_to_its_count():
    from python_calamine import CalamineWorkbook

    [evidence] = Evidence.objects.filter(
        title_en="Counting sheet: Great Sidrah Court, night of 29 Ramadan 1444"
    )
    with evidence.file.open("rb") as file:
        table = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    [*_, line] = table
    assert (line[0], sum(line[1:-1]), line[-1]) == ("ساحة السدرة الكبرى", 400, 400)


def test_each_of_several_people_finds_entries_to_decide_and_some_of_their_own():
    makers = dict(ask("""SELECT a.email, count(*) FROM ledger_proposal p LEFT JOIN ledger_decision d ON d.proposal_id = p.id
        JOIN people_account a ON a.person_id = p.entered_by_id WHERE d.id IS NULL AND p.occurred_on >= '2026-01-01' GROUP BY 1"""))  # fmt: skip
    assert set(makers) >= {
        "noura@example.org",
        "salma@example.org",
        "khalid@example.org",
        "reem@example.org",
        "yahya@example.org",
    }
    kinds = {
        kind
        for (kind,) in ask(
            "SELECT DISTINCT p.kind FROM ledger_proposal p LEFT JOIN ledger_decision d ON d.proposal_id = p.id WHERE d.id IS NULL AND p.occurred_on >= '2026-01-01'"
        )
    }
    assert kinds == {"hours", "headcount", "service", "training", "completion", "target"}


def test_both_reports_are_published_on_the_records_of_their_time():
    published = ask(
        """SELECT r.slug, f.at::date::text, h.size < (SELECT size FROM ledger_head) FROM reporting_publication p JOIN reporting_freeze f ON f.id = p.freeze_id
        JOIN reporting_revision v ON v.id = f.revision_id JOIN reporting_report r ON r.id = v.report_id JOIN ledger_signedhead h ON h.id = f.head_id ORDER BY 1"""
    )
    assert published == [("annual-2023", "2024-02-13", True), ("plan-2020-2023", "2024-02-13", True)]
    frozen = dict(
        ask(
            "SELECT f.code, m.value FROM reporting_frozenfigure f JOIN strategy_measurement m ON m.id = f.measurement_id WHERE f.period = '2023'"
        )
    )
    assert frozen["beneficiaries.reached"] == 72_347
