from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from athar.engine.ledger.models import Decision, Proposal, Record
from athar.engine.ledger.operations import (
    CorrectionRefused,
    DecisionRefused,
    ProposalRefused,
    approve,
    propose,
    reject,
    reverse,
)
from athar.engine.ledger.tests.factories import NOON, ProposalFactory, sheet
from athar.foundation.people.models import Membership
from athar.foundation.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def test_what_waits_is_not_in_the_ledger(cast):
    ProposalFactory(initiative=cast.forum)
    assert (Proposal.objects.awaiting().count(), Record.objects.count()) == (1, 0)


def test_a_second_person_approves_and_the_fact_becomes_a_record(cast):
    proposal = ProposalFactory(initiative=cast.forum, entered_by=cast.noura)
    assert approve(proposals=[proposal], by=cast.khalid, at=NOON) == range(1)
    record = Record.objects.get()
    assert (record.entered_by, record.approved_by, record.quantity) == (
        cast.noura,
        cast.khalid,
        proposal.quantity,
    )
    assert Decision.objects.get().position == 0
    assert Proposal.objects.awaiting().count() == 0


def test_nobody_approves_their_own_entry_and_then_nothing_is_posted(cast):
    own = ProposalFactory(initiative=cast.forum, entered_by=cast.khalid)
    other = ProposalFactory(initiative=cast.forum, entered_by=cast.noura)
    with pytest.raises(DecisionRefused) as refusal:
        approve(proposals=[own, other], by=cast.khalid, at=NOON)
    assert codes(refusal) == ["own_entry"]
    assert Record.objects.count() == 0


def test_nobody_decides_about_an_entry_that_is_about_themselves_whichever_of_their_rows_it_names(cast):
    twin = PersonFactory(name="خالد محمد الحربي")
    Membership.objects.create(
        person=twin, cluster=cast.khalid, since=NOON - timedelta(days=1), decided_by=cast.noura, reason="رقم الهوية نفسه"
    )  # fmt: skip
    other = ProposalFactory(initiative=cast.forum, entered_by=cast.noura, person=cast.sara)
    for person in (cast.khalid, twin):
        about = ProposalFactory(initiative=cast.forum, entered_by=cast.noura, person=person)
        with pytest.raises(DecisionRefused) as approval:
            approve(proposals=[about, other], by=cast.khalid, at=NOON)
        with pytest.raises(DecisionRefused) as rejection:
            reject(proposals=[about], by=cast.khalid, at=NOON, reason="x")
        assert (codes(approval), codes(rejection)) == (["about_you"], ["about_you"])
    assert (Record.objects.count(), Decision.objects.count()) == (0, 0)
    assert approve(proposals=[other], by=cast.khalid, at=NOON) == range(1)


def test_the_database_compares_maker_and_checker_too(cast):
    proposal = ProposalFactory(initiative=cast.forum, entered_by=cast.noura)
    with pytest.raises(IntegrityError, match="nobody_decides_on_their_own_proposal"), transaction.atomic():
        Decision.objects.create(
            proposal=proposal, verdict="rejected", reason="x", by=cast.noura, at=NOON, entered_by=cast.noura
        )
    with (
        pytest.raises(IntegrityError, match="a_decision_names_the_maker_of_its_proposal"),
        transaction.atomic(),
    ):
        Decision.objects.create(
            proposal=proposal, verdict="rejected", reason="x", by=cast.noura, at=NOON, entered_by=cast.omar
        )


def test_a_decision_is_taken_once(cast):
    proposal = ProposalFactory(initiative=cast.forum, entered_by=cast.noura)
    reject(proposals=[proposal], by=cast.khalid, at=NOON, reason="The sheet is missing")
    with pytest.raises(DecisionRefused) as refusal:
        approve(proposals=[proposal], by=cast.khalid, at=NOON)
    assert codes(refusal) == ["decided"]


def test_a_rejection_needs_a_reason(cast):
    with pytest.raises(DecisionRefused) as refusal:
        reject(proposals=[ProposalFactory(initiative=cast.forum)], by=cast.khalid, at=NOON, reason="  ")
    assert codes(refusal) == ["no_reason"]


def test_a_headcount_without_evidence_and_in_the_future_says_both(cast):
    from datetime import date

    proposal = ProposalFactory.build(
        kind="headcount",
        initiative=cast.forum,
        person=None,
        quantity=None,
        headcount=90_000,
        method="meals",
        occurred_on=date(2023, 7, 1),
    )
    with pytest.raises(ProposalRefused) as refusal:
        propose(proposal=proposal, by=cast.noura, at=NOON)
    assert codes(refusal) == ["future", "headcount_incomplete", "too_many"]


def test_a_complete_headcount_may_wait_for_approval(cast):
    proposal = ProposalFactory.build(
        kind="headcount",
        initiative=cast.forum,
        person=None,
        quantity=None,
        headcount=380,
        method="meals",
        evidence=sheet(cast.noura),
    )
    assert propose(proposal=proposal, by=cast.noura, at=NOON).pk is not None


def test_a_record_is_reversed_once_by_two_people_with_a_reason(cast):
    approve(
        proposals=[ProposalFactory(initiative=cast.forum, entered_by=cast.noura)], by=cast.khalid, at=NOON
    )
    record = Record.objects.with_everything().get()
    with pytest.raises(CorrectionRefused) as refusal:
        reverse(record=record, reason=" ", entered_by=cast.noura, approved_by=cast.noura, at=NOON)
    assert codes(refusal) == ["own_entry", "no_reason"]
    reversal = reverse(
        record=record, reason="Counted twice", entered_by=cast.noura, approved_by=cast.khalid, at=NOON
    )
    with pytest.raises(CorrectionRefused) as again:
        reverse(
            record=record, reason="Counted twice", entered_by=cast.noura, approved_by=cast.khalid, at=NOON
        )
    assert codes(again) == ["reversed"]
    with pytest.raises(CorrectionRefused) as twice:
        reverse(record=reversal, reason="Back again", entered_by=cast.noura, approved_by=cast.khalid, at=NOON)
    assert codes(twice) == ["is_reversal"]
