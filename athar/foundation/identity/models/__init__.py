"""Codes that were sent, messages that carry them, proven phones, second proofs, and the brakes on guessing."""

from .brake import Brake
from .challenge import Challenge
from .code_app import CodeApp
from .dispatch import Dispatch
from .factor_reset import FactorReset
from .passkey import Passkey
from .phone import ProvenPhone
from .recovery_code import RecoveryCode

__all__ = [
    "Brake",
    "Challenge",
    "CodeApp",
    "Dispatch",
    "FactorReset",
    "Passkey",
    "ProvenPhone",
    "RecoveryCode",
]
