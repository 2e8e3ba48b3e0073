"""Opportunities, what became of each, what minors ask their guardians about them, and what is said around a shift."""

from .availability import Availability, AvailabilityCall, ShiftAnswer
from .cancellation import Cancellation
from .expense import ExpenseReport, ExpenseStep
from .group import Group
from .guardian import GuardianQuestion
from .handover import Handover
from .injury import Injury, InjuryEntry
from .kudos import Kudos
from .message import Delivery, Message
from .opportunity import Opportunity, Step
from .reminder import Reminder
from .roster import Placement, Roster
from .satisfaction import Satisfaction
from .template import MessageTemplate
from .unseen import Inquiry, Wrapup
from .walk_in import WalkIn

__all__ = [
    "Availability",
    "AvailabilityCall",
    "Cancellation",
    "Delivery",
    "ExpenseReport",
    "ExpenseStep",
    "Group",
    "GuardianQuestion",
    "Handover",
    "Injury",
    "InjuryEntry",
    "Inquiry",
    "Kudos",
    "Message",
    "MessageTemplate",
    "Opportunity",
    "Placement",
    "Reminder",
    "Roster",
    "Satisfaction",
    "ShiftAnswer",
    "Step",
    "WalkIn",
    "Wrapup",
]
