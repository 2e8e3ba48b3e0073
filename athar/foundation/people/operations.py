"""Writes: one function, one intention."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.choices import Purpose
from athar.foundation.people.facts import ApprovalRevoked, ConsentWithdrawn
from athar.foundation.people.models import ConsentEvent, GuardianApproval, Membership, Person


class MergeRefused(Refused):
    """The two rows cannot be made one human."""


@transaction.atomic
def merge(*, person: Person, into: Person, by: Person, at: datetime, reason: str = "") -> Membership:
    """
    Say that two rows are one human. Counts change from ``at`` on; nothing is deleted.

    :raises MergeRefused: when both are one row, one is merged already, or ``into`` is itself merged away.
    """
    rows = {
        row.pk: row
        for row in Person.objects.select_for_update().filter(pk__in=[person.pk, into.pk]).order_by("pk")
    }
    if len(rows) == 1:
        raise MergeRefused(Reason("same_row", _("Both are the same row."), _("Choose two different rows.")))
    taken = Membership.objects.in_force(at)
    if (
        taken.filter(person=person).exists()
        or taken.filter(cluster=person).exists()
        or taken.filter(person=into).exists()
    ):
        raise MergeRefused(
            Reason(
                "merged_already",
                _("One of the rows is part of a merge already."),
                _("Undo that merge first."),
            )
        )
    return Membership.objects.create(person=person, cluster=into, since=at, decided_by=by, reason=reason)


@transaction.atomic
def undo_merge(*, membership: Membership, by: Person, at: datetime) -> Membership:
    """End a merge; the two rows are two humans again from ``at`` on. Undoing twice changes nothing."""
    current = Membership.objects.select_for_update().get(pk=membership.pk)
    if current.until is None:
        current.until, current.undone_by = at, by
        current.save(update_fields=["until", "undone_by"])
    return current


@transaction.atomic
def record_consent(
    *, person: Person, purpose: Purpose, given: bool, on: date, text_version: str, by: Person | None = None
) -> ConsentEvent:
    """Add to the consent log. What stands for a purpose is its last event."""
    event = ConsentEvent.objects.create(
        person=person, purpose=purpose, given=given, on=on, text_version=text_version, recorded_by=by
    )
    if not given:
        announce(ConsentWithdrawn(person.pk, purpose, on))
    return event


@transaction.atomic
def revoke_guardian_approval(*, approval: GuardianApproval, on: date) -> GuardianApproval:
    """From that day on the child's participations in that scope count no longer. The first revocation stands."""
    current = GuardianApproval.objects.select_for_update().get(pk=approval.pk)
    if current.revoked_on is None:
        current.revoked_on = on
        current.save(update_fields=["revoked_on"])
        announce(ApprovalRevoked(current.child_id, current.initiative, on))
    return current
