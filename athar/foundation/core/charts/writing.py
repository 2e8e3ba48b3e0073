"""How a chart writes a number."""

from collections.abc import Callable
from decimal import Decimal

from athar.foundation.core.charts.table import Number
from athar.foundation.core.numerals import Digits, format_number

Write = Callable[[Number], str]


def writer(language: str, digits: Digits) -> Write:
    def write(value: Number) -> str:
        exact = Decimal(str(value))
        return format_number(int(exact) if exact == exact.to_integral_value() else exact, language, digits)

    return write
