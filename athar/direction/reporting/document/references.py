"""A resolver that knows names only: it checks a text and remembers what the text asks for."""

from collections.abc import Container

from athar.direction.reporting.document.model import FigureRef, UnknownName
from athar.foundation.core.charts import ChartData, TableData


class References:
    """
    Answers with empty figures, charts and tables, so that a text can be checked before anything is measured.

    ``asked_figures`` (code and period), ``asked_charts`` and ``asked_tables`` list what was asked, once, in order.
    """

    def __init__(self, figures: Container[str], charts: Container[str], tables: Container[str]) -> None:
        self._figures, self._charts, self._tables = figures, charts, tables
        self._asked: dict[str, dict[tuple[str, ...], None]] = {"figures": {}, "charts": {}, "tables": {}}

    @property
    def asked_figures(self) -> list[tuple[str, str]]:
        return [(code, period) for code, period in self._asked["figures"]]

    @property
    def asked_charts(self) -> list[str]:
        return [name for (name,) in self._asked["charts"]]

    @property
    def asked_tables(self) -> list[str]:
        return [name for (name,) in self._asked["tables"]]

    def figure(self, code: str, period: str) -> FigureRef:
        _known(code, self._figures)
        self._asked["figures"][code, period] = None
        return FigureRef(
            code=code,
            period=period,
            value=None,
            value_text="",
            unit_text="",
            phrase="",
            label=code,
            period_label=period,
            basis="",
            basis_text="",
            url="",
        )

    def chart(self, name: str) -> ChartData:
        _known(name, self._charts)
        self._asked["charts"][(name,)] = None
        return ChartData(name=name, kind="bars", title=name, rows=())

    def table(self, name: str) -> TableData:
        _known(name, self._tables)
        self._asked["tables"][(name,)] = None
        return TableData(name=name, title=name, columns=(), rows=())


def _known(name: str, names: Container[str]) -> None:
    if name not in names:
        raise UnknownName(name)
