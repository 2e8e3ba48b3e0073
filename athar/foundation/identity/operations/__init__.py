"""Writes: one function, one intention."""

from .codes import CodeRefused, answer_code, send_code
from .entering import EntryRefused, check_password
from .phones import PhoneRefused, prove_phone
from .registering import Profile, RegistrationRefused, register

__all__ = [
    "CodeRefused",
    "EntryRefused",
    "PhoneRefused",
    "Profile",
    "RegistrationRefused",
    "answer_code",
    "check_password",
    "prove_phone",
    "register",
    "send_code",
]
