"""Writes: opportunities are written, reviewed, published and closed; people sign up for them, are reminded and asked, and their
hours are claimed.
"""

from .approving import ApprovalRefused, approve_entries
from .asking_how_it_was import SatisfactionRefused, ask_after, say_how_it_was, skip_how_it_was
from .attending import mark_all
from .being_available import AvailabilityRefused, ask_availability, say_availability
from .choosing import decide_applications
from .claiming import Claimed, ClaimRefused, claim_hours
from .following_up_injuries import FollowUp, add_to_injury, follow_up_injury
from .group_seats import end_group, give_back_some, join_group, renew_link
from .grouping import GroupRefused, accept_group, begin_group, reject_group
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
from .paying_back import (
    ExpensesRefused,
    decide_expenses,
    file_expenses,
    pay_expenses,
    withdraw_expenses,
)
from .placing import lock, move_placements, place, take_out
from .questioning import ask_no_longer, ask_question
from .reminding import remind
from .reporting_injuries import InjuryRefused, Report, report_injury
from .rostering import Published, RosterRefused, ask_for_roster, publish_roster, solve_roster
from .scheduling import add_shifts, cancel_shift
from .signing_up import SignedUp, SignUpRefused, sign_up
from .templating import TemplateRefused, keep_template, withdraw_template
from .thanking import KudosRefused, show_on_passport, take_thanks_back, thank
from .walking_in import WalkInRefused, let_in
from .withdrawing import withdraw
from .wrapping_up import WordRefused, say_what_was, wrap_up

__all__ = [
    "ApprovalRefused",
    "AvailabilityRefused",
    "ClaimRefused",
    "Claimed",
    "ExpensesRefused",
    "FollowUp",
    "GroupRefused",
    "GuardianRefused",
    "HandoverRefused",
    "InjuryRefused",
    "KudosRefused",
    "MessageRefused",
    "OpportunityRefused",
    "Published",
    "Report",
    "RosterRefused",
    "SatisfactionRefused",
    "SignUpRefused",
    "SignedUp",
    "TemplateRefused",
    "WalkInRefused",
    "WordRefused",
    "accept_group",
    "add_shift",
    "add_shifts",
    "add_to_injury",
    "answer_as_guardian",
    "approve_entries",
    "ask_after",
    "ask_availability",
    "ask_for_roster",
    "ask_guardian",
    "ask_no_longer",
    "ask_question",
    "begin_group",
    "cancel_shift",
    "change_opportunity",
    "claim_hours",
    "close_opportunity",
    "decide_applications",
    "decide_expenses",
    "draft_opportunity",
    "end_group",
    "evaluate_opportunity",
    "file_expenses",
    "follow_up_injury",
    "give_back_some",
    "join_group",
    "keep_template",
    "let_in",
    "lock",
    "mark_all",
    "move_placements",
    "offer_to_others",
    "pay_expenses",
    "place",
    "publish_opportunity",
    "publish_roster",
    "reject_group",
    "remind",
    "renew_link",
    "report_injury",
    "say_availability",
    "say_how_it_was",
    "say_what_was",
    "send_back",
    "send_message",
    "show_on_passport",
    "sign_up",
    "skip_how_it_was",
    "solve_roster",
    "stop_offering",
    "submit_opportunity",
    "take_out",
    "take_over",
    "take_thanks_back",
    "thank",
    "withdraw",
    "withdraw_expenses",
    "withdraw_template",
    "wrap_up",
]
