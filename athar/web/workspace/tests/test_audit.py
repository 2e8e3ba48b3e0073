from pathlib import Path

import pytest

from athar.direction.strategy.models import Indicator
from athar.engine.ledger.posting import post
from athar.engine.ledger.signing import sign_head
from athar.engine.ledger.tests.factories import NOON, service, sheet


@pytest.fixture
def signed(cast):
    post(
        [service(cast.sara, cast.forum)],
        entered_by=cast.noura,
        entered_at=NOON,
        approved_by=cast.khalid,
        approved_at=NOON,
    )
    return sign_head(at=NOON)


@pytest.mark.parametrize("key", ["yousef", "fahad"])
def test_the_whole_ledger_is_checked_on_request(enter, signed, key):
    finding = enter(key).post("/en/workspace/audit/", {"check": "ledger"}).context["ledger"]
    assert (finding.holds, finding.faults, finding.facts[0]["text"], finding.facts[1]["text"]) == (
        True,
        [],
        "1",
        "1",
    )


def test_a_changed_file_of_evidence_is_found(enter, cast):
    evidence = sheet(cast.noura)
    client = enter("yousef")
    assert client.post("/en/workspace/audit/", {"check": "evidence"}).context["evidence"].holds
    Path(evidence.file.path).chmod(0o600)
    Path(evidence.file.path).write_bytes(b"1,9999")
    answer = client.post("/en/workspace/audit/", {"check": "evidence"})
    assert not answer.context["evidence"].holds
    assert evidence.sha256[:16] in answer.content.decode()


def test_signed_heads_and_the_key_are_shown(enter, signed):
    page = enter("yousef").get("/en/workspace/audit/").content.decode()
    assert bytes(signed.root).hex() in page


def test_the_audit_stays_within_twelve(signed, pages):
    assert pages("yousef", "/workspace/audit/") <= 12


def test_an_indicator_is_told_in_words_with_version_and_hash(enter, plans):
    page = enter("hind").get("/en/workspace/indicators/hours.approved/").content.decode()
    assert Indicator.objects.get(code="hours.approved").definition_hash in page


def test_an_unknown_indicator_is_not_found(enter, plans):
    assert enter("hind").get("/en/workspace/indicators/no.such/").status_code == 404


def test_indicators_stay_within_twelve(plans, pages):
    assert max(pages("reem", f"/workspace/indicators/{tail}") for tail in ("", "hours.approved/")) <= 12
