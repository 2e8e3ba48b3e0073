"""Definitions together: who needs whom, in which order, and what may not be added."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

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
    """Two distinct counts were to be added: whoever is in both would count twice."""


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
    for definition in known.values():
        check_parts(definition, known)
    try:
        order = TopologicalSorter(
            {code: definition.parts for code, definition in known.items()}
        ).static_order()
        return {code: known[code] for code in order}
    except CycleError as error:
        round_trip = " > ".join(reversed(error.args[1]))
        raise Cycle(
            f"{error.args[1][-1]}.parts", f"a figure cannot be made of itself: {round_trip}"
        ) from None


def check_parts(definition: Definition, known: Parts) -> None:
    """:raises BadDefinition: unless the parts exist and, where they are added, may be."""
    for part in definition.parts:
        if part not in known:
            raise UnknownPart(
                f"{definition.code}.parts", f"there is no definition {part!r} among those given"
            )
    if definition.type == "derived":
        _check_sum(definition, [known[code] for code in definition.parts])


def _check_sum(definition: Definition, parts: list[Definition]) -> None:
    path = f"{definition.code}.parts"
    told = ", ".join(f"{part.code} is {part.basis}" for part in parts)
    bases = {part.basis for part in parts}
    if definition.basis == "mixed" and not bases <= {"identified", "headcount", "mixed"}:
        raise MixedBases(path, f"only identified and headcount may be mixed, and {told}")
    if definition.basis != "mixed" and bases != {definition.basis}:
        raise MixedBases(
            path, f"the sum is called {definition.basis} but {told}; add one basis, or call the sum mixed"
        )
    if sum(map(_is_distinct, parts)) > 1:
        raise OverlappingParts(
            path, "who is in two distinct counts would count twice; write one definition that counts both"
        )
    units = {part.unit["code"] for part in parts} | {definition.unit["code"]}
    if len(units) > 1:
        raise MixedUnits(path, f"write figures of one unit, not {', '.join(sorted(units))}")


def _is_distinct(part: Definition) -> bool:
    return part.basis in ("identified", "mixed") or bool(part.measure and part.measure.distinct)


def leaves(definition: Definition, parts: Parts) -> tuple[Definition, ...]:
    """
    The measured definitions a figure comes down to, each once, in the order they are named.

    :raises BadDefinition: when a part is missing or leads back to itself.
    """
    found: dict[str, Definition] = {}
    _descend(definition, parts, (), found)
    return tuple(found.values())


def _descend(
    definition: Definition, parts: Parts, above: tuple[str, ...], found: dict[str, Definition]
) -> None:
    if definition.code in above:
        raise Cycle(
            f"{definition.code}.parts",
            f"a figure cannot be made of itself: {' > '.join((*above, definition.code))}",
        )
    if definition.measure is not None:
        found[definition.code] = definition
        return
    check_parts(definition, parts)
    for code in definition.parts:
        _descend(parts[code], parts, (*above, definition.code), found)
