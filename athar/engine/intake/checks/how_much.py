"""How many people, how many hours."""

from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from athar.engine.intake.checks.common import Setting, finding
from athar.engine.intake.parsed import Finding, Parsed
from athar.engine.ledger.choices import Kind
from athar.engine.ledger.rules import HOURS_IN_A_DAY, MOST_PEOPLE_AT_ONCE
from athar.foundation.core.numerals import format_number
from athar.foundation.core.refusals import filled
from athar.foundation.core.search_key import search_key

LARGEST_COUNT = 2**31 - 1
LARGEST_QUANTITY = Decimal(10) ** 12
HOURS = frozenset(map(search_key, ("hours", "hour", "h", "ساعة", "ساعات")))


@lru_cache(maxsize=1_000)
def _means_hours(unit: str) -> bool:
    return search_key(unit) in HOURS


def count_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.count is not None or row.has_trouble_with("count"):
        return None
    return finding(
        "count_missing",
        "count",
        _("A headcount without a number."),
        _("Write how many people were counted, in digits."),
    )


def count_not_whole(row: Parsed, _setting: Setting) -> Finding | None:
    if row.count is None or (row.count == row.count.to_integral_value() and 1 <= row.count <= LARGEST_COUNT):
        return None
    return finding(
        "count_not_whole",
        "count",
        _("People are counted in whole numbers from 1 on."),
        _("Write the whole number in digits."),
    )


def count_of_a_person(row: Parsed, _setting: Setting) -> Finding | None:
    if row.count is None:
        return None
    return finding(
        "count_of_a_person",
        "count",
        _("A record about one person has no count."),
        _("Leave the count empty, or make the row a headcount."),
    )


def too_many_at_once(row: Parsed, _setting: Setting) -> Finding | None:
    if row.count is None or row.count <= MOST_PEOPLE_AT_ONCE:
        return None
    return finding(
        "too_many", "count",
        filled(_("%(count)s people in one count is implausible."), count=format_number(row.count)),
        _("Check the number, or explain how so many were counted."), explainable=True,
    )  # fmt: skip


def method_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.counting_method or row.has_trouble_with("counting_method"):
        return None
    return finding(
        "counting_method_missing",
        "counting_method",
        _("A headcount must say how people were counted."),
        _("Write meals, turnstile, tally or estimate."),
    )


def evidence_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.evidence or row.has_trouble_with("evidence"):
        return None
    return finding(
        "evidence_missing",
        "evidence",
        _("A headcount needs evidence."),
        _("Name the counting sheet: a file beside this one, or an address."),
    )


def quantity_missing(row: Parsed, _setting: Setting) -> Finding | None:
    if row.quantity is not None or row.has_trouble_with("quantity"):
        return None
    return finding(
        "quantity_missing",
        "quantity",
        _("Hours without a number of hours."),
        _("Write how many hours, in digits."),
    )


def quantity_out_of_range(row: Parsed, _setting: Setting) -> Finding | None:
    if row.quantity is None:
        return None
    if row.kind == Kind.HOURS and not 0 < row.quantity <= HOURS_IN_A_DAY:
        return finding(
            "hours",
            "quantity",
            _("Hours of one person on one day lie between 0 and 24."),
            _("Write each day in a row of its own."),
        )
    if not 0 < row.quantity < LARGEST_QUANTITY:
        return finding(
            "quantity_out_of_range",
            "quantity",
            _("A quantity is more than nothing."),
            _("Correct the quantity, or leave it empty."),
        )
    if row.quantity != round(row.quantity, 2):
        return finding(
            "quantity_too_fine",
            "quantity",
            _("Quantities have at most two decimals."),
            _("Round it to two decimals."),
        )
    return None


def unit_of_hours(row: Parsed, _setting: Setting) -> Finding | None:
    if not row.unit or _means_hours(row.unit):
        return None
    return finding(
        "unit_of_hours",
        "unit",
        _("Volunteering is measured in hours."),
        _("Write the quantity in hours, and hours as the unit or none."),
    )
