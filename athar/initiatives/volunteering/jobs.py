"""Found by the worker at its start, so that it knows the operations of this room."""

from athar.initiatives.volunteering.operations.asking_how_it_was import ask_how_it_was
from athar.initiatives.volunteering.operations.messaging import deliver
from athar.initiatives.volunteering.operations.reminding import remind_of_shifts
from athar.initiatives.volunteering.operations.rostering import solve_roster
from athar.initiatives.volunteering.operations.stopping import end_what_no_case_ends
from athar.initiatives.volunteering.operations.wrapping_up import wrap_up_shifts

__all__ = [
    "ask_how_it_was",
    "deliver",
    "end_what_no_case_ends",
    "remind_of_shifts",
    "solve_roster",
    "wrap_up_shifts",
]
