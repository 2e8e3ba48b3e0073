"""Workflows as plain values: shape, file format, faults, and what can happen in one. No database, no Django models."""

from .faults import Fault, faults_of
from .file import Unreadable, design_from, design_to
from .shape import APPLICANT, CLOCK, Design, Stage, State, Transition, Use, Words
from .walking import Wrong, reachable, walked

__all__ = [
    "APPLICANT",
    "CLOCK",
    "Design",
    "Fault",
    "Stage",
    "State",
    "Transition",
    "Unreadable",
    "Use",
    "Words",
    "Wrong",
    "design_from",
    "design_to",
    "faults_of",
    "reachable",
    "walked",
]
