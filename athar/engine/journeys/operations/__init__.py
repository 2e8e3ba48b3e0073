"""Writes: workflows and forms are published, calls opened, cases begun, answered and moved, decisions made and released."""

from .answering import AnswersRefused, answer
from .calling import CallRefused, begin, open_call
from .deciding import DecisionRefused, Outcome, decide, release, retract
from .designing import DesignRefused, draft_workflow, publish_form, publish_workflow
from .following import carry_out
from .moving import MoveRefused, move

__all__ = [
    "AnswersRefused",
    "CallRefused",
    "DecisionRefused",
    "DesignRefused",
    "MoveRefused",
    "Outcome",
    "answer",
    "begin",
    "carry_out",
    "decide",
    "draft_workflow",
    "move",
    "open_call",
    "publish_form",
    "publish_workflow",
    "release",
    "retract",
]
