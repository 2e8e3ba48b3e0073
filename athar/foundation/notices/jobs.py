"""Found by the worker at its start, so that it knows the operations of this room."""

from athar.foundation.notices.letters import find_what_is_due, forget_old_notices, send_letter
from athar.foundation.notices.reminding import remind_of_roles_that_end

__all__ = ["find_what_is_due", "forget_old_notices", "remind_of_roles_that_end", "send_letter"]
