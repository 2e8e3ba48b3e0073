"""Opportunities, what became of each, what minors ask their guardians about them, and what is said around a shift."""

from .cancellation import Cancellation
from .guardian import GuardianQuestion
from .handover import Handover
from .message import Delivery, Message
from .opportunity import Opportunity, Step
from .reminder import Reminder
from .unseen import Inquiry, Wrapup
from .walk_in import WalkIn

__all__ = [
    "Cancellation",
    "Delivery",
    "GuardianQuestion",
    "Handover",
    "Inquiry",
    "Message",
    "Opportunity",
    "Reminder",
    "Step",
    "WalkIn",
    "Wrapup",
]
