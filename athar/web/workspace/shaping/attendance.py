"""Who was at a shift, and what became of their hours, as whoever is in charge reads it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from athar.engine.journeys.attendance import Attendance
from athar.engine.journeys.models import Seat, Session
from athar.engine.journeys.presence import Doubt
from athar.engine.ledger.models import Proposal
from athar.foundation.core.dates import RIYADH
from athar.foundation.core.numerals import active_digits, with_digits
from athar.foundation.core.refusals import Text
from athar.foundation.core.tables import Cell, Column
from athar.initiatives.volunteering.groups import group_of
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.rules import in_hours
from athar.web.ui.viewer import Viewer
from athar.web.workspace.scope import volunteer_name
from athar.web.workspace.words import counted, isolated

AROUND = timedelta(hours=2)  # before a shift begins and after it ends, marks are still of it
DOUBTS: dict[Doubt, Text] = {
    Doubt.NO_END: gettext_lazy("they were seen to come, but not to go"),
    Doubt.NO_START: gettext_lazy("they were seen to go, but not to come"),
    Doubt.TWICE: gettext_lazy("they were marked twice, too far apart to be one mark"),
    Doubt.CLOCK: gettext_lazy("the clock of the phone was set while it was used"),
    Doubt.FAR_OFF: gettext_lazy("a mark lies hours before or after the shift"),
    Doubt.LOST_PHONE: gettext_lazy("the phone was reported lost before the mark arrived"),
    Doubt.CODE: gettext_lazy("the code that was shown is not theirs, or was no longer new"),
}


@dataclass(frozen=True)
class Present:
    """
    Somebody at a shift.

    :ivar hours: the newest entry of their hours, whatever was decided about it; None where there is none.
    :ivar record: the position of the record of them that counts.
    :ivar own: whether it is whoever looks, by this row or another of theirs.
    :ivar instead_of: whose seat they took over, by name; empty: nobody's.
    :ivar story: their seat with what happened around it, as ``managing.stories_of`` reads it.
    """

    opportunity: int
    session: Session
    one: Attendance
    who: str
    hours: Proposal | None
    record: int | None
    own: bool
    story: Seat | None = None
    instead_of: str = ""

    @property
    def key(self) -> int:
        return self.one.seat.pk if self.one.seat else 0

    @property
    def statement_url(self) -> str:
        return reverse("workspace:shift-person", args=[self.opportunity, self.session.pk, self.one.person.pk])


def everybody(
    viewer: Viewer, opportunity: Opportunity, session: Session, found: Iterable[Attendance], own: Collection[int],
    hours: Iterable[Proposal] = (), records: Mapping[int, int] = MappingProxyType({}),
    stories: Mapping[int, Seat] = MappingProxyType({}),
) -> list[Present]:  # fmt: skip
    """:param own: keys of the rows that are whoever looks."""
    newest: Mapping[int | None, Proposal] = {entry.person_id: entry for entry in hours}
    return [
        Present(
            opportunity=opportunity.pk, session=session, one=one, who=volunteer_name(one.person, viewer, opportunity),
            hours=newest.get(one.person.pk), record=records.get(one.person.pk), own=one.person.pk in own,
            story=stories.get(one.person.pk), instead_of=_instead_of(stories.get(one.person.pk), viewer, opportunity),
        )
        for one in found
    ]  # fmt: skip


def _instead_of(seat: Seat | None, viewer: Viewer, opportunity: Opportunity) -> str:
    handover = getattr(seat, "came_by", None)
    return volunteer_name(handover.seat.person, viewer, opportunity) if handover else ""


def hour_of(moment: datetime | None) -> str:
    """By the clock of Riyadh, isolated: a colon between digits turns round in Arabic."""
    if moment is None:
        return ""
    text = with_digits(f"{moment.astimezone(RIYADH):%H:%M}", active_digits())
    return f"\N{LEFT-TO-RIGHT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def came(row: Present) -> str:
    stretches, open_since = row.one.stretches, row.one.marked.open_since
    if stretches:
        return hour_of(stretches[0].begin)
    return hour_of(open_since) if row.one.said is None else ""


def left(row: Present) -> str:
    return hour_of(row.one.stretches[-1].end) if row.one.stretches else ""


def presence(row: Present, *, at: datetime) -> Cell:
    """Where somebody is, in a word."""
    if row.one.doubts and at >= row.session.ends_at:
        return Cell(_("In doubt"), tone="watch", filled=True)
    if row.one.said is not None and row.one.said.came_at is None:
        return Cell(_("Was not there"), tone="none")
    if row.one.marked.open_since is not None and row.one.said is None:
        return Cell(_("Is there"), tone="accent", icon="log-in")
    if row.one.came:
        return Cell(_("Came and went"), tone="good")
    if row.one.is_absent(row.session, at=at):
        return Cell(_("Did not come"), tone="none")
    return Cell(_("Not there yet"), tone="none", icon="clock")


def doubts(row: Present) -> str:
    """Why nobody can tell the hours, in plain words; nothing while they may still go."""
    if not row.one.doubts:
        return ""
    reasons = _("; ").join(str(DOUBTS[doubt]) for doubt in sorted(row.one.doubts))
    return _("In doubt: %(reasons)s. State when they were there.") % {"reasons": reasons}


def said(row: Present) -> str:
    statement = row.one.said
    if statement is None:
        return ""
    return _("%(name)s stated it: %(reason)s") % {"name": statement.by.called, "reason": statement.reason}


def replaces(row: Present) -> str:
    return _("In the place of %(name)s.") % {"name": isolated(row.instead_of)} if row.instead_of else ""


def walked_in(row: Present) -> str:
    """That they came without a seat, and why there was one for them although every seat was taken."""
    walk_in = getattr(row.story, "walk_in", None)
    if walk_in is None:
        return ""
    if not walk_in.reason:
        return _("They came without a seat.")
    return _("They came without a seat, and every seat was taken: %(reason)s") % {
        "reason": isolated(walk_in.reason)
    }


def story(row: Present, *, in_charge: bool) -> str:
    """What happened around their seat, in one line; what they say themselves only to those who lead the shift."""
    own_words = explained(row) if in_charge else ""
    return " ".join(filter(None, (walked_in(row), replaces(row), said(row), own_words)))


def explained(row: Present) -> str:
    """What they say themselves of what was not seen; it settles nothing."""
    asked = getattr(row.story, "inquiry", None)
    if asked is None:
        return ""
    if not asked.word:
        return _("They were asked, and have not answered yet.")
    word = f"{asked.get_word_display()}. {asked.words}".strip()
    return _("They say: %(word)s") % {"word": isolated(word)}


def amount(row: Present) -> str:
    minutes = row.one.minutes(row.session)
    return counted(in_hours(minutes).normalize(), "hour") if minutes else ""


def attendance_columns(*, at: datetime, groups: bool) -> list[Column]:
    """:param groups: whether somebody comes with a group, so that it says with which."""
    return [
        Column("person", pgettext_lazy("volunteer", "Whom"), lambda row: row.who or _("Somebody")),
        *([Column("group", gettext_lazy("Group"), lambda row: group_of(row.story) or "")] if groups else []),
        Column("presence", gettext_lazy("Presence"), lambda row: presence(row, at=at)),
        Column("came", gettext_lazy("Came"), came),
        Column("left", gettext_lazy("Went"), left),
        Column("hours", gettext_lazy("Within the shift"), amount),
    ]


def is_unfinished(row: Present) -> bool:
    """Whether they came, nobody saw them go, and nobody stated it yet."""
    return Doubt.NO_END in row.one.doubts


def told(row: Present, *, at: datetime) -> list[tuple[str, str]]:
    """What is known of somebody at a shift, as terms and texts; each mark by the clock of Riyadh."""
    rows = [
        (_("Presence"), str(presence(row, at=at).value)),
        (_("Came"), came(row)),
        (_("Went"), left(row)),
        (_("Within the shift"), amount(row)),
        (_("What they say"), explained(row)),
        (_("Stated already"), said(row)),
    ]
    return [(term, text) for term, text in rows if text]
