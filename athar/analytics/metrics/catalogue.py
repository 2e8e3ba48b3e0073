"""Definitions together: who needs whom, in which order, and what may not be added."""

from collections.abc import Iterable, Mapping
from itertools import combinations

from athar.analytics.metrics.definition import Definition
from athar.analytics.metrics.reading import BadDefinition

Parts = Mapping[str, Definition]


class UnknownPart(BadDefinition):
    """A figure is made of another one that nobody defined."""


class Cycle(BadDefinition):
    """A figure is made of itself, directly or in a round."""


class MixedBases(BadDefinition):
    """Counts of different bases were to be added as if they were one."""


class OverlappingParts(BadDefinition):
    """Something would count twice: a person in two distinct counts, or entries that two parts both add."""


class MixedUnits(BadDefinition):
    """Figures of different units were to be added."""


def catalogue(definitions: Iterable[Definition]) -> dict[str, Definition]:
    """
    The definitions by code, every part before what is made of it.

    :raises BadDefinition: one of the classes above, or for a code that is given twice.
    """
    known: dict[str, Definition] = {}
    for definition in definitions:
        if definition.code in known:
            raise BadDefinition(f"{definition.code}.code", "given twice; pass one version of each definition")
        known[definition.code] = definition
    ordered: dict[str, Definition] = {}
    for definition in known.values():
        _place(definition, known, (), ordered)
    return ordered


def _place(
    definition: Definition, known: Parts, above: tuple[str, ...], ordered: dict[str, Definition]
) -> None:
    _check_above(definition, above)
    if definition.code not in ordered:
        check_known(definition, known)
        for code in definition.parts:
            _place(known[code], known, (*above, definition.code), ordered)
        check_parts(definition, known)
        ordered[definition.code] = definition


def check_parts(definition: Definition, known: Parts) -> None:
    """:raises BadDefinition: unless the parts exist and, where they are added, may be."""
    check_known(definition, known)
    if definition.type == "derived":
        _check_sum(definition, [known[code] for code in definition.parts], known)


def check_known(definition: Definition, known: Parts) -> None:
    for part in definition.parts:
        if part not in known:
            raise UnknownPart(
                f"{definition.code}.parts", f"there is no definition {part!r} among those given"
            )


def _check_above(definition: Definition, above: tuple[str, ...]) -> None:
    if definition.code in above:
        round_trip = " > ".join((*above[above.index(definition.code) :], definition.code))
        raise Cycle(f"{definition.code}.parts", f"a figure cannot be made of itself: {round_trip}")


def _check_sum(definition: Definition, parts: list[Definition], known: Parts) -> None:
    path = f"{definition.code}.parts"
    told = ", ".join(f"{part.code} is {part.basis}" for part in parts)
    bases = {part.basis for part in parts}
    if definition.basis == "mixed" and not bases <= {"identified", "headcount", "mixed"}:
        raise MixedBases(path, f"only identified and headcount may be mixed, and {told}")
    if definition.basis != "mixed" and bases != {definition.basis}:
        raise MixedBases(
            path, f"the sum is called {definition.basis} but {told}; add one basis, or call the sum mixed"
        )
    units = {part.unit["code"] for part in parts} | {definition.unit["code"]}
    if len(units) > 1:
        raise MixedUnits(path, f"write figures of one unit, not {', '.join(sorted(units))}")
    for one, other in combinations(_addends(definition, known, ()), 2):
        _check_apart(path, one, other)


def _addends(definition: Definition, known: Parts, above: tuple[str, ...]) -> list[Definition]:
    """The measured definitions of a sum, one for each time it is added."""
    _check_above(definition, above)
    if definition.measure is not None:
        return [definition]
    if definition.type == "ratio":
        raise BadDefinition(f"{above[-1]}.parts", f"{definition.code} is a ratio, and ratios do not add")
    check_known(definition, known)
    below = (*above, definition.code)
    return [addend for code in definition.parts for addend in _addends(known[code], known, below)]


def _check_apart(path: str, one: Definition, other: Definition) -> None:
    if one.measure and one.measure.distinct and other.measure and other.measure.distinct:
        raise OverlappingParts(
            path,
            f"who is in both {one.code} and {other.code} would count twice; write one definition for both",
        )
    shared = one.where.keys() & other.where.keys()
    if not any(set(one.where[column]).isdisjoint(other.where[column]) for column in shared):
        raise OverlappingParts(
            path,
            f"entries of both {one.code} and {other.code} would count twice; add what excludes each other",
        )


def leaves(definition: Definition, parts: Parts) -> tuple[Definition, ...]:
    """
    The measured definitions a figure comes down to, each once, in the order they are named.

    :raises BadDefinition: when a part is missing, leads back to itself or may not be added.
    """
    ordered: dict[str, Definition] = {}
    _place(definition, parts, (), ordered)
    return tuple(part for part in ordered.values() if part.measure is not None)
