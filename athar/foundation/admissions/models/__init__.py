"""Links that were sent, and what became of them."""

from .guardian import GuardianInvitation, GuardianLink, LinkDecision
from .one_use import OneUse

__all__ = ["GuardianInvitation", "GuardianLink", "LinkDecision", "OneUse"]
