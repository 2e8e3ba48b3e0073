"""Writes: propose, decide, correct. Every one ends in ``posting.post`` or leaves the ledger alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.ledger.choices import Verdict
from athar.engine.ledger.facts import EntryProposed
from athar.engine.ledger.models import Decision, Proposal, Record
from athar.engine.ledger.placing import placed_within
from athar.engine.ledger.posting import post
from athar.engine.ledger.rows import facts_of
from athar.engine.ledger.rules import proposal_refusals
from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.foundation.people.scopes import EVERYWHERE, Reach
from athar.foundation.privacy.queries import rows_of_human

DECIDED = Reason("decided", _("Some of these were decided already."), _("Reload the list and choose again."))
OWN_ENTRY = Reason("own_entry", _("Nobody approves their own entry."), _("Ask a colleague to decide."))
ABOUT_YOU = Reason(
    "about_you", _("Nobody decides about an entry that is about themselves."), _("Ask a colleague to decide.")
)


class ProposalRefused(Refused):
    """The proposal breaks a rule of the ledger; every broken rule is listed."""


class DecisionRefused(Refused):
    """The decision cannot be taken by this person, or was taken already."""


class CorrectionRefused(Refused):
    """The record cannot be reversed."""


@dataclass(frozen=True)
class RecordsPosted:
    """Announced fact: the ledger grew."""

    positions: range


@transaction.atomic
def propose(*, proposal: Proposal, by: Person, at: datetime, within: Reach = EVERYWHERE) -> Proposal:
    """
    Enter a fact that a second person must approve before it counts.

    :param within: how far the work of entering goes; a fact that does not say of which organisation or edition it is
        gets those of the one scope it fits.
    :raises ProposalRefused: with every rule that says no.
    """
    outside = placed_within(proposal, within)
    reasons = [*proposal_refusals(proposal, on=at), *([outside] if outside else [])]
    if reasons:
        raise ProposalRefused(*reasons)
    proposal.entered_by, proposal.entered_at = by, at
    proposal.save(force_insert=True)
    announce(EntryProposed(proposal.pk, by.pk, at))
    return proposal


@transaction.atomic
def approve(*, proposals: Sequence[Proposal], by: Person, at: datetime, reason: str = "") -> range:
    """
    Approve proposals and post them, in the order they were entered.

    :returns: the positions of the new records.
    :raises DecisionRefused: when one was decided already, or ``by`` entered one of them or is whom one is about: then none is posted.
    """
    waiting = _lock(proposals, by=by, at=at)
    by_maker: dict[int, list[Proposal]] = {}
    for proposal in waiting:
        by_maker.setdefault(proposal.entered_by_id, []).append(proposal)
    first: int | None = None
    last = 0
    for group in by_maker.values():
        positions = post(
            [facts_of(proposal) for proposal in group],
            entered_by=group[0].entered_by, entered_at=group[-1].entered_at, approved_by=by, approved_at=at,
        )  # fmt: skip
        Decision.objects.bulk_create([
            Decision(proposal=proposal, verdict=Verdict.APPROVED, reason=reason, by=by, at=at,
                     entered_by_id=proposal.entered_by_id, position=position)
            for proposal, position in zip(group, positions, strict=True)
        ])  # fmt: skip
        tell(group[0].entered_by_id, "ledger.approved", at=at, many=len(group))
        first = positions.start if first is None else first
        last = positions.stop
    posted = range(first or 0, last)
    announce(RecordsPosted(posted))
    return posted


@transaction.atomic
def reject(*, proposals: Sequence[Proposal], by: Person, at: datetime, reason: str) -> list[Decision]:
    """
    Reject proposals, with the reason their maker will read.

    :raises DecisionRefused: when one was decided already, ``by`` entered one or is whom one is about, or the reason is empty.
    """
    if not reason.strip():
        raise DecisionRefused(
            Reason(
                "no_reason",
                _("A rejection needs a reason."),
                _("Write what is wrong, so that it can be mended."),
            )
        )
    decisions = Decision.objects.bulk_create([
        Decision(proposal=proposal, verdict=Verdict.REJECTED, reason=reason.strip(), by=by, at=at, entered_by_id=proposal.entered_by_id)
        for proposal in _lock(proposals, by=by, at=at)
    ])  # fmt: skip
    for maker, many in Counter(decision.entered_by_id for decision in decisions).items():
        tell(maker, "ledger.rejected", at=at, many=many)
    return decisions


def _lock(proposals: Sequence[Proposal], *, by: Person, at: datetime) -> list[Proposal]:
    keys, rows = [proposal.pk for proposal in proposals], rows_of_human(by, at=at)
    waiting = list(
        Proposal.objects.select_for_update(of=("self",)).filter(pk__in=keys, decision=None).order_by("entered_at", "pk")
        .select_related("initiative", "edition", "organisation", "person", "evidence", "entered_by")
    )  # fmt: skip
    found = [
        DECIDED if len(waiting) != len(set(keys)) else None,
        OWN_ENTRY if any(proposal.entered_by_id == by.pk for proposal in waiting) else None,
        ABOUT_YOU if any(proposal.person_id in rows for proposal in waiting) else None,
    ]
    reasons = [reason for reason in found if reason]
    if reasons:
        raise DecisionRefused(*reasons)
    return waiting


@transaction.atomic
def reverse(*, record: Record, reason: str, entered_by: Person, approved_by: Person, at: datetime) -> Record:
    """
    Correct a record by another that takes it back. Neither counts afterwards; both stay to be seen.

    :raises CorrectionRefused: when the record is itself a reversal, is reversed already, one person
        does both parts, or the reason is empty.
    """
    reasons = []
    if record.corrects is not None:
        reasons.append(
            Reason("is_reversal", _("A reversal cannot be reversed."), _("Enter the fact anew instead."))
        )
    if Record.objects.filter(corrects=record.position).exists():
        reasons.append(
            Reason("reversed", _("This record was reversed already."), _("Open its reversal to see why."))
        )
    if entered_by.pk == approved_by.pk:
        reasons.append(OWN_ENTRY)
    if not reason.strip():
        reasons.append(
            Reason("no_reason", _("A correction needs a reason."), _("Write what was wrong with the record."))
        )
    if reasons:
        raise CorrectionRefused(*reasons)
    facts = facts_of(record)._replace(corrects=record.position, reason=reason.strip(), external_id=None)
    positions = post([facts], entered_by=entered_by, entered_at=at, approved_by=approved_by, approved_at=at)
    announce(RecordsPosted(positions))
    return Record.objects.get(position=positions.start)
