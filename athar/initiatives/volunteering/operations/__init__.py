"""Writes: opportunities are written, reviewed, published and closed; people sign up for them, are reminded and asked, and their
hours are claimed.
"""

from .attending import mark_all
from .choosing import decide_applications
from .claiming import Claimed, ClaimRefused, claim_hours
from .guarding import GuardianRefused, answer_as_guardian, ask_guardian
from .handing_over import HandoverRefused, offer_to_others, stop_offering, take_over
from .messaging import MessageRefused, send_message
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
from .reminding import remind
from .scheduling import add_shifts, cancel_shift
from .signing_up import SignedUp, SignUpRefused, sign_up
from .walking_in import WalkInRefused, let_in
from .withdrawing import withdraw
from .wrapping_up import WordRefused, say_what_was, wrap_up

__all__ = [
    "ClaimRefused",
    "Claimed",
    "GuardianRefused",
    "HandoverRefused",
    "MessageRefused",
    "OpportunityRefused",
    "SignUpRefused",
    "SignedUp",
    "WalkInRefused",
    "WordRefused",
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
    "let_in",
    "mark_all",
    "offer_to_others",
    "publish_opportunity",
    "remind",
    "say_what_was",
    "send_back",
    "send_message",
    "sign_up",
    "stop_offering",
    "submit_opportunity",
    "take_over",
    "withdraw",
    "wrap_up",
]
