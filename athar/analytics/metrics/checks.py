"""What a single definition must keep to, beyond its shape. Each check objects with the key and the remedy."""

from typing import TYPE_CHECKING

from athar.analytics.metrics.measure import INITIATIVE, PERSON, Measure
from athar.analytics.metrics.reading import BadDefinition

if TYPE_CHECKING:
    from .definition import Definition


def says_which_kinds(definition: "Definition") -> None:
    if definition.measure is not None and "kind" not in definition.where:
        # Without it, hours and survey answers would flow into one sum.
        raise BadDefinition("where.kind", "missing; write which kinds of entries count")


def adds_one_kind(definition: "Definition") -> None:
    measure = definition.measure
    if measure is not None and measure.added and len(definition.where["kind"]) > 1:
        raise BadDefinition(
            "where.kind",
            "amounts of different kinds have different units; write one kind and add the figures in a derived one",
        )


def values_hours_only(definition: "Definition") -> None:
    if (
        definition.measure is not None
        and definition.measure.valued
        and definition.where["kind"] != ("hours",)
    ):
        raise BadDefinition("where.kind", 'only hours have a rate; write "hours"')


def has_the_basis_of_its_measure(definition: "Definition") -> None:
    if definition.measure is None:
        return
    possible = _bases(definition.measure, definition.where["kind"])
    if definition.basis not in possible:
        told = " or ".join(possible)
        raise BadDefinition("basis", f"what this measure counts is {told}, not {definition.basis}")


def _bases(measure: Measure, kinds: tuple[str | bool, ...]) -> tuple[str, ...]:
    if measure.distinct == PERSON:
        return ("identified",)
    if measure.added == "headcount" and kinds == ("headcount",):
        return ("headcount",)
    return ("transaction", "estimate") if measure.added else ("transaction",)


def mixes_only_by_adding(definition: "Definition") -> None:
    if definition.basis == "mixed" and definition.type != "derived":
        raise BadDefinition(
            "basis", "only a derived figure can be mixed, because only it shows how much is which"
        )


def has_as_many_parts_as_it_needs(definition: "Definition") -> None:
    if definition.type == "derived" and len(definition.parts) == 1:
        raise BadDefinition("parts", "write the codes of at least two figures to add")
    if definition.type == "conversion" and len(definition.parts) > 1:
        raise BadDefinition("parts", "write the one code that is converted")


def aggregates_as_it_counts(definition: "Definition") -> None:
    measure = definition.measure
    if measure is None:
        return
    for name, way in (("time", definition.over_time), ("unit", definition.over_units)):
        if measure.distinct and way == "sum":
            raise BadDefinition(f"aggregation.{name}", 'distinct counts do not add; write "distinct"')
        if not measure.distinct and way == "distinct":
            raise BadDefinition(f"aggregation.{name}", 'only distinct counts are counted anew; write "sum"')


def ends_after_it_begins(definition: "Definition") -> None:
    if definition.valid_from and definition.valid_to and definition.valid_to < definition.valid_from:
        raise BadDefinition("valid_to", f"write a day from {definition.valid_from.isoformat()} on")


def breaks_down_by_what_it_has(definition: "Definition") -> None:
    if (
        definition.measure is not None
        and definition.measure.distinct == INITIATIVE
        and "initiative" in definition.disaggregations
    ):
        raise BadDefinition(
            "disaggregations", "initiatives counted by initiative are all 1; leave initiative out"
        )


CHECKS = (
    says_which_kinds,
    adds_one_kind,
    values_hours_only,
    has_the_basis_of_its_measure,
    mixes_only_by_adding,
    has_as_many_parts_as_it_needs,
    aggregates_as_it_counts,
    ends_after_it_begins,
    breaks_down_by_what_it_has,
)
