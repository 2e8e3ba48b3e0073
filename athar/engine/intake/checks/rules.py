"""Checks of a single row: small pure functions, all of its kind asked, so that people see every reason at once."""

from athar.engine.intake.checks import how_much, what, who
from athar.engine.intake.checks.common import Check
from athar.engine.ledger.choices import IDENTIFIED, Kind

OF_PERSONS = frozenset({*IDENTIFIED, Kind.HOURS})

ALWAYS: tuple[Check, ...] = (
    what.kind_missing, what.initiative_missing, what.day_missing, what.in_the_future, what.long_ago,
    what.of_another_initiative, what.of_another_edition, what.of_another_organisation, what.edition_of_another_initiative,
    what.outside_the_edition, what.before_the_initiative, who.born_afterwards, who.very_old,
    how_much.count_not_whole, how_much.quantity_out_of_range,
)  # fmt: skip
OF_A_PERSON: tuple[Check, ...] = (who.nobody_named, who.named_by_name_alone, how_much.count_of_a_person)
OF_A_HEADCOUNT: tuple[Check, ...] = (
    who.headcount_of_somebody, how_much.count_missing, how_much.too_many_at_once, how_much.method_missing, how_much.evidence_missing,
)  # fmt: skip
OF_HOURS: tuple[Check, ...] = (*OF_A_PERSON, how_much.quantity_missing, how_much.unit_of_hours)

CHECKS: dict[str, tuple[Check, ...]] = {
    "": ALWAYS,
    Kind.SERVICE: ALWAYS + OF_A_PERSON,
    Kind.TRAINING: ALWAYS + OF_A_PERSON,
    Kind.COMPLETION: ALWAYS + OF_A_PERSON,
    Kind.HEADCOUNT: ALWAYS + OF_A_HEADCOUNT,
    Kind.HOURS: ALWAYS + OF_HOURS,
}
