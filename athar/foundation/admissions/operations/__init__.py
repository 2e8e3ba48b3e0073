"""Writes: one function, one intention."""

from .claiming import ClaimRefused, LinkDead, claim_child, opened
from .guarding import ChildRefused, renew_approval, set_consent_for_child
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
    "LinkDead",
    "LinkRefused",
    "NamingRefused",
    "RegistrationRefused",
    "claim_child",
    "decide_link",
    "decide_registration",
    "end_link",
    "mend_registration",
    "name_guardian",
    "opened",
    "renew_approval",
    "set_consent_for_child",
    "submit_registration",
    "withdraw_naming",
    "withdraw_registration",
]
