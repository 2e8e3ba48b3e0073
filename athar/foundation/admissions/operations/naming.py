"""A minor says who the guardian is; a link goes there."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.models import GuardianInvitation
from athar.foundation.admissions.rules import LINK_LIVES, MOST_OPEN, SENT_KEPT
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.identity import brakes, messages
from athar.foundation.identity.choices import Channel
from athar.foundation.identity.models import Dispatch
from athar.foundation.identity.queries import account_at
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import is_minor, rows_of_human


class NamingRefused(Refused):
    """No link can be sent to this guardian."""


@dataclass(frozen=True)
class Sent:
    invitation: GuardianInvitation
    message: Dispatch


def name_guardian(*, child: Person, channel: Channel, address: str, network: str, at: datetime) -> Sent:
    """
    Send a link to whom a minor names as a guardian. Sent again, the earlier link to that address is dead.

    :param network: the network address of whoever asks; too many messages from one close the way.
    :raises NamingRefused: when the child is of age, names themselves, or has too many links open.
    :raises TooManyAttempts: when too many messages were asked for.
    """
    if reasons := _refusals(child, channel, address, at):
        raise NamingRefused(*reasons)
    asked = [brakes.of_messages_to(address), brakes.of_messages_from(network)]
    brakes.check(asked, at=at)
    brakes.press(asked, at=at)
    return _send(child, channel, address, at)


@transaction.atomic
def _send(child: Person, channel: Channel, address: str, at: datetime) -> Sent:
    Person.objects.select_for_update(of=("self",)).get(pk=child.pk)
    GuardianInvitation.objects.filter(expires_at__lt=at - SENT_KEPT).delete()
    same = [row.pk for row in _open(child, at) if row.address == address]
    GuardianInvitation.objects.filter(pk__in=same).update(withdrawn_at=at)
    if _open(child, at).count() >= MOST_OPEN:
        raise NamingRefused(
            Reason(
                "too_many_open",
                _("Too many links are on their way already."),
                _("Withdraw one of them, or wait for an answer."),
            )
        )
    invitation = GuardianInvitation(
        child=child, channel=channel, address=address, sent_at=at, expires_at=at + LINK_LIVES
    )
    token = invitation.renew()
    invitation.save()
    message = messages.write(
        template="guardian", subject=_("A child names you as their guardian"), channel=channel, address=address, at=at,
        language=get_language() or "", path=f"/guardianship/{token}/", name=child.name.split()[0], days=LINK_LIVES.days,
    )  # fmt: skip
    return Sent(invitation, message)


def _refusals(child: Person, channel: Channel, address: str, at: datetime) -> list[Reason]:
    holder = account_at(channel, address)
    themselves = holder is not None and holder.person_id in rows_of_human(child, at=at)
    answers = [
        None if is_minor(child, on=riyadh_day(at)) else OF_AGE,
        YOURSELF if themselves or address in {child.phone, child.email} else None,
        None if messages.can_send(channel) else CANNOT_SEND,
    ]
    return [answer for answer in answers if answer]


def _open(child: Person, at: datetime) -> "QuerySet[GuardianInvitation]":
    return GuardianInvitation.objects.filter(child=child).open(at)


@transaction.atomic
def withdraw_naming(*, invitation: GuardianInvitation, at: datetime) -> bool:
    """Make a link worth nothing. One that was used or withdrawn already stays as it is."""
    changed = GuardianInvitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(
        withdrawn_at=at
    )
    return bool(changed)


OF_AGE = Reason("of_age", _("You are of age and decide for yourself."), _("No guardian is needed."))
YOURSELF = Reason(
    "yourself",
    _("This address is your own."),
    _("Write the e-mail or the number of your father, mother or guardian."),
)
CANNOT_SEND = Reason(
    "cannot_send",
    _("This site cannot send messages of this kind."),
    _("Use another way, or write to the association."),
)
