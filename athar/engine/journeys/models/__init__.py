"""Workflows and forms in versions, calls, cases with what happened to them, decisions, effects to come, enrolments."""

from .call import Call
from .case import Answers, Case, Event
from .decision import Decision, Release
from .effect import PendingEffect
from .enrolment import Enrolment
from .form import Form, FormVersion
from .workflow import VersionState, Workflow, WorkflowVersion

__all__ = [
    "Answers",
    "Call",
    "Case",
    "Decision",
    "Enrolment",
    "Event",
    "Form",
    "FormVersion",
    "PendingEffect",
    "Release",
    "VersionState",
    "Workflow",
    "WorkflowVersion",
]
