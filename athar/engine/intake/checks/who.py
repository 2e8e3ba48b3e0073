"""Whom the row is about."""

from django.utils.translation import gettext_lazy as _

from athar.engine.intake.checks.common import Setting, finding
from athar.engine.intake.parsed import Finding, Parsed
from athar.foundation.core.dates import age_on
from athar.foundation.core.refusals import filled

OLDEST = 110  # years; hardly anybody has ever been older


def nobody_named(row: Parsed, _setting: Setting) -> Finding | None:
    if row.person_name or row.has_trouble_with("person_name"):
        return None
    return finding(
        "person_missing",
        "person_name",
        _("This kind of record is about a person, and nobody is named."),
        _("Write the full name, or enter a headcount."),
    )


def named_by_name_alone(row: Parsed, _setting: Setting) -> Finding | None:
    if not row.person_name or row.national_id or row.phone or row.birth_date:
        return None
    if any(row.has_trouble_with(column) for column in ("national_id", "phone", "birth_date")):
        return None
    return finding(
        "name_alone", "person_name",
        _("A name alone does not tell one person from another, so this one cannot be counted once."),
        _("Add the identity number, the phone or the birth date, or explain why none is known: the row then counts as a person of its own."),
        explainable=True,
    )  # fmt: skip


def headcount_of_somebody(row: Parsed, _setting: Setting) -> Finding | None:
    if not (row.person_name or row.national_id):
        return None
    return finding(
        "headcount_of_somebody",
        "person_name",
        _("A headcount is of nobody in particular, but this row names a person."),
        _("Remove the person, or make it a service."),
    )


def born_afterwards(row: Parsed, _setting: Setting) -> Finding | None:
    if row.birth_date is None or row.occurred_on is None or row.birth_date <= row.occurred_on:
        return None
    return finding(
        "born_afterwards",
        "birth_date",
        _("The birth date lies after the day of the record."),
        _("Check both dates, and their calendars."),
    )


def very_old(row: Parsed, _setting: Setting) -> Finding | None:
    if row.birth_date is None or row.occurred_on is None or row.birth_date > row.occurred_on:
        return None
    years = row.occurred_on.year - row.birth_date.year
    if years < OLDEST or (age := age_on(row.birth_date, row.occurred_on)) < OLDEST:
        return None
    return finding(
        "very_old",
        "birth_date",
        filled(_("The person would have been %(age)s years old."), age=age),
        _("Check the birth date, or explain."),
        explainable=True,
    )
