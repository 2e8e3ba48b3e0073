"""Opportunities, what became of each, and what minors ask their guardians about them."""

from .guardian import GuardianQuestion
from .opportunity import Opportunity, Step

__all__ = ["GuardianQuestion", "Opportunity", "Step"]
