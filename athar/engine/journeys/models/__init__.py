"""Workflows and forms in versions, calls, cases with what happened to them, decisions, effects to come, enrolments, sessions, seats, attendance."""

from .attendance import AttendanceMark, Device, Sending, Statement
from .call import Call
from .case import Answers, Case, Event
from .decision import Decision, Release
from .effect import PendingEffect
from .enrolment import Enrolment
from .form import Form, FormVersion
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
