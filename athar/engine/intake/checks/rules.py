"""Checks of a single row: small pure functions, all of its kind asked, so that people see every reason at once."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from athar.engine.intake.parsed import Finding, Parsed
from athar.engine.ledger.choices import IDENTIFIED, Kind
from athar.engine.ledger.rules import HOURS_IN_A_DAY, MOST_PEOPLE_AT_ONCE
from athar.foundation.core.dates import age_on
from athar.foundation.core.numerals import format_number
from athar.foundation.core.refusals import Reason, Text, filled
from athar.foundation.core.search_key import search_key

FIRST_YEAR = 2000  # the association has no records from before
OLDEST = 110  # years; the oldest Saudi on record is younger than that times 1.1
LARGEST_COUNT = 2**31 - 1
LARGEST_QUANTITY = Decimal(10) ** 12
OF_PERSONS = frozenset({*IDENTIFIED, Kind.HOURS})
HOURS = frozenset(map(search_key, ("hours", "hour", "h", "ساعة", "ساعات")))


class Setting(NamedTuple):
    """What the rules need to know besides the row."""

    today: date


Check = Callable[[Parsed, Setting], Finding | None]


def _finding(code: str, column: str, message: Text, remedy: Text, *, explainable: bool = False) -> Finding:
    return Finding(Reason(code, message, remedy), column, explainable)


def kind_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.kind or row.has_trouble_with("kind"):
        return None
    return _finding(
        "kind_missing",
        "kind",
        _("The row does not say what kind of record it is."),
        _("Write service, headcount, hours, training or completion."),
    )


def initiative_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.initiative or row.has_trouble_with("initiative"):
        return None
    return _finding(
        "initiative_missing",
        "initiative",
        _("The row names no initiative."),
        _("Write the code of the initiative."),
    )


def day_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.occurred_on or row.has_trouble_with("occurred_on"):
        return None
    return _finding(
        "day_missing",
        "occurred_on",
        _("The row does not say when it happened."),
        _("Write the day, such as 2023-03-23 or 1444-09-01H."),
    )


def in_the_future(row: Parsed, setting: Setting) -> Finding | None:
    if row.occurred_on is None or row.occurred_on <= setting.today:
        return None
    return _finding(
        "future",
        "occurred_on",
        _("The day has not come yet."),
        _("Check the year, and the calendar it is written in."),
    )


def long_ago(row: Parsed, _setting: Setting) -> Finding | None:
    if row.occurred_on is None or row.occurred_on.year >= FIRST_YEAR:
        return None
    return _finding(
        "long_ago", "occurred_on",
        filled(_("The year %(year)s lies before everything that is recorded here."), year=row.occurred_on.year),
        _("Check the year, and the calendar it is written in."),
    )  # fmt: skip


def edition_of_another_initiative(row: Parsed, _setting: Setting) -> Finding | None:
    if row.edition is None or row.initiative is None or row.edition.initiative_id == row.initiative.id:
        return None
    return _finding(
        "edition_of_another_initiative", "edition",
        filled(_("The edition %(edition)s belongs to another initiative."), edition=row.edition.code),
        _("Correct the code of the initiative or of the edition."),
    )  # fmt: skip


def outside_the_edition(row: Parsed, _setting: Setting) -> Finding | None:
    if (
        row.edition is None
        or row.occurred_on is None
        or row.edition.starts_on <= row.occurred_on <= row.edition.ends_on
    ):
        return None
    return _finding(
        "outside_the_edition", "occurred_on",
        filled(_("The edition ran from %(start)s to %(end)s."), start=row.edition.starts_on.isoformat(), end=row.edition.ends_on.isoformat()),
        _("Check the day, or explain why it lies outside."), explainable=True,
    )  # fmt: skip


def before_the_initiative(row: Parsed, _setting: Setting) -> Finding | None:
    if (
        row.initiative is None
        or row.occurred_on is None
        or row.edition
        or row.occurred_on.year >= row.initiative.started_in
    ):
        return None
    return _finding(
        "before_the_initiative", "occurred_on",
        filled(_("The initiative began in %(year)s."), year=row.initiative.started_in),
        _("Check the year, or explain why it lies before."), explainable=True,
    )  # fmt: skip


def nobody_named(row: Parsed, _setting: Setting) -> Finding | None:
    if row.person_name or row.has_trouble_with("person_name"):
        return None
    return _finding(
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
    return _finding(
        "name_alone", "person_name",
        _("A name alone does not tell one person from another, so this one cannot be counted once."),
        _("Add the identity number, the phone or the birth date, or explain why none is known: the row then counts as a person of its own."),
        explainable=True,
    )  # fmt: skip


def headcount_of_somebody(row: Parsed, _setting: Setting) -> Finding | None:
    if not (row.person_name or row.national_id):
        return None
    return _finding(
        "headcount_of_somebody",
        "person_name",
        _("A headcount is of nobody in particular, but this row names a person."),
        _("Remove the person, or make it a service."),
    )


def born_afterwards(row: Parsed, _setting: Setting) -> Finding | None:
    if row.birth_date is None or row.occurred_on is None or row.birth_date <= row.occurred_on:
        return None
    return _finding(
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
    return _finding(
        "very_old",
        "birth_date",
        filled(_("The person would have been %(age)s years old."), age=age),
        _("Check the birth date, or explain."),
        explainable=True,
    )


def count_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.count is not None or row.has_trouble_with("count"):
        return None
    return _finding(
        "count_missing",
        "count",
        _("A headcount without a number."),
        _("Write how many people were counted, in digits."),
    )


def count_not_whole(row: Parsed, _setting: Setting) -> Finding | None:
    if row.count is None or (row.count == row.count.to_integral_value() and 1 <= row.count <= LARGEST_COUNT):
        return None
    return _finding(
        "count_not_whole",
        "count",
        _("People are counted in whole numbers from 1 on."),
        _("Write the whole number in digits."),
    )


def count_of_a_person(row: Parsed, _setting: Setting) -> Finding | None:
    if row.count is None:
        return None
    return _finding(
        "count_of_a_person",
        "count",
        _("A record about one person has no count."),
        _("Leave the count empty, or make the row a headcount."),
    )


def too_many_at_once(row: Parsed, _setting: Setting) -> Finding | None:
    if row.count is None or row.count <= MOST_PEOPLE_AT_ONCE:
        return None
    return _finding(
        "too_many", "count",
        filled(_("%(count)s people in one count is implausible."), count=format_number(row.count)),
        _("Check the number, or explain how so many were counted."), explainable=True,
    )  # fmt: skip


def method_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.counting_method or row.has_trouble_with("counting_method"):
        return None
    return _finding(
        "counting_method_missing",
        "counting_method",
        _("A headcount must say how people were counted."),
        _("Write meals, turnstile, tally or estimate."),
    )


def evidence_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.evidence or row.has_trouble_with("evidence"):
        return None
    return _finding(
        "evidence_missing",
        "evidence",
        _("A headcount needs evidence."),
        _("Name the counting sheet: a file beside this one, or an address."),
    )


def quantity_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.quantity is not None or row.has_trouble_with("quantity"):
        return None
    return _finding(
        "quantity_missing",
        "quantity",
        _("Hours without a number of hours."),
        _("Write how many hours, in digits."),
    )


def quantity_out_of_range(row: Parsed, _setting: Setting) -> Finding | None:
    if row.quantity is None:
        return None
    if row.kind == Kind.HOURS and not 0 < row.quantity <= HOURS_IN_A_DAY:
        return _finding(
            "hours",
            "quantity",
            _("Hours of one person on one day lie between 0 and 24."),
            _("Write each day in a row of its own."),
        )
    if not 0 < row.quantity < LARGEST_QUANTITY:
        return _finding(
            "quantity_out_of_range",
            "quantity",
            _("A quantity is more than nothing."),
            _("Correct the quantity, or leave it empty."),
        )
    if row.quantity != round(row.quantity, 2):
        return _finding(
            "quantity_too_fine",
            "quantity",
            _("Quantities have at most two decimals."),
            _("Round it to two decimals."),
        )
    return None


def unit_of_hours(row: Parsed, _setting: Setting) -> Finding | None:
    if not row.unit or search_key(row.unit) in HOURS:
        return None
    return _finding(
        "unit_of_hours",
        "unit",
        _("Volunteering is measured in hours."),
        _("Write the quantity in hours, and hours as the unit or none."),
    )


ALWAYS: tuple[Check, ...] = (
    kind_missing, initiative_missing, day_missing, in_the_future, long_ago, edition_of_another_initiative, outside_the_edition,
    before_the_initiative, born_afterwards, very_old, count_not_whole, quantity_out_of_range,
)  # fmt: skip
OF_A_PERSON: tuple[Check, ...] = (nobody_named, named_by_name_alone, count_of_a_person)
OF_A_HEADCOUNT: tuple[Check, ...] = (
    headcount_of_somebody, count_missing, too_many_at_once, method_missing, evidence_missing,
)  # fmt: skip
OF_HOURS: tuple[Check, ...] = (*OF_A_PERSON, quantity_missing, unit_of_hours)

CHECKS: dict[str, tuple[Check, ...]] = {
    "": ALWAYS,
    Kind.SERVICE: ALWAYS + OF_A_PERSON,
    Kind.TRAINING: ALWAYS + OF_A_PERSON,
    Kind.COMPLETION: ALWAYS + OF_A_PERSON,
    Kind.HEADCOUNT: ALWAYS + OF_A_HEADCOUNT,
    Kind.HOURS: ALWAYS + OF_HOURS,
}
