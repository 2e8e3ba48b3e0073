"""Writes: one function, one intention."""

from .codes import CodeRefused, answer_code, send_code
from .email_changes import EmailRefused, change_behind, change_email, take_email_back
from .entering import EntryRefused, check_password, confirm_password
from .identities import (
    IdentityRefused,
    IdentityUnlinked,
    enter_by_identity,
    link_identity,
    prove_identity,
    unlink_identity,
    way_to_provider,
)
from .passkeys import PasskeyRefused, prove_passkey, register_passkey, remove_passkey
from .passwords import PasswordRefused, replace_password, set_password
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
from .sign_ins import begin_sign_in, end_other_sign_ins, end_sign_in, move_sign_in, see_again

__all__ = [
    "CodeRefused",
    "EmailRefused",
    "EntryRefused",
    "IdentityRefused",
    "IdentityUnlinked",
    "PasskeyRefused",
    "PasswordRefused",
    "PhoneRefused",
    "Profile",
    "RegistrationRefused",
    "ResetRefused",
    "SecondProofRefused",
    "answer_code",
    "answer_second_proof",
    "begin_sign_in",
    "change_behind",
    "change_email",
    "check_password",
    "confirm_password",
    "end_other_sign_ins",
    "end_sign_in",
    "enter_by_identity",
    "link_identity",
    "move_sign_in",
    "prove_identity",
    "prove_passkey",
    "prove_phone",
    "register",
    "register_passkey",
    "remove_code_app",
    "remove_passkey",
    "renew_recovery_codes",
    "replace_password",
    "second_factor_reset",
    "see_again",
    "send_code",
    "set_password",
    "set_up_code_app",
    "take_email_back",
    "unlink_identity",
    "way_to_provider",
]
