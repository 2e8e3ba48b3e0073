"""What whoever keeps the platform running must see at once: a sign for each thing that may need somebody."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.admissions.queries import unanswered
from athar.foundation.core import queue
from athar.foundation.core.backed_up import OLDEST, last_backup
from athar.foundation.privacy import retention
from athar.foundation.privacy.breaches import running
from athar.foundation.privacy.choices import Clock
from athar.foundation.privacy.models import Request
from athar.foundation.privacy.requests import deadline_of
from athar.foundation.privacy.rules import Countdown
from athar.web.workspace.shaping.clocks import days_left, told
from athar.web.workspace.words import BREACH, INVITATION, JOB, REQUEST, age, counted, to_the_minute


@dataclass(frozen=True)
class Sign:
    """
    How one thing stands: ``tone`` good, watch or bad; ``state`` a few words, ``text`` who does what about it.

    ``url`` leads to where it is done, if whoever reads this may go there.
    """

    title: str
    state: str
    tone: str
    text: str
    url: str = ""


def signs(*, now: datetime) -> list[Sign]:
    """Requests, breaches, retention, invitations, the last backup, and jobs: six signs of five or six queries."""
    return [_requests(now), _breaches(now), _retention(now), _invitations(now), _backup(now), _jobs()]


def _requests(now: datetime) -> Sign:
    """The administrator does not open requests, in which persons are met in full; whether they are late, she must know."""
    deadlines = [deadline_of(asked, at=now) for asked in Request.objects.open().prefetch_related("steps")]
    title = _("Requests of persons")
    if not deadlines:
        return Sign(
            title, _("None is open"), "good", _("The governance officer answers them within thirty days.")
        )
    nearest = min(deadlines, key=lambda deadline: deadline.days)
    tone = "bad" if nearest.is_over else "watch" if nearest.is_soon else "good"
    text = _("Open: %(many)s. The governance officer answers them within thirty days.") % {
        "many": counted(len(deadlines), REQUEST)
    }
    return Sign(title, days_left(nearest), tone, text)


def _breaches(now: datetime) -> Sign:
    clocks = [clock for _breach, clock in running(at=now)]
    title, url = _("Breaches"), reverse("workspace:breaches")
    if not clocks:
        return Sign(title, _("No clock runs"), "good", _("The authority waits to be told of nothing."), url)
    text = _("Open: %(many)s. Tell the authority, and note that you did.") % {
        "many": counted(len(clocks), BREACH)
    }
    return Sign(title, told(clocks[0]), _tone(clocks[0]), text, url)


def _tone(clock: Countdown) -> str:
    return "bad" if clock.state is Clock.OVERDUE else "watch"


def _retention(now: datetime) -> Sign:
    title, url = _("Retention and destruction"), reverse("workspace:retention")
    waiting = retention.waiting(at=now)
    if waiting is not None:
        since, _days = age(waiting.made_at, now)
        return Sign(
            title, _("A preview waits: %(since)s") % {"since": since}, "watch",
            _("Somebody other than whoever prepared it approves it."), url,
        )  # fmt: skip
    if retention.reminder(at=now) is not None:
        return Sign(
            title, _("Not looked at for a month"), "watch", _("Prepare a preview; nothing goes by it."), url
        )
    return Sign(title, _("Nothing waits"), "good", _("The schedules were looked at within the month."), url)


def _invitations(now: datetime) -> Sign:
    title, url = _("Invitations"), reverse("workspace:invitations")
    found = unanswered(at=now)
    if found["lapsed"]:
        state = _("Ran out unanswered: %(many)s") % {"many": counted(found["lapsed"], INVITATION)}
        return Sign(title, state, "watch", _("Send them again, or withdraw them."), f"{url}?side=over")
    if found["open"]:
        state = _("%(many)s not answered yet") % {"many": counted(found["open"], INVITATION)}
        return Sign(title, state, "good", _("Each link works for a week."), url)
    return Sign(title, _("All are answered"), "good", _("Nobody who was invited is still to come."), url)


def _backup(now: datetime) -> Sign:
    title, made_at = _("Backup"), last_backup(settings.DATA_DIR)
    if made_at is None:
        return Sign(title, _("There was none yet"), "bad", _("Set up one for every night: athar backup."))
    late = now - made_at > OLDEST
    return Sign(
        title, to_the_minute(made_at), "watch" if late else "good",
        _("The nightly one did not come; see why.") if late else _("One is made every night."),
    )  # fmt: skip


def _jobs() -> Sign:
    found, title = queue.state(), _("Work in the background")
    if not found.workers:
        return Sign(
            title, _("No worker answers"), "bad", _("Imports and reports wait until athar serve runs again.")
        )
    if found.failed:
        state = _("Failed: %(many)s") % {"many": counted(found.failed, JOB)}
        return Sign(title, state, "watch", _("athar doctor says what to do about it."))
    state = (
        _("Waiting: %(many)s") % {"many": counted(found.waiting, JOB)}
        if found.waiting
        else _("Nothing waits")
    )
    return Sign(title, state, "good", _("Nothing failed."))
