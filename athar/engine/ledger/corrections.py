"""Writes: one person asks that a record be taken back, another decides."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.ledger.choices import Verdict
from athar.engine.ledger.models import CorrectionDecision, CorrectionRequest, Head, Record
from athar.engine.ledger.operations import CorrectionRefused, reverse
from athar.foundation.core.refusals import Reason
from athar.foundation.people.models import Person


@transaction.atomic
def request_correction(*, record: Record, reason: str, by: Person, at: datetime) -> CorrectionRequest:
    """
    Ask that a record be taken back. It counts until a second person agrees.

    :raises CorrectionRefused: when it is itself a reversal, is reversed or asked about already, or the reason is empty.
    """
    # Two people who ask about one record at once come one after the other.
    Head.objects.select_for_update().get()
    reasons = []
    if record.corrects is not None:
        reasons.append(
            Reason("is_reversal", _("A reversal cannot be reversed."), _("Enter the fact anew instead."))
        )
    if Record.objects.filter(corrects=record.position).exists():
        reasons.append(
            Reason("reversed", _("This record was reversed already."), _("Open its reversal to see why."))
        )
    elif CorrectionRequest.objects.awaiting().filter(position=record.position).exists():
        reasons.append(
            Reason(
                "asked_already",
                _("Somebody asked for this correction already."),
                _("A second person has to decide on that request."),
            )
        )
    if not reason.strip():
        reasons.append(
            Reason("no_reason", _("A correction needs a reason."), _("Write what was wrong with the record."))
        )
    if reasons:
        raise CorrectionRefused(*reasons)
    return CorrectionRequest.objects.create(
        position=record.position, reason=reason.strip(), requested_by=by, requested_at=at
    )


@transaction.atomic
def approve_correction(*, request: CorrectionRequest, by: Person, at: datetime) -> Record:
    """
    Agree: the reversal is posted, entered by whoever asked and approved by ``by``. This is final.

    :raises CorrectionRefused: when it was decided already, ``by`` asked for it, or the record was reversed meanwhile.
    """
    waiting = _lock(request, by=by)
    record = Record.objects.with_everything().get(position=waiting.position)
    reversal = reverse(
        record=record, reason=waiting.reason, entered_by=waiting.requested_by, approved_by=by, at=at
    )
    CorrectionDecision.objects.create(
        request=waiting,
        verdict=Verdict.APPROVED,
        by=by,
        at=at,
        requested_by=waiting.requested_by,
        reversal=reversal.position,
    )
    return reversal


@transaction.atomic
def decline_correction(
    *, request: CorrectionRequest, reason: str, by: Person, at: datetime
) -> CorrectionDecision:
    """
    Disagree: the record stands.

    :raises CorrectionRefused: when it was decided already, ``by`` asked for it, or the reason is empty.
    """
    waiting = _lock(request, by=by)
    if not reason.strip():
        raise CorrectionRefused(
            Reason("no_reason", _("Declining needs a reason."), _("Write why the record stands."))
        )
    return CorrectionDecision.objects.create(
        request=waiting,
        verdict=Verdict.REJECTED,
        reason=reason.strip(),
        by=by,
        at=at,
        requested_by=waiting.requested_by,
    )


def _lock(request: CorrectionRequest, *, by: Person) -> CorrectionRequest:
    waiting = (
        CorrectionRequest.objects.select_for_update(of=("self",))
        .select_related("requested_by")
        .get(pk=request.pk)
    )
    reasons = []
    if CorrectionDecision.objects.filter(request=waiting).exists():
        reasons.append(Reason("decided", _("This request was decided already."), _("Reload the list.")))
    if waiting.requested_by_id == by.pk:
        reasons.append(
            Reason("own_entry", _("Nobody approves their own entry."), _("Ask a colleague to decide."))
        )
    if reasons:
        raise CorrectionRefused(*reasons)
    return waiting
