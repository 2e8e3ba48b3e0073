"""Writes: one function, one intention."""

from .claiming import ClaimRefused, LinkDead, claim_child, opened
from .guarding import ChildRefused, renew_approval, set_consent_for_child
from .linking import LinkRefused, decide_link, end_link
from .naming import NamingRefused, name_guardian, withdraw_naming

__all__ = [
    "ChildRefused",
    "ClaimRefused",
    "LinkDead",
    "LinkRefused",
    "NamingRefused",
    "claim_child",
    "decide_link",
    "end_link",
    "name_guardian",
    "opened",
    "renew_approval",
    "set_consent_for_child",
    "withdraw_naming",
]
