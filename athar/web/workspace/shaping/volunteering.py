"""Opportunities, their shifts and who applied, as the workspace shows them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from athar.engine.journeys.designs import Design
from athar.engine.journeys.models import Case, Session
from athar.foundation.core.dates import clock_span
from athar.foundation.core.numerals import active_digits, with_digits
from athar.foundation.core.tables import Cell, Column
from athar.foundation.core.templatetags.athar_text import both_dates, number
from athar.foundation.qualifications.catalogue import kind_names, skill_names
from athar.initiatives.volunteering.choices import State
from athar.initiatives.volunteering.models import Opportunity, Step
from athar.initiatives.volunteering.ways import Way
from athar.web.ui.viewer import Viewer
from athar.web.workspace.scope import volunteer_name
from athar.web.workspace.words import language

TONES = {
    State.DRAFT: "none", State.IN_REVIEW: "watch", State.PUBLISHED: "good", State.CLOSED: "accent", State.EVALUATED: "none",
}  # fmt: skip


def told(opportunity: Opportunity) -> dict[str, Any]:
    state = State(opportunity.state)
    return {"word": state.label, "tone": TONES[state]}


def _name(row: Opportunity) -> Cell:
    return Cell(str(row), url=reverse("workspace:opportunity", args=[row.pk]))


def _state(row: Opportunity) -> Cell:
    return Cell(row.get_state_display(), tone=TONES[State(row.state)])


OPPORTUNITIES = [
    Column("name", gettext_lazy("Opportunity"), _name),
    Column("state", gettext_lazy("State"), _state, orders=("state", "edition__starts_on")),
    Column("initiative", gettext_lazy("Initiative"), lambda row: str(row.initiative), orders=("edition__initiative__number",)),
    Column("organisation", gettext_lazy("Organisation"), lambda row: str(row.organisation), shown=False),
    Column("level", gettext_lazy("Level"), lambda row: row.get_level_display(), orders=("level",)),
    Column("field", gettext_lazy("Field of service"), lambda row: row.get_field_display(), orders=("field",), shown=False),
    Column("starts_on", gettext_lazy("First day"), lambda row: row.edition.starts_on, "day", ("edition__starts_on",)),
    Column("ends_on", gettext_lazy("Last day"), lambda row: row.edition.ends_on, "day", ("edition__ends_on",), shown=False),
    Column("shifts", gettext_lazy("Shifts"), lambda row: row.shifts, "number", ("shifts",), shown=False),
    Column("seats", gettext_lazy("Seats"), lambda row: row.seats, "number", ("seats",)),
    Column("taken", gettext_lazy("Taken"), lambda row: row.taken, "number", ("taken",)),
    Column("waiting", gettext_lazy("Waiting for a seat"), lambda row: row.waiting, "number", ("waiting",), shown=False),
    Column("applied", gettext_lazy("Applications"), lambda row: row.applied, "number", ("applied",)),
    Column("written_by", gettext_lazy("Written by"), lambda row: str(row.written_by), shown=False),
]  # fmt: skip


def steps(rows: Sequence[Step]) -> list[dict[str, Any]]:
    """Who took it where, when and why, the newest first."""
    return [
        {
            "when": step.at,
            "what": _done(step),
            "who": step.by.called,
            "note": step.reason,
            "tone": TONES[State(step.target)],
        }
        for step in reversed(rows)
    ]


def _done(step: Step) -> str:
    if step.target == State.DRAFT:
        return _("Returned to be changed")
    done = {
        State.IN_REVIEW: _("Sent to review"),
        State.PUBLISHED: pgettext("what happened to an opportunity", "Published"),
        State.CLOSED: pgettext("what happened to an opportunity", "Closed"),
        State.EVALUATED: _("Evaluated"),
    }
    return done[State(step.target)]


def facts(opportunity: Opportunity) -> list[tuple[str, Any]]:
    """What it asks and gives, as terms and texts; what is not said is left out."""
    gives = [
        word
        for given, word in (
            (opportunity.training, _("training")),
            (opportunity.expenses, _("expenses")),
            (opportunity.insurance, _("insurance")),
        )
        if given
    ]
    rows = [
        (_("Initiative"), str(opportunity.initiative)),
        (_("Organisation"), str(opportunity.organisation)),
        (_("First day"), both_dates(opportunity.edition.starts_on)),
        (_("Last day"), both_dates(opportunity.edition.ends_on)),
        (_("Level"), opportunity.get_level_display()),
        (_("Field of service"), opportunity.get_field_display()),
        (_("How to come in"), opportunity.get_choosing_display()),
        (_("Workflow"), _workflow(opportunity)),
        (_("Where"), where(opportunity)),
        (_("Least age in years"), str(opportunity.least_age)),
        (_("For whom"), opportunity.get_gender_display() if opportunity.gender else ""),
        (_("Skills needed"), _(", ").join(skill_names(opportunity.skills))),
        (_("Qualifications needed"), _(", ").join(kind_names(opportunity.qualifications))),
        (_("What volunteers are given"), _(", ").join(gives)),
        (
            _("Substitutes"),
            _("Allowed, also where others wait for a seat") if opportunity.substitutes else "",
        ),
        (_("Groups"), _groups(opportunity)),
        (_("Written by"), opportunity.written_by.called),
    ]
    return [(term, text) for term, text in rows if text]


def _workflow(opportunity: Opportunity) -> str:
    """The workflow of its own that it has, with the version its call began on; of those that come along, nothing."""
    if opportunity.workflow is None:
        return ""
    if opportunity.call is None:
        return str(opportunity.workflow)
    facts = {
        "name": opportunity.workflow, "number": with_digits(str(opportunity.call.workflow.number), active_digits())
    }  # fmt: skip
    return _("%(name)s, version %(number)s") % facts


def unfit(ways: Sequence[Way]) -> list[dict[str, Any]]:
    """Workflows that no opportunity can have, each with what is against it."""
    return [
        {
            "name": str(way.workflow), "why": [fault.reason for fault in way.misfits],
            "url": reverse("workspace:workflow-draft", args=[way.code]),
        }
        for way in ways
        if way.misfits
    ]  # fmt: skip


def _groups(opportunity: Opportunity) -> str:
    """Of how many people groups may be."""
    if not opportunity.takes_groups:
        return ""
    sizes = {"least": number(opportunity.group_least), "most": number(opportunity.group_most)}
    return _("of %(least)s to %(most)s people") % sizes


def where(opportunity: Opportunity) -> str:
    if opportunity.remote:
        return _("From afar")
    region = opportunity.region.name if opportunity.region else ""
    return _(", ").join(filter(None, (opportunity.place, region)))


def texts(opportunity: Opportunity) -> list[tuple[str, list[tuple[str, str]]]]:
    """For each language its texts with what they are, as readers will see them."""
    names = (
        ("name", _("Name")),
        ("summary", _("Summary")),
        ("description", _("What one does there")),
        ("charter", _("The charter")),
        ("place", _("Where")),
    )
    return [
        (
            code,
            [
                (label, getattr(opportunity.edition if name == "name" else opportunity, f"{name}_{code}"))
                for name, label in names
            ],
        )
        for code in ("ar", "en")
    ]


# ---- shifts


@dataclass(frozen=True)
class Shift:
    """A shift in a row. ``state``: a word and its tone."""

    session: Any
    when: str
    state: str
    tone: str
    is_over: bool

    @property
    def free(self) -> int:
        return max(0, self.session.capacity - self.session.taken) if self.tone != "bad" else 0


def shift(session: Session, *, at: datetime) -> Shift:
    when = clock_span(session.starts_at, session.ends_at, language(), active_digits())
    if session.cancelled_at is not None:
        return Shift(session, when, _("Does not take place"), "bad", is_over=False)
    if at >= session.ends_at:
        return Shift(session, when, _("Over"), "none", is_over=True)
    if at >= session.starts_at:
        return Shift(session, when, _("Going on"), "accent", is_over=False)
    return Shift(session, when, _("To come"), "good", is_over=False)


# ---- who applied


@dataclass(frozen=True)
class Applicant:
    """An application. ``pending``: the step that is decided about it and not carried out yet, in words; ``answers``: by question."""

    opportunity: int
    case: Any
    who: str
    state: str
    tone: str
    pending: str
    answers: Mapping[str, Any] = field(default_factory=dict)


def applicants(viewer: Viewer, opportunity: Opportunity) -> Callable[[Sequence[Any]], list[Applicant]]:
    return partial(_applicants, viewer, opportunity)


def _applicants(viewer: Viewer, opportunity: Opportunity, rows: Sequence[Any]) -> list[Applicant]:
    designs: dict[int, Design] = {}
    found = []
    for case in rows:
        if case.version_id not in designs:
            designs[case.version_id] = case.version.design
        found.append(applicant(case, designs[case.version_id], viewer, opportunity))
    return found


def applicant(case: Case, design: Design, viewer: Viewer, opportunity: Opportunity) -> Applicant:
    state = design.state_by_code[case.state]
    pending = design.transition_by_code.get(getattr(case, "pending", None) or "")
    if state.ends:
        tone = "none"
    else:
        tone = "watch" if any(step.decides for step in design.leaving(case.state)) else "good"
    return Applicant(
        opportunity=opportunity.pk,
        case=case,
        who=volunteer_name(case.person, viewer, opportunity) if case.person else "",
        state=state.staff.in_language(language()),
        tone=tone,
        pending=pending.name.in_language(language()) if pending else "",
    )


def _applicant_name(row: Applicant) -> Cell:
    url = reverse("workspace:opportunity-person", args=[row.opportunity, row.case.pk])
    return Cell(row.who or str(row.case), note=str(row.case) if row.who else "", url=url)


def _decided(row: Applicant) -> Cell:
    return Cell(row.pending, tone="watch", icon="clock") if row.pending else Cell("")


APPLICANTS = [
    Column("person", pgettext_lazy("volunteer", "Whom"), _applicant_name),
    Column("state", gettext_lazy("State"), lambda row: Cell(row.state, tone=row.tone), orders=("state",)),
    Column("pending", gettext_lazy("Decided, not carried out yet"), _decided),
    Column("seats", gettext_lazy("Seats"), lambda row: row.case.theirs, "number", ("theirs",)),
    Column("group", gettext_lazy("Group"), lambda row: getattr(row.case, "group", None) or "", shown=False),
    Column("begun_at", gettext_lazy("Applied on"), lambda row: row.case.begun_at, "day", ("begun_at",)),
    Column("ended_at", gettext_lazy("Ended on"), lambda row: row.case.ended_at, "day", ("ended_at",), shown=False),
]  # fmt: skip


def states(opportunity: Opportunity, many: dict[str, int]) -> list[dict[str, Any]]:
    """The states of an application with how many stand there, in the order of the way in; only those that somebody reached."""
    design = opportunity.call.workflow.design if opportunity.call else None
    address = reverse("workspace:opportunity-people", args=[opportunity.pk])
    return [
        {
            "label": state.staff.in_language(language()),
            "many": many[state.code],
            "url": f"{address}?state={state.code}",
        }
        for state in (design.states if design else ())
        if many.get(state.code)
    ]
