"""Rosters: who works when, as cheaply as can be, with a bound and a checker of its own."""

from athar.analytics.rostering.checker import Verdict, check
from athar.analytics.rostering.errors import Disagreement, Malformed
from athar.analytics.rostering.reading import parse, read
from athar.analytics.rostering.solving import solve

__all__ = ["Disagreement", "Malformed", "Verdict", "check", "parse", "read", "solve"]
