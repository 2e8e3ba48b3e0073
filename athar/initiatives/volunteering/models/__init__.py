"""Opportunities, and what became of each."""

from .opportunity import Opportunity, Step

__all__ = ["Opportunity", "Step"]
