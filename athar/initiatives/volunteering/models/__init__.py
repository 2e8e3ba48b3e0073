"""Opportunities, what became of each, and what minors ask their guardians about them."""

from .cancellation import Cancellation
from .guardian import GuardianQuestion
from .opportunity import Opportunity, Step

__all__ = ["Cancellation", "GuardianQuestion", "Opportunity", "Step"]
