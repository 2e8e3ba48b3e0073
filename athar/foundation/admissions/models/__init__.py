"""Links that were sent, registrations, and what became of them."""

from .guardian import GuardianInvitation, GuardianLink, LinkDecision
from .invitation import Invitation
from .one_use import OneUse
from .registration import Registration, Step

__all__ = [
    "GuardianInvitation",
    "GuardianLink",
    "Invitation",
    "LinkDecision",
    "OneUse",
    "Registration",
    "Step",
]
