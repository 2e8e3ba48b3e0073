"""Each trap is there, and springs when the rule that keeps it out of the figures is left out."""

import pytest

from athar.demo.tests.asking import ask, counted, one
from athar.demo.traps import TRAPS, implausible_import
from athar.demo.traps.imports import CELL

pytestmark = pytest.mark.usefixtures("demo")
YEAR = "occurred_on BETWEEN '2023-01-01' AND '2023-12-31'"
SERVED = "kind IN ('service', 'training', 'completion')"


def test_every_trap_says_what_it_would_do():
    assert all(trap.harm.endswith(".") and trap.__doc__ for trap in TRAPS)


def test_unmerged_spelling_variants_push_the_total_above_the_reported_one():
    [[people]] = counted("SELECT count(DISTINCT person_id) FROM served")
    assert people + 56_920 == 72_347 + 50


def test_rows_that_were_merged_share_an_identity_number_a_phone_or_a_birth_date():
    pairs = ask(
        """SELECT a.national_id_hash = b.national_id_hash, a.phone = b.phone AND a.phone <> '', a.birth_date = b.birth_date, a.name = b.name
        FROM people_membership m JOIN people_person a ON a.id = m.person_id JOIN people_person b ON b.id = m.cluster_id WHERE m.until IS NULL"""
    )
    assert len(pairs) == 50
    assert all(identity or phone or birth for identity, phone, birth, _ in pairs)
    assert not any(same_name for *_, same_name in pairs)
    assert sum(bool(identity) for identity, *_ in pairs) == 17
    assert sum(bool(phone) for _, phone, *_ in pairs) == 17


def test_both_rows_of_a_merged_pair_took_part_in_the_year():
    served = {person for (person,) in counted("SELECT DISTINCT person_id FROM served")}
    pairs = ask("SELECT person_id, cluster_id FROM people_membership WHERE until IS NULL")
    assert all(person in served and cluster in served for person, cluster in pairs)


def test_merges_were_decided_before_the_report_was_frozen():
    assert one("SELECT max(since) < (SELECT min(at) FROM reporting_freeze) FROM people_membership") is True


def test_namesakes_stay_two_and_a_mistaken_merge_was_undone():
    assert (
        one(
            "SELECT count(*) FROM people_membership WHERE until IS NOT NULL AND undone_by_id <> decided_by_id"
        )
        == 1
    )
    twelve = one(
        "SELECT count(*) FROM people_person WHERE name_latin = ANY(ARRAY(SELECT p.name_latin FROM people_membership m JOIN people_person p ON p.id = m.person_id WHERE m.until IS NOT NULL))"
    )
    assert twelve >= 2


def test_a_headcount_was_rejected_with_its_reason():
    [row] = ask(
        """SELECT p.headcount, d.verdict, d.reason <> '', d.position, p.entered_by_id <> d.by_id, p.evidence_id IS NOT NULL
        FROM ledger_decision d JOIN ledger_proposal p ON p.id = d.proposal_id WHERE p.kind = 'headcount' AND p.occurred_on < '2024-01-01'"""
    )
    assert row == (2_300, "rejected", True, None, True, True)


def test_thirty_six_hours_of_the_year_wait_for_approval():
    waiting = f"FROM ledger_proposal p LEFT JOIN ledger_decision d ON d.proposal_id = p.id WHERE d.id IS NULL AND p.kind = 'hours' AND p.{YEAR}"
    assert ask(f"SELECT count(*), sum(quantity) {waiting}") == [(9, 36)]


def test_ten_records_come_after_their_person_withdrew_consent():
    after = f"""FROM ledger_record r JOIN withheld w ON w.person = r.person_id AND r.occurred_on >= w.since AND (w.until IS NULL OR r.occurred_on < w.until)
        WHERE w.reason = 'consent_withdrawn' AND {YEAR}"""
    assert ask(f"SELECT count(*), count(DISTINCT r.person_id) {after}") == [(10, 10)]
    counted_before = {person for (person,) in counted("SELECT DISTINCT person_id FROM served")}
    assert len(counted_before & {person for (person,) in ask(f"SELECT DISTINCT r.person_id {after}")}) == 4


def test_somebody_who_came_back_after_withdrawing_counts():
    came_back = ask(
        "SELECT person_id FROM people_consentevent WHERE purpose = 'participation' AND NOT given AND \"on\" = '2022-12-19'"
    )
    assert counted(f"SELECT count(*) FROM served WHERE person_id = {came_back[0][0]}") == [(1,)]


def test_five_children_have_a_record_after_their_guardian_revoked_and_one_was_approved_again():
    after = "SELECT count(*) FROM ledger_record r JOIN people_guardianapproval g ON g.child_id = r.person_id WHERE g.revoked_on <= r.occurred_on"
    assert one(f"{after} AND g.revoked_on > '2023-08-01'") == 5
    [[child]] = ask("SELECT child_id FROM people_guardianapproval WHERE revoked_on = '2023-01-02'")
    assert counted(f"SELECT count(*) FROM served WHERE person_id = {child}") == [(1,)]


def test_records_stand_a_day_before_and_a_day_after_the_year():
    edges = ask(
        f"""SELECT r.occurred_on::text, i.code, count(*), sum(r.headcount) FROM ledger_record r JOIN register_initiative i ON i.id = r.initiative_id
        JOIN register_edition e ON e.id = r.edition_id
        WHERE r.occurred_on IN ('2022-12-31', '2024-01-01') AND e.code LIKE '%-2023' AND (kind = 'headcount' OR {SERVED}) GROUP BY 1, 2 ORDER BY 1, 2"""
    )
    assert edges == [
        ("2022-12-31", "community_day", 1, 240), ("2022-12-31", "digital", 7, None), ("2022-12-31", "specialised", 4, None),
        ("2024-01-01", "community_day", 1, 310), ("2024-01-01", "digital", 5, None), ("2024-01-01", "specialised", 3, None),
    ]  # fmt: skip


def test_the_file_with_fifty_five_million_was_flagged_and_sent_back():
    [imported] = ask("SELECT id, total, valid, refused, posted FROM intake_import")
    assert imported[1:] == (1, 0, 1, 0)
    assert (
        one(f"SELECT name FROM intake_stage WHERE intake_id = {imported[0]} ORDER BY id DESC LIMIT 1")
        == "refused"
    )
    assert (
        CELL.encode() not in implausible_import()
    )  # a workbook is compressed; its cell is read by the intake, not found by luck
    [[reasons]] = ask(f"SELECT reasons FROM intake_row WHERE intake_id = {imported[0]}")
    assert "ألف" in str(reasons)


def test_two_records_were_corrected_before_the_report_was_frozen():
    corrections = ask(
        """SELECT wrong.headcount, anew.headcount, wrong.place, anew.place, back.reason <> '', back.approved_at < (SELECT min(at) FROM reporting_freeze)
        FROM ledger_record back
        JOIN ledger_record wrong ON wrong.position = back.corrects
        JOIN ledger_record anew ON anew.position = back.position + 1
        ORDER BY back.position"""
    )
    assert [row[:2] for row in corrections] == [(280, 208), (None, None)]
    assert corrections[1][2] != corrections[1][3]
    assert all(row[4:] == (True, True) for row in corrections)
