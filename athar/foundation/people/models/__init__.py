"""Persons, their accounts and roles, what they consented to, and which rows are one human."""

from .account import Account
from .closure import Closure
from .cluster import Membership
from .consent import ConsentEvent, GuardianApproval
from .custom_role import CustomRole
from .look import Look
from .organisation import Organisation
from .person import Person
from .role import RoleGrant
from .sensitive_read import SensitiveRead

__all__ = [
    "Account",
    "Closure",
    "ConsentEvent",
    "CustomRole",
    "GuardianApproval",
    "Look",
    "Membership",
    "Organisation",
    "Person",
    "RoleGrant",
    "SensitiveRead",
]
