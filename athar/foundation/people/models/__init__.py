"""Persons, their accounts and roles, what they consented to, and which rows are one human."""

from .account import Account
from .closure import Closure
from .cluster import Membership
from .consent import ConsentEvent, GuardianApproval
from .organisation import Organisation
from .person import Person
from .role import RoleGrant

__all__ = [
    "Account",
    "Closure",
    "ConsentEvent",
    "GuardianApproval",
    "Membership",
    "Organisation",
    "Person",
    "RoleGrant",
]
