"""Staff and partners are invited, by whoever may give the role, and come in by accepting."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.choices import INVITED
from athar.foundation.admissions.models import Invitation
from athar.foundation.admissions.operations.claiming import LinkDead, opened
from athar.foundation.admissions.operations.naming import CANNOT_SEND
from athar.foundation.admissions.rules import LINK_LIVES, SENT_KEPT
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.identity import brakes, messages
from athar.foundation.identity.choices import Channel
from athar.foundation.identity.models import Dispatch
from athar.foundation.identity.queries import account_at
from athar.foundation.people.choices import Role
from athar.foundation.people.grant_rules import NO_ADMINISTRATOR, administers, grant_refusals
from athar.foundation.people.granting import grant_role
from athar.foundation.people.models import Account, Organisation, Person, RoleGrant


class InvitationRefused(Refused):
    """Nobody can be invited so, or the invitation is not this person's; carries every reason."""


def may_invite(person: Person, *, role: str, organisation: Organisation | None, at: datetime) -> bool:
    """Administrators invite to every role; a partner's manager to her own, within the bodies she manages."""
    if administers(person, at=at):
        return True
    if role != Role.PARTNER_MANAGER or organisation is None:
        return False
    mine = RoleGrant.objects.in_force(at).filter(person=person, role=Role.PARTNER_MANAGER)
    return mine.filter(organisation=organisation).exists()


def invite(
    *,
    email: str,
    role: Role,
    by: Person,
    reason: str,
    network: str,
    at: datetime,
    organisation: Organisation | None = None,
    initiative: str = "",
    until: datetime | None = None,
) -> tuple[Invitation, Dispatch]:
    """
    Send a link that lets somebody accept a role, within a scope and until a day; works once, for a week.

    :raises InvitationRefused: when ``by`` may not give the role, for whatever would refuse the grant itself, and when the
        same invitation is open already.
    :raises TooManyAttempts: when too many messages were asked for.
    """
    invitation = Invitation(
        role=role, organisation=organisation, initiative=initiative, until=until, reason=reason.strip(), invited_by=by,
        language=get_language() or "ar", sent_at=at, expires_at=at + LINK_LIVES,
    )  # fmt: skip
    invitation.address(email)
    if reasons := _refusals(invitation, at):
        raise InvitationRefused(*reasons)
    asked = [brakes.of_messages_to(invitation.email), brakes.of_messages_from(network)]
    brakes.check(asked, at=at)
    brakes.press(asked, at=at)
    with transaction.atomic():
        long_over = Invitation.objects.filter(expires_at__lt=at - SENT_KEPT, used_at=None)
        long_over.delete()
        return invitation, _send(invitation, at)


@transaction.atomic
def resend(*, invitation: Invitation, by: Person, network: str, at: datetime) -> Dispatch:
    """
    Send an invitation again under a new link, for another week; the earlier link is dead.

    :raises InvitationRefused: when it was accepted or withdrawn, or ``by`` may not give the role.
    """
    current = _locked(invitation)
    answers = [
        OVER if current.used_at or current.withdrawn_at else None,
        None if may_invite(by, role=current.role, organisation=current.organisation, at=at) else NOT_YOURS,
    ]
    if reasons := [answer for answer in answers if answer]:
        raise InvitationRefused(*reasons)
    asked = [brakes.of_messages_to(current.email), brakes.of_messages_from(network)]
    brakes.check(asked, at=at)
    brakes.press(asked, at=at)
    current.invited_by, current.sent_at, current.expires_at = by, at, at + LINK_LIVES
    return _send(current, at)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person, at: datetime) -> Invitation:
    """:raises InvitationRefused: when it was accepted or withdrawn, or ``by`` may not give the role."""
    current = _locked(invitation)
    answers = [
        OVER if current.used_at or current.withdrawn_at else None,
        None if may_invite(by, role=current.role, organisation=current.organisation, at=at) else NOT_YOURS,
    ]
    if reasons := [answer for answer in answers if answer]:
        raise InvitationRefused(*reasons)
    current.withdrawn_at = at
    current.save(update_fields=["withdrawn_at"])
    return current


def still_open(invitation: Invitation | None, *, at: datetime) -> Invitation:
    """
    The invitation, while it can be accepted.

    :raises LinkDead: as ``opened`` does, and when whoever invited may give the role no more, or the role would be over.
    """
    found = opened(invitation, at=at)
    if not may_invite(found.invited_by, role=found.role, organisation=found.organisation, at=at):
        raise LinkDead(VOID)
    if found.until is not None and found.until <= at:
        raise LinkDead(ENDED)
    return found


