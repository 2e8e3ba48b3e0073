"""Codes that were sent, messages that carry them, proven phones, and the brakes on guessing."""

from .brake import Brake
from .challenge import Challenge
from .dispatch import Dispatch
from .phone import ProvenPhone

__all__ = ["Brake", "Challenge", "Dispatch", "ProvenPhone"]
