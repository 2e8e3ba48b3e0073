import pytest
from django.db import IntegrityError, transaction

from athar.engine.ledger.corrections import approve_correction, decline_correction, request_correction
from athar.engine.ledger.integrity import verify
from athar.engine.ledger.models import CorrectionDecision, CorrectionRequest, Record
from athar.engine.ledger.operations import CorrectionRefused
from athar.engine.ledger.tests.factories import NOON, service

pytestmark = pytest.mark.django_db


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


@pytest.fixture
def record(cast, append):
    append(service(cast.sara, cast.forum))
    return Record.objects.with_everything().get()


@pytest.fixture
def asked(cast, record):
    return request_correction(record=record, reason="Counted twice", by=cast.noura, at=NOON)


def test_a_request_alone_takes_nothing_back(asked):
    assert (CorrectionRequest.objects.awaiting().count(), Record.objects.count()) == (1, 1)


def test_a_second_person_agrees_and_the_reversal_is_posted(cast, asked):
    reversal = approve_correction(request=asked, by=cast.khalid, at=NOON)
    assert (reversal.corrects, reversal.reason, reversal.entered_by, reversal.approved_by) == (
        0,
        "Counted twice",
        cast.noura,
        cast.khalid,
    )
    assert CorrectionDecision.objects.get().reversal == reversal.position == 1
    assert verify().holds


def test_nobody_decides_on_their_own_request(cast, asked):
    with pytest.raises(CorrectionRefused) as refusal:
        approve_correction(request=asked, by=cast.noura, at=NOON)
    assert (codes(refusal), Record.objects.count()) == (["own_entry"], 1)


def test_the_database_compares_the_two_people_too(cast, asked):
    with pytest.raises(IntegrityError, match="nobody_decides_on_their_own_correction"), transaction.atomic():
        CorrectionDecision.objects.create(
            request=asked, verdict="approved", by=cast.noura, at=NOON, requested_by=cast.noura, reversal=1
        )


def test_a_record_is_asked_about_once_until_somebody_decides(cast, record, asked):
    with pytest.raises(CorrectionRefused) as refusal:
        request_correction(record=record, reason=" ", by=cast.omar, at=NOON)
    assert codes(refusal) == ["asked_already", "no_reason"]
    decline_correction(request=asked, reason="The sheet shows two evenings", by=cast.khalid, at=NOON)
    assert (
        request_correction(record=record, reason="The sheet was copied", by=cast.omar, at=NOON).pk != asked.pk
    )


def test_a_reversed_record_and_a_reversal_cannot_be_asked_about(cast, record, asked):
    reversal = approve_correction(request=asked, by=cast.khalid, at=NOON)
    for again, code in ((record, "reversed"), (reversal, "is_reversal")):
        with pytest.raises(CorrectionRefused) as refusal:
            request_correction(record=again, reason="Once more", by=cast.noura, at=NOON)
        assert codes(refusal) == [code]


def test_declining_needs_a_reason_and_is_decided_once(cast, asked):
    with pytest.raises(CorrectionRefused) as refusal:
        decline_correction(request=asked, reason=" ", by=cast.khalid, at=NOON)
    assert codes(refusal) == ["no_reason"]
    decline_correction(request=asked, reason="The record is right", by=cast.khalid, at=NOON)
    with pytest.raises(CorrectionRefused) as again:
        approve_correction(request=asked, by=cast.khalid, at=NOON)
    assert (codes(again), Record.objects.count()) == (["decided"], 1)
