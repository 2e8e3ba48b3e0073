"""Entries are approved; hours of a shift only while attendance still says the same."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.ledger.models import Proposal
from athar.engine.ledger.operations import approve
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.entered import outdated_among

OUTDATED = Reason(
    "outdated", _("For some of these hours, attendance says something else by now."),
    _("Reject them with a reason; then the hours are entered again as attendance says."),
)  # fmt: skip


class ApprovalRefused(Refused):
    """Some of the hours are not what attendance says."""


@transaction.atomic
def approve_entries(*, proposals: Sequence[Proposal], by: Person, at: datetime, reason: str = "") -> range:
    """
    Approve entries of any kind and post them: all, or none.

    :returns: the positions of the new records.
    :raises ApprovalRefused: when hours of a shift are outdated.
    :raises DecisionRefused: as the ledger does.
    """
    waiting = Proposal.objects.awaiting().filter(pk__in=[proposal.pk for proposal in proposals])
    if outdated_among(waiting):
        raise ApprovalRefused(OUTDATED)
    return approve(proposals=proposals, by=by, at=at, reason=reason)
