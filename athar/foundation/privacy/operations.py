"""Writes of the person's own: consent, and a guardian's approval."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.choices import Purpose
from athar.foundation.people.models import GuardianApproval, Person
from athar.foundation.people.operations import record_consent, revoke_guardian_approval
from athar.foundation.privacy import queries
from athar.foundation.privacy.consents import current_text


class ConsentRefused(Refused):
    """Not theirs to give or withdraw."""


class ApprovalRefused(Refused):
    """Not this guardian's to approve or revoke."""


@transaction.atomic
def set_consent(*, person: Person, purpose: Purpose, given: bool, by: Person, at: datetime) -> bool:
    """
    Give or withdraw consent for one purpose, on every row of the human. What stands already is not said twice.

    :returns: whether anything changed.
    :raises ConsentRefused: when somebody else than the person gives or withdraws it, or a minor gives it.
    """
    rows = queries.rows_of_human(person, at=at)
    if given and queries.is_minor(person, on=riyadh_day(at)):
        raise ConsentRefused(
            Reason(
                "minor",
                _("Somebody younger than 18 does not give this alone: a guardian does."),
                _("Name your guardian on your pages; withdrawing you may do yourself."),
            )
        )
    if by.pk not in rows:
        raise ConsentRefused(Reason("not_yours", _("Consent is the person's own to give and to withdraw.")))
    Person.objects.select_for_update().filter(pk__in=rows).order_by("pk").first()
    return _say(rows, purpose, given=given, by=by, at=at)


def _say(rows: list[int], purpose: Purpose, *, given: bool, by: Person, at: datetime) -> bool:
    last = {event.person_id: event.given for event in queries.consent_events(rows).filter(purpose=purpose)}
    on = riyadh_day(at)
    text = current_text(purpose, on=on)
    # A row that never said anything has nothing to withdraw.
    changing = [pk for pk in rows if last.get(pk, False) != given]
    for row in Person.objects.filter(pk__in=changing):
        record_consent(person=row, purpose=purpose, given=given, on=on, text_version=text.version, by=by)
    return bool(changing)


@transaction.atomic
def withdraw_on_request(*, person: Person, purpose: Purpose, by: Person, at: datetime) -> bool:
    """
    Withdraw a consent for somebody who asked for it; ``by`` carries the request out.

    :returns: whether anything stood that ended.
    """
    rows = queries.rows_of_human(person, at=at)
    Person.objects.select_for_update().filter(pk__in=rows).order_by("pk").first()
    return _say(rows, purpose, given=False, by=by, at=at)


@transaction.atomic
def revoke_approval(*, approval: GuardianApproval, by: Person, at: datetime) -> GuardianApproval:
    """
    Revoke what this guardian approved.

    :raises ApprovalRefused: when somebody else approved it.
    """
    _own(approval, by, at)
    return revoke_guardian_approval(approval=approval, on=riyadh_day(at))


@transaction.atomic
def approve_again(*, approval: GuardianApproval, by: Person, at: datetime) -> GuardianApproval:
    """
    Approve anew what this guardian revoked, from today on. An approval that stands already is returned as it is.

    :raises ApprovalRefused: when somebody else approved it, or the child is of age.
    """
    _own(approval, by, at)
    on: date = riyadh_day(at)
    if not queries.is_minor(approval.child, on=on):
        raise ApprovalRefused(
            Reason(
                "of_age",
                _("They are of age and decide for themselves."),
                _("They can sign in and take part."),
            )
        )
    same = GuardianApproval.objects.select_for_update().filter(
        child=approval.child_id, guardian=approval.guardian_id, initiative=approval.initiative
    )
    standing = next((row for row in same if row.revoked_on is None), None)
    return standing or GuardianApproval.objects.create(
        child_id=approval.child_id,
        guardian_id=approval.guardian_id,
        initiative=approval.initiative,
        approved_on=on,
    )


def _own(approval: GuardianApproval, by: Person, at: datetime) -> None:
    if approval.guardian_id not in queries.rows_of_human(by, at=at):
        raise ApprovalRefused(
            Reason(
                "not_yours",
                _("Somebody else gave this approval."),
                _("Only the guardian who gave it may change it."),
            )
        )
