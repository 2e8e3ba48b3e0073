"""Writes: deliver a file, read it, explain what is unlikely, and approve, send back or cancel the whole."""

from athar.engine.intake.operations.approval import ApprovalRefused, approve, post, reject, review
from athar.engine.intake.operations.closing import CancellationRefused, cancel
from athar.engine.intake.operations.delivery import deliver, read, start
from athar.engine.intake.operations.explaining import ExplanationRefused, explain
from athar.engine.intake.progress import Progress

__all__ = [
    "ApprovalRefused", "CancellationRefused", "ExplanationRefused", "Progress", "approve", "cancel", "deliver", "explain", "post", "read",
    "reject", "review", "start",
]  # fmt: skip
