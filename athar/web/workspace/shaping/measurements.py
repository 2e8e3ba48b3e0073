"""Values of many figures over many periods, in two queries where they are kept already."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from django.core.cache import cache

from athar.analytics.metrics import Frame, Period, evaluate
from athar.direction.strategy import measuring
from athar.direction.strategy.models import Measurement

Measured = dict[tuple[str, Period], Measurement]
HOUR = 3600


class NotKept(LookupError):
    """A value would have to be computed first, and the caller did not want to wait for that."""


def measured(
    wanted: Mapping[Period, Iterable[str]], *, at: datetime, only_kept: bool = False
) -> tuple[Measured, str]:
    """
    The measurements of figures by code and period, and the digest of the data they were computed from.

    What is kept for the present data is read at once; what is not is computed, one call a period.

    :raises NotKept: when something is missing and ``only_kept`` was asked for.
    """
    state = measuring.data_state()
    codes = {code for several in wanted.values() for code in several}
    rows = Measurement.objects.filter(state=state.digest, scope={}, code__in=codes).select_related(
        "indicator"
    )
    found: Measured = {(row.code, Period(row.starts_on, row.ends_on)): row for row in rows}
    for period, several in wanted.items():
        missing = [code for code in several if (code, period) not in found]
        if missing and only_kept:
            raise NotKept(*missing)
        if missing:
            for code, row in measuring.measure(missing, period, at=at).items():
                found[code, period] = row
    return found, state.digest


def values_now(wanted: Mapping[Period, Iterable[str]]) -> dict[tuple[str, Period], Decimal]:
    """
    What figures are at this moment, without receipts of their own: two queries a period, remembered until the data changes.

    For lists that lead to receipts, which are made when somebody opens one.
    """
    digest = measuring.data_state().digest
    return {
        (code, period): value
        for period, codes in wanted.items()
        for code, value in _values(sorted(set(codes)), period, digest).items()
    }


def trends(
    codes: Iterable[str], start: date, stops: Iterable[date], *, digest: str, only_kept: bool = False
) -> dict[str, list[Decimal]]:
    """
    Values from ``start`` to each of the stops, by code: how a figure grew within a period.

    Remembered as long as the data is in the state that ``digest`` names; such a value is drawn and never told,
    so it needs no receipt.

    :raises NotKept: when something is missing and ``only_kept`` was asked for.
    """
    names, ends = sorted(set(codes)), list(stops)
    grown: dict[str, list[Decimal]] = {code: [] for code in names}
    for end in ends:
        for code, value in _values(names, Period(start, end), digest, only_kept=only_kept).items():
            grown[code].append(value)
    return grown


def _values(names: list[str], period: Period, digest: str, *, only_kept: bool = False) -> dict[str, Decimal]:
    asked = sha256(f"{digest} {period.start} {period.end} {names}".encode()).hexdigest()
    key = f"workspace-trend-{asked}"
    kept: dict[str, Decimal] | None = cache.get(key)
    if kept is None and only_kept:
        raise NotKept(*names)
    if kept is None:
        results = evaluate(list(measuring.definitions().values()), measuring.run, Frame(period), codes=names)
        kept = {code: Decimal(result.value or 0) for code, result in results.items()}
        cache.set(key, kept, HOUR)
    return kept