@transaction.atomic
def accept_invitation(*, invitation: Invitation, account: Account, at: datetime) -> RoleGrant:
    """
    Take the role up, in the name of whoever invited; the link is used by that.

    :raises LinkDead: when it opens nothing any more.
    :raises InvitationRefused: when it was sent to another address than that of the account.
    :raises GrantRefused: when the role cannot be given, because it is held already for instance.
    """
    current = still_open(_locked(invitation), at=at)
    if account.email.lower() != current.email:
        raise InvitationRefused(ANOTHER_ADDRESS)
    person, inviter = account.person, current.invited_by
    if administers(inviter, at=at):
        grant = grant_role(
            person=person, role=Role(current.role), by=inviter, at=at, reason=current.reason,
            organisation=current.organisation, initiative=current.initiative, until=current.until,
        )  # fmt: skip
    else:
        grant = _managers_grant(current, person, at)
    if person.organisation_id is None and current.organisation_id is not None:
        person.organisation = current.organisation
        person.save(update_fields=["organisation"])
    current.used_at, current.accepted_by, current.grant = at, person, grant
    current.save(update_fields=["used_at", "accepted_by", "grant"])
    return grant


def _managers_grant(invitation: Invitation, person: Person, at: datetime) -> RoleGrant:
    """What a partner's manager gives within her body: the same checks, but that she administers the association."""
    grant = _grant(invitation, person, at)
    if reasons := [reason for reason in grant_refusals(grant, at=at) if reason is not NO_ADMINISTRATOR]:
        raise InvitationRefused(*reasons)
    grant.save(force_insert=True)
    return grant


def _refusals(invitation: Invitation, at: datetime) -> list[Reason]:
    holder = account_at(Channel.EMAIL, invitation.email)
    grant = _grant(invitation, holder.person if holder else None, at)
    may = may_invite(invitation.invited_by, role=invitation.role, organisation=invitation.organisation, at=at)
    same = Invitation.objects.to(invitation.email).open(at)
    same = same.filter(
        role=invitation.role, organisation=invitation.organisation, initiative=invitation.initiative
    )
    answers = [
        None if may else NOT_YOURS,
        None if invitation.role in INVITED else NO_ROLE,
        OPEN_ALREADY if same.exists() else None,
        None if messages.can_send(Channel.EMAIL) else CANNOT_SEND,
        *(reason for reason in grant_refusals(grant, at=at) if reason is not NO_ADMINISTRATOR),
    ]
    return [answer for answer in answers if answer]


def _grant(invitation: Invitation, person: Person | None, at: datetime) -> RoleGrant:
    return RoleGrant(
        person=person, role=invitation.role, organisation=invitation.organisation, initiative=invitation.initiative,
        since=at, until=invitation.until, granted_by=invitation.invited_by, reason=invitation.reason,
    )  # fmt: skip


def _send(invitation: Invitation, at: datetime) -> Dispatch:
    token = invitation.renew()
    invitation.save()
    with override(invitation.language):
        role = str(Role(invitation.role).label)
        body = str(invitation.organisation or "")
    return messages.write(
        template="invitation", subject=_("You are invited"), channel=Channel.EMAIL, address=invitation.email, at=at,
        language=invitation.language, path=f"/invitation/{token}/", role=role, body=body, reason=invitation.reason,
        inviter=invitation.invited_by.name, days=LINK_LIVES.days,
    )  # fmt: skip


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("invited_by", "organisation")
    found: Invitation = rows.get(pk=invitation.pk)
    return found


NOT_YOURS = Reason(
    "not_yours", _("You may not give this role, so you may not invite to it."),
    _("Administrators invite to every role, a partner’s manager to her own organisation’s."),
)  # fmt: skip
NO_ROLE = Reason("no_role", _("Nobody is invited to this role."), _("Choose another role."))
OPEN_ALREADY = Reason(
    "open_already", _("The same invitation is open already."), _("Send that one again, or withdraw it.")
)
OVER = Reason("over", _("This invitation was accepted or withdrawn."), _("Invite anew."))
VOID = Reason(
    "void", _("Whoever invited you may give this role no more, so the invitation is void."),
    _("Ask the association for a new one."),
)  # fmt: skip
ENDED = Reason("ended", _("The role would be over by now."), _("Ask the association for a new invitation."))
ANOTHER_ADDRESS = Reason(
    "another_address", _("This invitation was sent to another e-mail than that of your account."),
    _("Sign in with the account of that address, or open one with the link."),
)  # fmt: skip
