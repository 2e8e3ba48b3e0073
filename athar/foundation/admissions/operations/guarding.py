"""What a guardian says for a child."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.queries import speaks_for
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.choices import Purpose
from athar.foundation.people.models import GuardianApproval, Person
from athar.foundation.people.operations import record_consent
from athar.foundation.privacy import queries
from athar.foundation.privacy.consents import current_text
from athar.foundation.privacy.operations import approve_again


class ChildRefused(Refused):
    """Not this person's to say for the child."""


@transaction.atomic
def set_consent_for_child(*, child: Person, purpose: Purpose, given: bool, by: Person, at: datetime) -> bool:
    """
    Give or withdraw consent for a child, on every row of the child. What stands already is not said twice.

    :returns: whether anything changed.
    :raises ChildRefused: when ``by`` does not speak for the child now.
    """
    rows = queries.rows_of_human(child, at=at)
    _check(rows, by, at)
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=rows).order_by("pk"))
    last = {event.person_id: event.given for event in queries.consent_events(rows).filter(purpose=purpose)}
    on = riyadh_day(at)
    text = current_text(purpose, on=on)
    changing = [pk for pk in rows if last.get(pk, False) != given]
    for row in Person.objects.filter(pk__in=changing):
        record_consent(person=row, purpose=purpose, given=given, on=on, text_version=text.version, by=by)
    return bool(changing)


@transaction.atomic
def renew_approval(*, approval: GuardianApproval, by: Person, at: datetime) -> GuardianApproval:
    """
    Approve anew what this guardian revoked, while they speak for the child.

    :raises ChildRefused: when their link to the child ended, or the child is of age.
    :raises ApprovalRefused: when somebody else approved it.
    """
    if queries.is_minor(approval.child, on=riyadh_day(at)):
        _check([approval.child_id], by, at)
    return approve_again(approval=approval, by=by, at=at)


def _check(children: list[int], by: Person, at: datetime) -> None:
    if not speaks_for(queries.rows_of_human(by, at=at), children, at=at):
        raise ChildRefused(
            Reason(
                "not_linked",
                _("You do not speak for this child now."),
                _("The child can name you as guardian again."),
            )
        )
