"""Writes: opportunities are written, reviewed, published and closed; people sign up for them, and their hours are claimed."""

from .claiming import Claimed, ClaimRefused, claim_hours
from .guarding import GuardianRefused, answer_as_guardian, ask_guardian
from .offering import (
    OpportunityRefused,
    add_shift,
    change_opportunity,
    close_opportunity,
    draft_opportunity,
    evaluate_opportunity,
    publish_opportunity,
    send_back,
    submit_opportunity,
)
from .signing_up import SignedUp, SignUpRefused, sign_up
from .withdrawing import withdraw

__all__ = [
    "ClaimRefused",
    "Claimed",
    "GuardianRefused",
    "OpportunityRefused",
    "SignUpRefused",
    "SignedUp",
    "add_shift",
    "answer_as_guardian",
    "ask_guardian",
    "change_opportunity",
    "claim_hours",
    "close_opportunity",
    "draft_opportunity",
    "evaluate_opportunity",
    "publish_opportunity",
    "send_back",
    "sign_up",
    "submit_opportunity",
    "withdraw",
]
