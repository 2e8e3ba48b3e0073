"""Rosters by days and shift types."""

from athar.analytics.rostering.days.solving import solve_days

__all__ = ["solve_days"]
