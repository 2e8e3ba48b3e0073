"""Any edit, deletion, reordering or truncation of the ledger is found, and says where."""

import pytest
from django.db import connection

from athar.analytics.proofs import verify_consistency, verify_inclusion
from athar.engine.ledger.integrity import verify
from athar.engine.ledger.models import Record, SignedHead
from athar.engine.ledger.operations import reverse
from athar.engine.ledger.proofs import prove_consistency, prove_inclusion
from athar.engine.ledger.signing import sign_head
from athar.engine.ledger.tests.factories import NOON, headcount, service, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger(cast, append):
    """Three hundred records (more than one stored subtree) under two signed heads."""
    append(*[service(cast.sara, cast.forum, session=f"day {n}") for n in range(270)])
    sign_head(at=NOON)
    append(*[headcount(sheet(cast.noura), cast.forum, how_many=n + 1) for n in range(30)])
    sign_head(at=NOON)


def as_superuser(statement, *values):
    """What somebody with every right could do: triggers off, then the change."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.fixture
def superuser(ledger, settings):
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        if not cursor.fetchone()[0]:
            # The tests' role owns the tables, so it may do the same by switching the triggers off.
            return owner_change
    return as_superuser


def owner_change(statement, *values):
    tables = "ledger_record", "ledger_node", "ledger_signedhead"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_an_untouched_ledger_holds(ledger):
    verdict = verify()
    assert verdict.faults == []
    assert (verdict.records, verdict.heads) == (300, 2)
    assert verdict.root == bytes(SignedHead.objects.get(size=300).root).hex()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("place", "x"),
        ("headcount", 9),
        ("occurred_on", "2023-04-04"),
        ("approved_at", "2023-06-01T12:00:01+03"),
        ("session", "1"),
    ],
)
def test_one_altered_column_is_found_and_the_record_is_named(superuser, column, value):
    superuser(f"UPDATE ledger_record SET {column} = %s WHERE position = 271", value)
    assert verify().faults == ["R-000271 was altered: its contents and its hash do not agree"]


def test_an_altered_person_or_age_group_is_found_through_the_commitment(superuser, cast):
    superuser("UPDATE ledger_record SET person_id = %s WHERE position = 3", cast.omar.pk)
    superuser("UPDATE ledger_record SET age_group = '60+' WHERE position = 4")
    assert verify().faults == [
        "R-000003 was altered: what its commitment hides and its hash do not agree",
        "R-000004 was altered: what its commitment hides and its hash do not agree",
    ]


def test_an_alteration_with_a_new_hash_breaks_the_tree_and_its_signed_heads(superuser):
    superuser("UPDATE ledger_record SET hash = sha256('x') WHERE position = 5")
    faults = verify().faults
    assert faults[0] == "R-000005 was altered: its contents and its hash do not agree"
    assert "tree: the hash over R-000000…R-000255 differs from the stored one" in faults
    assert "signed head of 300 records: its root does not follow from the records" in faults


def test_a_deleted_record_is_found(superuser):
    superuser("DELETE FROM ledger_record WHERE position = 12")
    assert "R-000012 is missing: the next record found is R-000013" in verify().faults


def test_two_records_that_changed_places_are_found(superuser):
    superuser("UPDATE ledger_record SET position = -1 WHERE position = 20")
    superuser("UPDATE ledger_record SET position = 20 WHERE position = 21")
    superuser("UPDATE ledger_record SET position = 21 WHERE position = -1")
    assert len([fault for fault in verify().faults if "was altered" in fault]) == 2


def test_a_shortened_ledger_is_found_even_when_its_counter_was_set_back(superuser):
    superuser("DELETE FROM ledger_record WHERE position >= 290")
    superuser("UPDATE ledger_head SET size = 290")
    assert "the ledger was shortened: a signed head knew 300 records, 290 are left" in verify().faults


def test_a_forged_head_is_found(superuser):
    superuser("UPDATE ledger_signedhead SET note = replace(note, '300', '301') WHERE size = 300")
    assert any(fault.startswith("signed head of 300 records:") for fault in verify().faults)


def test_the_proof_of_every_kind_of_record_is_checked_without_the_database(ledger):
    head = SignedHead.objects.get(size=300)
    for position in (0, 100, 255, 256, 299):
        proof = prove_inclusion(Record.objects.with_everything().get(position=position), head)
        assert verify_inclusion(bytes(proof.record.hash), position, head.size, proof.path, bytes(head.root))


def test_an_older_head_is_a_prefix_of_a_newer_one(ledger):
    old, new = SignedHead.objects.all()
    assert verify_consistency(
        old.size, new.size, prove_consistency(old, new), bytes(old.root), bytes(new.root)
    )


def test_a_reversal_is_one_more_record(ledger, cast):
    record = Record.objects.with_everything().get(position=7)
    reversal = reverse(
        record=record, reason="Entered twice", entered_by=cast.noura, approved_by=cast.khalid, at=NOON
    )
    assert (reversal.position, reversal.corrects, reversal.person_id) == (300, 7, record.person_id)
    assert verify().holds


def test_the_same_head_is_signed_once(ledger):
    assert sign_head(at=NOON) == sign_head(at=NOON)
    assert SignedHead.objects.count() == 2
