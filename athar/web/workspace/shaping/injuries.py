"""Reports of injuries as a list, a page and numbers. The list says who and how grave, never in words what happened."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.dates import month_name
from athar.foundation.core.refusals import Text
from athar.foundation.core.tables import Cell, Column
from athar.foundation.core.templatetags.athar_text import digits, number
from athar.initiatives.volunteering.choices import InjuryState, Severity
from athar.initiatives.volunteering.forms import insured
from athar.initiatives.volunteering.injuries import Group
from athar.initiatives.volunteering.models import Injury, InjuryEntry
from athar.web.ui.viewer import Viewer
from athar.web.workspace.scope import volunteer_name
from athar.web.workspace.words import language, to_the_minute

STATES = {
    InjuryState.REPORTED: "bad",
    InjuryState.REOPENED: "bad",
    InjuryState.IN_CARE: "watch",
    InjuryState.CLOSED: "none",
}
GRAVE = {
    Severity.FIRST_AID: "none",
    Severity.DOCTOR: "watch",
    Severity.HOSPITAL: "bad",
    Severity.EMERGENCY: "bad",
}


def who(injury: Injury, viewer: Viewer) -> str:
    """Whom it happened to, as the viewer may read it; nobody any more once they are erased."""
    if injury.person is None:
        return _("Nobody is named any more")
    return volunteer_name(injury.person, viewer, injury.session.edition.opportunity) or _("Somebody")


def columns(viewer: Viewer) -> list[Column]:
    return [
        Column("who", gettext_lazy("Who"), lambda row: Cell(who(row, viewer), url=reverse("workspace:injury", args=[row.pk]))),
        Column("happened_at", gettext_lazy("When it happened"), lambda row: row.happened_at, "day", ("happened_at", "pk")),
        Column("opportunity", gettext_lazy("Opportunity"), lambda row: Cell(str(row.session.edition), str(row.session)), orders=(f"session__edition__name_{language()}",)),
        Column("severity", gettext_lazy("How grave"), lambda row: Cell(row.get_severity_display(), tone=GRAVE[Severity(row.severity)]), orders=("severity",)),
        Column("state", gettext_lazy("State"), lambda row: Cell(InjuryState(row.state).label, tone=STATES[InjuryState(row.state)]), orders=("state",)),
        Column("days_lost", gettext_lazy("Days lost"), lambda row: row.days_lost, "number", ("days_lost",)),
        Column("reported_at", gettext_lazy("Reported at"), lambda row: row.reported_at, "day", ("reported_at",), shown=False),
    ]  # fmt: skip


def health_columns() -> list[Column]:
    """For the file alone."""
    return [
        Column("body", gettext_lazy("Part of the body"), lambda row: row.get_body_display()),
        Column("happened", gettext_lazy("What happened"), lambda row: row.happened),
        Column("done", gettext_lazy("What was done at once"), lambda row: row.done),
        Column(
            "insurance",
            gettext_lazy("Insurance concerned"),
            lambda row: _("Yes") if row.insurance else _("No"),
        ),
    ]


def facts(injury: Injury, viewer: Viewer) -> list[dict[str, Text]]:
    session = injury.session
    concerned = _("Concerned.") if injury.insurance else _("Not concerned.")
    by = injury.reported_by
    said = [
        (_("Who"), who(injury, viewer)),
        (_("When it happened"), to_the_minute(injury.happened_at)),
        (_("Where"), injury.place),
        (_("Shift"), f"{session.edition}{_(', ')}{session}{_(', ')}{to_the_minute(session.starts_at)}"),
        (_("Part of the body"), injury.get_body_display()),
        (_("What was done at once"), injury.done),
        (_("Who saw it"), injury.witnesses),
        (_("Insurance"), f"{concerned} {insured(session.edition.opportunity)}"),
        (_("Reported by"), who(injury, viewer) if by is None or by.pk == injury.person_id else by.called),
        (_("Reported at"), to_the_minute(injury.reported_at)),
    ]  # fmt: skip
    return [{"term": term, "text": text} for term, text in said if text]


def event(entry: InjuryEntry, injury: Injury, viewer: Viewer) -> dict[str, Any]:
    what: list[str] = [str(InjuryState(entry.state).label) if entry.state else _("Note")]
    if entry.outcome:
        what.append(str(entry.get_outcome_display()))
    if entry.days_lost is not None:
        what.append(_("days lost: %(many)s") % {"many": number(entry.days_lost)})
    what.append(_("read by whom it is about") if entry.shared else _("internal"))
    own = entry.by_id == injury.person_id
    return {
        "when": to_the_minute(entry.at),
        "what": _(", ").join(what),
        "who": who(injury, viewer) if own else entry.by.called,
        "note": entry.words,
        "tone": "watch" if own else {"closed": "good", "reopened": "bad"}.get(entry.state, "none"),
    }


# ---- numbers


def month_of(group: Group) -> str:
    if group.month is None:
        return ""
    year, month = group.month
    return f"{month_name(month, language())} {digits(year)}"


def group_columns(*, exact: bool) -> list[Column]:
    """``exact``: for whoever reads the reports anyway; others see no degree of so few."""
    graded = [
        Column(severity.value, severity.label, _of(severity), "number") for severity in Severity
    ] if exact else []  # fmt: skip
    return [
        Column("opportunity", gettext_lazy("Opportunity"), _opportunity),
        Column("month", gettext_lazy("Month"), month_of),
        Column("many", gettext_lazy("Injuries"), lambda group: group.many, "number"),
        *graded,
        Column("days", gettext_lazy("Days lost"), lambda group: group.days, "number"),
    ]


def _of(severity: Severity) -> Callable[[Group], int]:
    return lambda group: group.severities[severity.value]


def _opportunity(group: Group) -> str:
    if group.opportunity is None:
        return _("All that are fewer than five, together")
    _key, arabic, english = group.opportunity
    return arabic if language() == "ar" else english
