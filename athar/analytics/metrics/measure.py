"""What is counted or added: the heart of a simple or cumulative indicator."""

from dataclasses import dataclass
from typing import Any

from athar.analytics.metrics.reading import BadDefinition, Reader, one_of, texts

PERSON = ("person",)
PARTICIPATION = ("person", "initiative")
INITIATIVE = ("initiative",)
DISTINCT = (PERSON, PARTICIPATION, INITIATIVE)
SUMMABLE = ("headcount", "quantity")

ONE_OF = (
    'write {"count_distinct": ["person"]}, ["person", "initiative"] or ["initiative"], {"count": true}, '
    '{"sum": "headcount"}, {"sum": "quantity"} or {"sum": "quantity", "valued_at": "rates"}'
)


@dataclass(frozen=True)
class Measure:
    """
    One of: the distinct keys that are counted, the column that is added, or (neither) entries counted.

    ``valued`` multiplies hours by the rate of their level and year (SAR) before adding.
    """

    distinct: tuple[str, ...] = ()
    added: str | None = None
    valued: bool = False

    @property
    def of_persons(self) -> bool:
        return "person" in self.distinct

    def to_dict(self) -> dict[str, Any]:
        if self.distinct:
            return {"count_distinct": list(self.distinct)}
        if self.added:
            return {"sum": self.added} | ({"valued_at": "rates"} if self.valued else {})
        return {"count": True}


def read_measure(value: Any, path: str) -> Measure:
    """:raises BadDefinition: unless the dict has exactly one of the forms above."""
    reader = Reader(value, path)
    distinct = reader.take("count_distinct", texts, ())
    added = reader.take("sum", one_of(SUMMABLE), None)
    valued = reader.take("valued_at", one_of(("rates",)), None)
    count = reader.take("count", _true, None)
    reader.finish()
    if sum(map(bool, (distinct, added, count))) != 1:
        raise BadDefinition(path, ONE_OF)
    if distinct and distinct not in DISTINCT:
        raise BadDefinition(f"{path}.count_distinct", ONE_OF)
    if valued and added != "quantity":
        raise BadDefinition(
            f"{path}.valued_at", 'only hours have a rate; write {"sum": "quantity", "valued_at": "rates"}'
        )
    return Measure(distinct, added, bool(valued))


def _true(value: Any, path: str) -> bool:
    if value is not True:
        raise BadDefinition(path, "write true")
    return True
