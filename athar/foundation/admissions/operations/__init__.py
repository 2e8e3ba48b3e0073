"""Writes: one function, one intention."""

from .claiming import ClaimRefused, LinkDead, claim_child, opened
from .guarding import ChildRefused, renew_approval, set_consent_for_child
from .inviting import (
    InvitationRefused,
    accept_invitation,
    invite,
    may_invite,
    resend,
    still_open,
    withdraw_invitation,
)
from .linking import LinkRefused, decide_link, end_link
from .naming import NamingRefused, name_guardian, withdraw_naming
from .registering import (
    Body,
    RegistrationRefused,
    decide_registration,
    mend_registration,
    submit_registration,
    withdraw_registration,
)

__all__ = [
    "Body",
    "ChildRefused",
    "ClaimRefused",
    "InvitationRefused",
    "LinkDead",
    "LinkRefused",
    "NamingRefused",
    "RegistrationRefused",
    "accept_invitation",
    "claim_child",
    "decide_link",
    "decide_registration",
    "end_link",
    "invite",
    "may_invite",
    "mend_registration",
    "name_guardian",
    "opened",
    "renew_approval",
    "resend",
    "set_consent_for_child",
    "still_open",
    "submit_registration",
    "withdraw_invitation",
    "withdraw_naming",
    "withdraw_registration",
]
