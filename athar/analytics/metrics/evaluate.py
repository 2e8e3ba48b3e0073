"""Questions asked through any ``run`` that turns SQL text into rows, and answered in whole numbers and decimals."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from athar.analytics.metrics import compile as ask
from athar.analytics.metrics.catalogue import Parts, catalogue, leaves
from athar.analytics.metrics.compile import NO_PARTS, Dialect
from athar.analytics.metrics.definition import Definition
from athar.analytics.metrics.figures import UNRATED
from athar.analytics.metrics.frame import Frame

Run = Callable[[str], Sequence[Sequence[Any]]]
Number = int | Decimal

# Decimals of the engines have up to 38 digits; Python's own context would round at 28.
EXACT = Context(prec=76, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Result:
    """
    A figure found.

    ``value`` is None when it cannot be told: a ratio of nothing, or hours without a rate (``unrated`` of them).
    ``breakdown`` says for a mixed figure how much is identified and how much headcount.
    """

    code: str
    version: int
    basis: str
    unit: Mapping[str, Any]
    value: Number | None
    breakdown: Mapping[str, Number] | None = None
    unrated: int = 0


@dataclass(frozen=True)
class Row:
    """One line of a breakdown; ``key`` None is what does not say its region, month, …"""

    key: str | date | None
    value: Number | None
    breakdown: Mapping[str, Number] | None = None


@dataclass(frozen=True)
class Breakdown:
    """Gross rows by key. Where rows add up, ``total = sum(rows) - overlap``; a ratio has no overlap."""

    rows: tuple[Row, ...]
    overlap: Number | None
    total: Number | None


@dataclass(frozen=True)
class Exclusion:
    """How many entries, people counted and quantity a reason has kept out."""

    reason: str
    entries: int
    headcount: int
    quantity: Decimal


@dataclass(frozen=True)
class Line:
    """An initiative's beneficiaries: gross, those already counted in a line above, and net."""

    initiative: str
    gross: int
    above: int
    net: int
    identified: int
    headcount: int


def evaluate(
    definitions: Iterable[Definition],
    run: Run,
    frame: Frame,
    *,
    dialect: Dialect = "postgres",
    codes: Iterable[str] | None = None,
) -> dict[str, Result]:
    """
    The figures of a frame, by code: all of them, or those of ``codes``; one query however many they are.

    :raises BadDefinition: when parts are missing, go round in a circle or may not be added.
    :raises KeyError: for a code that is not among the definitions.
    """
    known = catalogue(definitions)
    wanted = list(known if codes is None else codes)
    asked = tuple({leaf.code: leaf for code in wanted for leaf in leaves(known[code], known)}.values())
    found = _measured(asked, run(ask.headline_sql(asked, frame, dialect=dialect))[0] if asked else ())
    return {code: _resolve(known[code], known, found) for code in wanted}


def break_down(
    definition: Definition,
    run: Run,
    frame: Frame,
    *,
    by: str,
    parts: Parts = NO_PARTS,
    dialect: Dialect = "postgres",
) -> Breakdown:
    """
    The figure by region, gender, age_group, initiative, level or month (keys are first days of months).

    :raises NotDisaggregated: when the definition does not allow it.
    """
    asked = leaves(definition, parts)
    lines = run(ask.breakdown_sql(definition, frame, by=by, parts=parts, dialect=dialect))
    told = [
        (line, key, _resolve(definition, parts, _measured(asked, values))) for line, key, *values in lines
    ]
    rows = [Row(key, result.value, result.breakdown) for line, key, result in told if line == "row"]
    rows.sort(key=lambda row: (row.key is None, row.key if row.key is not None else ""))
    overlap = next(result.value for line, _, result in told if line == "overlap")
    total = _resolve(definition, parts, _measured(asked, _totals(lines)))
    return Breakdown(tuple(rows), None if definition.type == "ratio" else overlap, total.value)


def _totals(lines: Sequence[Sequence[Any]]) -> list[Decimal]:
    width = len(lines[0]) - 2
    signed = [(-1 if line == "overlap" else 1, values) for line, _, *values in lines]
    return [
        sum((sign * _decimal(values[index]) for sign, values in signed), Decimal(0)) for index in range(width)
    ]


def exclusions(
    definition: Definition, run: Run, frame: Frame, *, parts: Parts = NO_PARTS, dialect: Dialect = "postgres"
) -> tuple[Exclusion, ...]:
    """What was entered for the figure but does not count, by reason."""
    rows = run(ask.exclusions_sql(definition, frame, parts=parts, dialect=dialect))
    return tuple(
        Exclusion(reason, int(entries), int(headcount), _rounded(_decimal(quantity), 2))
        for reason, entries, headcount, quantity in rows
    )


def gross_and_net(
    definition: Definition,
    run: Run,
    frame: Frame,
    *,
    order: Sequence[str],
    parts: Parts = NO_PARTS,
    dialect: Dialect = "postgres",
) -> tuple[Line, ...]:
    """Gross, already counted above and net of each initiative, in the order of the codes given."""
    rows = run(ask.gross_and_net_sql(definition, frame, order=order, parts=parts, dialect=dialect))
    lines = [
        (initiative, int(identified), int(above), int(headcount))
        for initiative, identified, above, headcount in rows
    ]
    return tuple(
        Line(initiative, identified + headcount, above, identified + headcount - above, identified, headcount)
        for initiative, identified, above, headcount in lines
    )


def _measured(asked: tuple[Definition, ...], values: Sequence[Any]) -> dict[str, Result]:
    by_name = dict(zip(ask.headline_columns(asked), map(_decimal, values), strict=True))
    return {definition.code: _leaf(definition, by_name) for definition in asked}


def _leaf(definition: Definition, values: Mapping[str, Decimal]) -> Result:
    unrated = int(values.get(f"{definition.code} {UNRATED}", 0))
    value = None if unrated else _told(values[definition.code], definition)
    return Result(
        definition.code, definition.version, definition.basis, definition.unit, value, unrated=unrated
    )


def _resolve(definition: Definition, known: Parts, found: dict[str, Result]) -> Result:
    """The result of a definition, from those of its parts; remembered in ``found``."""
    if definition.code not in found:
        found[definition.code] = _composed(
            definition, [_resolve(known[code], known, found) for code in definition.parts]
        )
    return found[definition.code]


def _composed(definition: Definition, parts: list[Result]) -> Result:
    unrated = sum(part.unrated for part in parts)
    values = [part.value for part in parts if part.value is not None]
    if len(values) < len(parts):
        value = None  # what is missing is not zero
    elif definition.type == "ratio":
        value = _told(EXACT.divide(Decimal(values[0]), Decimal(values[1])), definition) if values[1] else None
    elif definition.type == "conversion" and definition.factor is not None:
        value = _told(EXACT.multiply(Decimal(values[0]), definition.factor), definition)
    else:
        value = _told(Decimal(sum(values)), definition)
    split = _split(parts) if definition.basis == "mixed" and value is not None else None
    return Result(
        definition.code, definition.version, definition.basis, definition.unit, value, split, unrated
    )


def _split(parts: list[Result]) -> dict[str, Number]:
    split: dict[str, Number] = {"identified": 0, "headcount": 0}
    for part in parts:
        for basis, value in (part.breakdown or {part.basis: part.value or 0}).items():
            split[basis] += value
    return split


def _decimal(value: Any) -> Decimal:
    return Decimal(0) if value is None else Decimal(value)


def _told(value: Decimal, definition: Definition) -> Number:
    return _rounded(value, definition.decimals) if definition.decimals else int(_rounded(value, 0))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), context=EXACT)
