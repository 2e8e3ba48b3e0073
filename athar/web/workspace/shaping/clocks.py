"""The 72 hours of a breach and the thirty days of a request, in words."""

from typing import Any

from django.utils.translation import gettext as _

from athar.foundation.privacy.choices import Clock
from athar.foundation.privacy.rules import TIME_TO_TELL, Countdown, Deadline
from athar.web.workspace.words import counted

TONES = {
    Clock.RUNNING: "accent",
    Clock.URGENT: "watch",
    Clock.OVERDUE: "bad",
    Clock.TOLD: "good",
    Clock.TOLD_LATE: "bad",
    Clock.SPARED: "none",
}
HOUR = 3600
WHOLE = int(TIME_TO_TELL.total_seconds() // HOUR)


def told(clock: Countdown) -> str:
    """What is left, or by how much it is late, as one short sentence."""
    if clock.state is Clock.SPARED:
        return str(clock.state.label)
    hours = counted(clock.hours, "hour") if clock.hours else _("less than an hour")
    words = {
        Clock.RUNNING: _("%(hours)s left"),
        Clock.URGENT: _("%(hours)s left"),
        Clock.OVERDUE: _("Overdue by %(hours)s"),
        Clock.TOLD: _("Told with %(hours)s to spare"),
        Clock.TOLD_LATE: _("Told late by %(hours)s"),
    }
    return words[clock.state] % {"hours": hours}


def shown(clock: Countdown) -> dict[str, Any]:
    """What a page draws: the sentence, its tone, the bar, and the moment it ends."""
    return {
        "words": told(clock),
        "tone": TONES[clock.state],
        "state": clock.state,
        "runs": clock.runs,
        "gone": clock.hours_gone,
        "whole": WHOLE,
        "due_at": clock.due_at,
    }


def days_left(deadline: Deadline) -> str:
    if deadline.is_over:
        return _("Overdue by %(days)s") % {"days": counted(-deadline.days, "day")}
    return (
        _("Due today") if deadline.days == 0 else _("%(days)s left") % {"days": counted(deadline.days, "day")}
    )


def tone_of(deadline: Deadline) -> str:
    if deadline.is_over:
        return "bad"
    return "watch" if deadline.is_soon else "accent"
