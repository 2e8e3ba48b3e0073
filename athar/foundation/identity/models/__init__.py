"""Codes that were sent, messages that carry them, proven phones, second proofs, sign-ins, and the brakes on guessing."""

from .brake import Brake
from .challenge import Challenge
from .code_app import CodeApp
from .dispatch import Dispatch
from .email_change import EmailChange
from .external_identity import ExternalIdentity
from .factor_reset import FactorReset
from .passkey import Passkey
from .phone import ProvenPhone
from .recovery_code import RecoveryCode
from .sign_in import SignIn

__all__ = [
    "Brake",
    "Challenge",
    "CodeApp",
    "Dispatch",
    "EmailChange",
    "ExternalIdentity",
    "FactorReset",
    "Passkey",
    "ProvenPhone",
    "RecoveryCode",
    "SignIn",
]
