"""What the row is about, and when it happened."""

from django.utils.translation import gettext_lazy as _

from athar.engine.intake.checks.common import Setting, finding
from athar.engine.intake.parsed import Finding, Parsed
from athar.foundation.core.refusals import filled

FIRST_YEAR = 2000  # the association has no records from before


def kind_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.kind or row.has_trouble_with("kind"):
        return None
    return finding(
        "kind_missing",
        "kind",
        _("The row does not say what kind of record it is."),
        _("Write service, headcount, hours, training or completion."),
    )


def initiative_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.initiative or row.has_trouble_with("initiative"):
        return None
    return finding(
        "initiative_missing",
        "initiative",
        _("The row names no initiative."),
        _("Write the code of the initiative."),
    )


def day_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.occurred_on or row.has_trouble_with("occurred_on"):
        return None
    return finding(
        "day_missing",
        "occurred_on",
        _("The row does not say when it happened."),
        _("Write the day, such as 2023-03-23 or 1444-09-01H."),
    )


def in_the_future(row: Parsed, setting: Setting) -> Finding | None:
    if row.occurred_on is None or row.occurred_on <= setting.today:
        return None
    return finding(
        "future",
        "occurred_on",
        _("The day has not come yet."),
        _("Check the year, and the calendar it is written in."),
    )


def long_ago(row: Parsed, _setting: Setting) -> Finding | None:
    if row.occurred_on is None or row.occurred_on.year >= FIRST_YEAR:
        return None
    return finding(
        "long_ago", "occurred_on",
        filled(_("The year %(year)s lies before everything that is recorded here."), year=row.occurred_on.year),
        _("Check the year, and the calendar it is written in."),
    )  # fmt: skip


def edition_of_another_initiative(row: Parsed, _setting: Setting) -> Finding | None:
    if row.edition is None or row.initiative is None or row.edition.initiative_id == row.initiative.id:
        return None
    return finding(
        "edition_of_another_initiative", "edition",
        filled(_("The edition %(edition)s belongs to another initiative."), edition=row.edition.code),
        _("Correct the code of the initiative or of the edition."),
    )  # fmt: skip


def of_another_initiative(row: Parsed, setting: Setting) -> Finding | None:
    if setting.initiative is None or row.initiative is None or row.initiative.id == setting.initiative:
        return None
    return finding(
        "outside_the_scope", "initiative",
        filled(_("The file was delivered for another initiative than %(initiative)s."), initiative=row.initiative.code),
        _("Take the row out; whoever works for that initiative delivers it."),
    )  # fmt: skip


def of_another_edition(row: Parsed, setting: Setting) -> Finding | None:
    if setting.edition is None or row.edition is None or row.edition.id == setting.edition.id:
        return None
    return finding(
        "outside_the_scope", "edition",
        filled(_("The file was delivered for another edition than %(edition)s."), edition=row.edition.code),
        _("Take the row out; whoever works for that edition delivers it."),
    )  # fmt: skip


def of_another_organisation(row: Parsed, setting: Setting) -> Finding | None:
    if setting.organisation is None or row.organisation == setting.organisation:
        return None
    return finding(
        "outside_the_scope",
        "organisation",
        _("The file was delivered for another organisation."),
        _("Take the row out; whoever works for that organisation delivers it."),
    )


def outside_the_edition(row: Parsed, _setting: Setting) -> Finding | None:
    if (
        row.edition is None
        or row.occurred_on is None
        or row.edition.starts_on <= row.occurred_on <= row.edition.ends_on
    ):
        return None
    return finding(
        "outside_the_edition", "occurred_on",
        filled(_("The edition ran from %(start)s to %(end)s."), start=row.edition.starts_on.isoformat(), end=row.edition.ends_on.isoformat()),
        _("Check the day, or explain why it lies outside."), explainable=True,
    )  # fmt: skip


def before_the_initiative(row: Parsed, _setting: Setting) -> Finding | None:
    if (
        row.initiative is None
        or row.occurred_on is None
        or row.edition
        or not FIRST_YEAR <= row.occurred_on.year < row.initiative.started_in
    ):
        return None
    return finding(
        "before_the_initiative", "occurred_on",
        filled(_("The initiative began in %(year)s."), year=row.initiative.started_in),
        _("Check the year, or explain why it lies before."), explainable=True,
    )  # fmt: skip
