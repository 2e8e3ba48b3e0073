"""Groups that ask for seats, as whoever chooses volunteers reads them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.tables import Cell, Column
from athar.initiatives.volunteering.choices import GroupState
from athar.initiatives.volunteering.groups import Past
from athar.initiatives.volunteering.models import Opportunity
from athar.web.ui.viewer import Viewer
from athar.web.workspace.scope import volunteer_name
from athar.web.workspace.words import counted, to_the_minute

TONES = {
    GroupState.WAITING: "watch", GroupState.ACCEPTED: "good", GroupState.REJECTED: "bad", GroupState.WITHDRAWN: "none",
    GroupState.RELEASED: "none", GroupState.EXPIRED: "none", GroupState.CANCELLED: "bad",
}  # fmt: skip


@dataclass(frozen=True)
class Asking:
    """A group. ``leader``: by name, as far as the viewer may read it."""

    opportunity: int
    group: Any
    leader: str

    @property
    def held(self) -> int:
        return self.group.hold.many if self.group.hold else 0

    @property
    def left(self) -> int:
        return self.group.hold.left if self.group.hold else 0


def asking(viewer: Viewer, opportunity: Opportunity) -> Callable[[Sequence[Any]], list[Asking]]:
    return partial(_asking, viewer, opportunity)


def _asking(viewer: Viewer, opportunity: Opportunity, rows: Sequence[Any]) -> list[Asking]:
    return [Asking(opportunity.pk, row, volunteer_name(row.leader, viewer, opportunity)) for row in rows]


def state(group: Any) -> Cell:
    return Cell(group.state.label, tone=TONES[group.state])


def _name(row: Asking) -> Cell:
    return Cell(str(row.group), url=reverse("workspace:group", args=[row.opportunity, row.group.pk]))


GROUPS = [
    Column("name", gettext_lazy("Group"), _name, orders=("name",)),
    Column("state", gettext_lazy("State"), lambda row: state(row.group)),
    Column("session", gettext_lazy("Shift"), lambda row: to_the_minute(row.group.session.starts_at), orders=("session__starts_at",)),
    Column("leader", gettext_lazy("Who leads it"), lambda row: row.leader or _("Somebody"), shown=False),
    Column("organisation", gettext_lazy("For"), lambda row: str(row.group.organisation or _("A team of their own"))),
    Column("size", gettext_lazy("Asked for"), lambda row: row.group.size, "number", ("size",)),
    Column("held", gettext_lazy("Seats kept"), lambda row: row.held, "number", ("hold__many",)),
    Column("joined", gettext_lazy("Joined"), lambda row: row.group.joined, "number", ("joined",)),
    Column("left", gettext_lazy("Still kept"), lambda row: row.left, "number", ("left",)),
    Column("begun_at", gettext_lazy("Asked on"), lambda row: row.group.begun_at, "day", ("begun_at",), shown=False),
]  # fmt: skip


def facts(one: Asking, past: Past) -> list[tuple[str, str]]:
    """Who it is: what they say, and what is known of them from before."""
    group = one.group
    registered = getattr(group.organisation, "registration", None) if group.organisation else None
    before = (
        _("%(groups)s accepted; %(kept)s kept, %(joined)s taken")
        % {
            "groups": counted(past.groups, "group"),
            "kept": counted(past.kept, "seat"),
            "joined": counted(past.joined, "seat"),
        }
        if past.groups
        else _("None so far")
    )
    rows = [
        (_("Who leads it"), one.leader or _("Somebody")),
        (_("For"), str(group.organisation or _("A team of their own"))),
        (_("Kind of organisation"), str(group.organisation.get_kind_display()) if group.organisation else ""),
        (_("Licence"), registered.licence if registered else ""),
        (_("How many people"), counted(group.size, "person")),
        (_("What they write"), group.note),
        (_("Groups of theirs before"), before),
        (_("The leader’s own shifts so far"), counted(past.shifts, "shift")),
    ]
    return [(term, text) for term, text in rows if text]


def steps(group: Any) -> list[dict[str, Any]]:
    """What happened to it, the newest first."""
    found = [{"when": group.begun_at, "what": _("Asked for seats"), "tone": "accent"}]
    if group.decided_at:
        what = GroupState(group.verdict)
        done = (
            _("Accepted by the organisers")
            if what is GroupState.ACCEPTED
            else _("Rejected by the organisers")
        )
        who = group.decided_by.called if group.decided_by else ""
        found.append(
            {"when": group.decided_at, "what": done, "who": who, "note": group.reason, "tone": TONES[what]}
        )
    if group.ended_at:
        found.append({"when": group.ended_at, "what": group.get_ending_display(), "tone": "none"})
    return found[::-1]


def free_in(session: Any, *, at: datetime) -> int:
    """How many seats of a shift could be kept now; ``session`` with ``taken``."""
    if at >= session.starts_at or session.cancelled_at is not None:
        return 0
    return max(0, int(session.capacity) - int(session.taken))
