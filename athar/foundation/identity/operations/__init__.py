"""Writes: one function, one intention."""

from .codes import CodeRefused, answer_code, send_code
from .entering import EntryRefused, check_password, confirm_password
from .passkeys import PasskeyRefused, prove_passkey, register_passkey, remove_passkey
from .phones import PhoneRefused, prove_phone
from .registering import Profile, RegistrationRefused, register
from .resets import ResetRefused, second_factor_reset
from .second_proofs import (
    SecondProofRefused,
    answer_second_proof,
    remove_code_app,
    renew_recovery_codes,
    set_up_code_app,
)

__all__ = [
    "CodeRefused",
    "EntryRefused",
    "PasskeyRefused",
    "PhoneRefused",
    "Profile",
    "RegistrationRefused",
    "ResetRefused",
    "SecondProofRefused",
    "answer_code",
    "answer_second_proof",
    "check_password",
    "confirm_password",
    "prove_passkey",
    "prove_phone",
    "register",
    "register_passkey",
    "remove_code_app",
    "remove_passkey",
    "renew_recovery_codes",
    "second_factor_reset",
    "send_code",
    "set_up_code_app",
]
