"""Proposals wait for a second person; records are approved facts and never change."""

from .fact import Fact
from .proposal import Decision, Proposal
from .record import Head, Node, Record, SignedHead

__all__ = ["Decision", "Fact", "Head", "Node", "Proposal", "Record", "SignedHead"]
