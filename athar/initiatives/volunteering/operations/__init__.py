"""Writes: opportunities are written, reviewed, published and closed; people sign up for them, and their hours are claimed."""

from .attending import mark_all
from .choosing import decide_applications
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
from .scheduling import add_shifts, cancel_shift
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
    "add_shifts",
    "answer_as_guardian",
    "ask_guardian",
    "cancel_shift",
    "change_opportunity",
    "claim_hours",
    "close_opportunity",
    "decide_applications",
    "draft_opportunity",
    "evaluate_opportunity",
    "mark_all",
    "publish_opportunity",
    "send_back",
    "sign_up",
    "submit_opportunity",
    "withdraw",
]
