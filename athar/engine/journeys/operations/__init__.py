"""Writes: workflows and forms are published, calls opened, cases begun, answered and moved, decisions made and
released, sessions opened, seats taken, held, offered and given back, attendance marked and stated.
"""

from athar.engine.journeys.sendings import Marked

from .answering import AnswersRefused, answer
from .applying import ApplicationRefused, apply_at_once
from .attending import (
    AttendanceRefused,
    mark_attendance,
    receive,
    receive_from_program,
    register_device,
    report_lost,
    state_attendance,
)
from .bringing import Brought, take_seats
from .calling import CallRefused, begin, open_call
from .deciding import DecisionRefused, Outcome, decide, release, retract
from .designing import DesignRefused, draft_workflow, publish_form, publish_workflow
from .drafting import begin_workflow, removing, revise
from .following import carry_out
from .holding import end_hold, expire_holds, give_back_held, hold_seats, take_held_seat
from .leaving import end_part, leave_what_is_to_come
from .moving import MoveRefused, move
from .passing_on import pass_on_what_stayed_free
from .seating import SeatRefused, release_seat, take_seat, take_seat_within
from .sessions import SessionRefused, cancel_session, change_capacity, open_session
from .ticking import stop_where_nobody_agrees, take_due_steps, take_due_steps_of_all
from .waiting import (
    WaitRefused,
    confirm_offer,
    decline_offer,
    expire_offers,
    join_waiting_list,
    join_waiting_list_within,
    leave_waiting_list,
)

__all__ = [
    "AnswersRefused",
    "ApplicationRefused",
    "AttendanceRefused",
    "Brought",
    "CallRefused",
    "DecisionRefused",
    "DesignRefused",
    "Marked",
    "MoveRefused",
    "Outcome",
    "SeatRefused",
    "SessionRefused",
    "WaitRefused",
    "answer",
    "apply_at_once",
    "begin",
    "begin_workflow",
    "cancel_session",
    "carry_out",
    "change_capacity",
    "confirm_offer",
    "decide",
    "decline_offer",
    "draft_workflow",
    "end_hold",
    "end_part",
    "expire_holds",
    "expire_offers",
    "give_back_held",
    "hold_seats",
    "join_waiting_list",
    "join_waiting_list_within",
    "leave_waiting_list",
    "leave_what_is_to_come",
    "mark_attendance",
    "move",
    "open_call",
    "open_session",
    "pass_on_what_stayed_free",
    "publish_form",
    "publish_workflow",
    "receive",
    "receive_from_program",
    "register_device",
    "release",
    "release_seat",
    "removing",
    "report_lost",
    "retract",
    "revise",
    "state_attendance",
    "stop_where_nobody_agrees",
    "take_due_steps",
    "take_due_steps_of_all",
    "take_held_seat",
    "take_seat",
    "take_seat_within",
    "take_seats",
]
