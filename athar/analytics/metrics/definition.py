"""An indicator is data, not code: what it counts, on what basis, over what, in words and for a machine."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from athar.analytics.metrics.checks import CHECKS
from athar.analytics.metrics.measure import Measure, read_measure
from athar.analytics.metrics.reading import (
    BadDefinition,
    Reader,
    both_languages,
    day,
    factor,
    number,
    one_of,
    text,
    texts,
)
from athar.analytics.proofs import canonical_json

TYPES = ("simple", "ratio", "cumulative", "derived", "conversion")
BASES = ("identified", "headcount", "transaction", "estimate", "mixed")
POLARITIES = ("up", "down", "none")
OVER_TIME = ("sum", "distinct", "last", "none")
OVER_UNITS = ("sum", "distinct", "none")
DISAGGREGATIONS = ("region", "gender", "age_group", "initiative", "month", "level")
FILTERS = ("kind", "initiative", "strategic", "edition", "session", "organisation", "region", "gender", "age_group",
           "level", "method", "unit")  # fmt: skip

Where = dict[str, tuple[str | bool, ...]]


@dataclass(frozen=True)
class Definition:
    """
    One version of one indicator; made by :func:`parse`, never by hand.

    ``where`` maps a column of entries to the values that count (any of them); columns narrow each other.
    ``parts`` are codes: those added (derived), numerator and denominator (ratio), the one converted (conversion).
    """

    code: str
    version: int
    type: str
    basis: str
    unit: Mapping[str, Any]
    labels: Mapping[str, str]
    description: Mapping[str, str]
    measure: Measure | None = None
    where: Where = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    factor: Decimal | None = None
    polarity: str = "none"
    over_time: str = "none"
    over_units: str = "none"
    disaggregations: tuple[str, ...] = ()
    owner: str = ""
    source: str = ""
    frequency: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def __hash__(self) -> int:
        return hash((self.code, self.version))

    @property
    def decimals(self) -> int:
        """Places after the point in which the value is told; 0 tells a whole number."""
        if "decimals" in self.unit:
            return int(self.unit["decimals"])
        exact = self.type in ("ratio", "conversion") or (
            self.measure is not None and self.measure.added == "quantity"
        )
        return 2 if exact else 0

    def to_dict(self) -> dict[str, Any]:
        """The plain dict that :func:`parse` reads back to an equal definition: texts, whole numbers, lists, null."""
        plain: dict[str, Any] = {
            "code": self.code, "version": self.version, "type": self.type, "basis": self.basis,
            "unit": dict(self.unit), "labels": dict(self.labels), "description": dict(self.description),
            "polarity": self.polarity, "aggregation": {"time": self.over_time, "unit": self.over_units},
            "disaggregations": list(self.disaggregations), "owner": self.owner, "source": self.source,
            "frequency": self.frequency,
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_to": self.valid_to and self.valid_to.isoformat(),
        }  # fmt: skip
        return plain | self._formula()

    def _formula(self) -> dict[str, Any]:
        if self.measure is not None:
            return {
                "measure": self.measure.to_dict(),
                "where": {key: list(values) for key, values in self.where.items()},
            }
        if self.type == "ratio":
            return {"numerator": self.parts[0], "denominator": self.parts[1]}
        if self.type == "conversion":
            return {"parts": list(self.parts), "factor": str(self.factor)}
        return {"parts": list(self.parts)}

    def hash(self) -> str:
        """Hex SHA-256 of the canonical JSON (RFC 8785) of :meth:`to_dict`; what a receipt pins."""
        return hashlib.sha256(canonical_json(self.to_dict())).hexdigest()


def parse(data: Mapping[str, Any]) -> Definition:
    """
    The definition that a plain dict describes.

    :raises BadDefinition: with the path of the offending key and what to write instead.
    """
    reader = Reader(data)
    kind = reader.take("type", one_of(TYPES))
    facts: dict[str, Any] = {
        name: reader.take(name, read, *default) for name, (read, *default) in FACTS.items()
    }
    facts |= _formula(reader, kind) | reader.take("aggregation", _aggregation, {})
    reader.finish()
    definition = Definition(type=kind, **facts)
    for check in CHECKS:
        check(definition)
    return definition


def _formula(reader: Reader, kind: str) -> dict[str, Any]:
    if kind in ("simple", "cumulative"):
        return {"measure": reader.take("measure", read_measure), "where": reader.take("where", _where)}
    if kind == "ratio":
        return {"parts": (reader.take("numerator", text), reader.take("denominator", text))}
    parts = reader.take("parts", texts)
    return {"parts": parts, "factor": reader.take("factor", factor) if kind == "conversion" else None}


def _where(value: Any, path: str) -> Where:
    reader = Reader(value, path)
    read: Where = {}
    for column in FILTERS:
        values = reader.take(column, _flag, ()) if column == "strategic" else reader.take(column, _values, ())
        if values:
            read[column] = values
    reader.finish()
    return read


def _values(value: Any, path: str) -> tuple[str, ...]:
    return texts([value] if isinstance(value, str) else value, path)


def _flag(value: Any, path: str) -> tuple[bool, ...]:
    values = tuple(value) if isinstance(value, list | tuple) else (value,)
    if values not in ((True,), (False,)):
        raise BadDefinition(path, f"write true or false, not {value!r}")
    return values


def _unit(value: Any, path: str) -> dict[str, Any]:
    reader = Reader(value, path)
    unit: dict[str, Any] = {"code": reader.take("code", text)}
    decimals = reader.take("decimals", number, None)
    return unit | ({} if decimals is None else {"decimals": decimals}) | reader.rest()


def _aggregation(value: Any, path: str) -> dict[str, str]:
    reader = Reader(value, path)
    read = {
        "over_time": reader.take("time", one_of(OVER_TIME), "none"),
        "over_units": reader.take("unit", one_of(OVER_UNITS), "none"),
    }
    reader.finish()
    return read


def _disaggregations(value: Any, path: str) -> tuple[str, ...]:
    read = texts(value, path) if value else ()
    return tuple(one_of(DISAGGREGATIONS)(name, path) for name in read)


def _perhaps(value: Any, path: str) -> str:
    return text(value, path) if value else ""


# How each plain key is read and, where it may be missing, what it then is.
FACTS: dict[str, tuple[Any, ...]] = {
    "code": (text,),
    "version": (number,),
    "basis": (one_of(BASES),),
    "unit": (_unit,),
    "labels": (both_languages,),
    "description": (both_languages,),
    "polarity": (one_of(POLARITIES), "none"),
    "disaggregations": (_disaggregations, ()),
    "owner": (_perhaps, ""),
    "source": (_perhaps, ""),
    "frequency": (_perhaps, ""),
    "valid_from": (day, None),
    "valid_to": (day, None),
}
