"""Proposals wait for a second person; records are approved facts and never change."""

from .correction import CorrectionDecision, CorrectionRequest
from .fact import Fact
from .proposal import Decision, Proposal
from .record import Forgetting, Head, Node, Record, SignedHead

__all__ = [
    "CorrectionDecision",
    "CorrectionRequest",
    "Decision",
    "Fact",
    "Forgetting",
    "Head",
    "Node",
    "Proposal",
    "Record",
    "SignedHead",
]
