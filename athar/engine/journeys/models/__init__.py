"""Workflows and forms in versions, calls, cases with what happened to them, decisions, effects to come, enrolments, sessions, seats and what is held of them, attendance."""

from .attendance import AttendanceMark, Device, Sending, Statement
from .call import Call
from .case import Answers, Case, Event
from .decision import Decision, Release
from .effect import PendingEffect
from .enrolment import Enrolment
from .form import Form, FormVersion
from .hold import HeldSeat, Hold
from .seat import Seat
from .session import Queue, SeatCounter, Session
from .waiting import Offer, Wait
from .workflow import DraftRevision, VersionState, Workflow, WorkflowVersion

__all__ = [
    "Answers",
    "AttendanceMark",
    "Call",
    "Case",
    "Decision",
    "Device",
    "DraftRevision",
    "Enrolment",
    "Event",
    "Form",
    "FormVersion",
    "HeldSeat",
    "Hold",
    "Offer",
    "PendingEffect",
    "Queue",
    "Release",
    "Seat",
    "SeatCounter",
    "Sending",
    "Session",
    "Statement",
    "VersionState",
    "Wait",
    "Workflow",
    "WorkflowVersion",
]
