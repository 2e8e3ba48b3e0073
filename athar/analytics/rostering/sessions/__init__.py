"""Rosters by sessions in time."""

from athar.analytics.rostering.sessions.solving import solve_sessions

__all__ = ["solve_sessions"]
