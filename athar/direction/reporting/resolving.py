"""Where a report's numbers come from: the live ledger for a preview, what was frozen for a publication."""

from datetime import datetime
from typing import Any

from django.utils.translation import override

from athar.analytics.metrics import Period
from athar.direction.reporting import drawing
from athar.direction.reporting.document import FigureRef, Split, UnknownName, worded
from athar.direction.reporting.exhibits import CHARTS, TABLES, Exhibit, Ground
from athar.direction.reporting.models import Freeze, Report
from athar.direction.reporting.queries import figures_of
from athar.direction.reporting.reasons import basis_words
from athar.direction.strategy import measuring
from athar.direction.strategy.models import Measurement
from athar.direction.strategy.queries import figure_path
from athar.engine.ledger.signing import sign_head
from athar.foundation.core.charts import ChartData, TableData
from athar.foundation.core.dates import period_label


def figure_ref(
    measurement: Measurement, language: str, *, receipt: dict[str, Any] | None = None
) -> FigureRef:
    """A measurement as a reader meets it in a text."""
    definition = measurement.indicator.definition
    period = Period(measurement.starts_on, measurement.ends_on)
    prefix = "" if language == "ar" else f"/{language}"
    url = prefix + figure_path(measurement.code, period)
    whole = measurement.value == int(measurement.value)
    value = int(measurement.value) if whole else measurement.value
    value_text, unit_text, phrase = worded(value, definition["unit"], language)  # type: ignore[arg-type]
    with override(language):
        basis_text = basis_words(definition["basis"])
    split = (
        None if measurement.identified is None else Split(measurement.identified, measurement.headcount or 0)
    )
    return FigureRef(
        code=measurement.code, period=period.name, value=value, value_text=value_text, unit_text=unit_text, phrase=phrase,
        label=definition["labels"][language], period_label=period_label(period.start, period.end, language),
        basis=definition["basis"], basis_text=basis_text, url=url, breakdown=split,
        definition_text=definition["description"][language], receipt_url=url + "receipt/",
        receipt_hash=fingerprint(receipt or measurement.receipt),
    )  # fmt: skip


def fingerprint(receipt: dict[str, Any]) -> str:
    """The first bytes of a receipt's signature, enough to tell two receipts apart on paper."""
    import base64

    return base64.b64decode(receipt["signature"]["value"])[:8].hex()


class _Drawn:
    """Charts and tables of a report out of exhibits."""

    def __init__(self, report: Report, language: str) -> None:
        self.report, self.language = report, language
        self.period = Period(report.starts_on, report.ends_on)

    def exhibit(self, name: str) -> Exhibit:
        raise UnknownName(name)

    def chart(self, name: str) -> ChartData:
        return drawing.chart(name, self.exhibit(name), self.period, self.language, csv_url=self._csv(name))

    def table(self, name: str) -> TableData:
        return drawing.table(name, self.exhibit(name), self.period, self.language, csv_url=self._csv(name))

    def _csv(self, name: str) -> str:
        prefix = "" if self.language == "ar" else f"/{self.language}"
        return f"{prefix}/reports/{self.report.slug}/exhibits/{name}.csv"


class Live(_Drawn):
    """The figures as they stand now."""

    def __init__(
        self, report: Report, language: str, *, at: datetime, shared: dict[str, Any] | None = None
    ) -> None:
        super().__init__(report, language)
        self.at = at
        self._kept: dict[str, Any] = {} if shared is None else shared

    def figure(self, code: str, period: str) -> FigureRef:
        try:
            measured = measuring.measure([code], Period.read(period), at=self.at)[code]
        except measuring.UnknownFigure as error:
            raise UnknownName(code) from error
        return figure_ref(measured, self.language)

    def exhibit(self, name: str) -> Exhibit:
        makers = CHARTS | TABLES
        if name not in makers:
            raise UnknownName(name)
        if name not in self._kept:
            self._kept[name] = makers[name](self._ground())
        return self._kept[name]  # type: ignore[no-any-return]

    def _ground(self) -> Ground:
        if "ground" not in self._kept:
            self._kept["ground"] = Ground(
                self.period, sign_head(at=self.at), self.at, measuring.definitions()
            )
        return self._kept["ground"]  # type: ignore[no-any-return]


class Frozen(_Drawn):
    """The figures as they were when the report was frozen."""

    def __init__(self, frozen: Freeze, language: str) -> None:
        super().__init__(frozen.revision.report, language)
        self.figures = figures_of(frozen)
        self.content: dict[str, Exhibit] = frozen.data.content

    def figure(self, code: str, period: str) -> FigureRef:
        kept = self.figures.get((code, period))
        if kept is None:
            raise UnknownName(code)
        return figure_ref(kept.measurement, self.language, receipt=kept.receipt)

    def exhibit(self, name: str) -> Exhibit:
        if name not in self.content:
            raise UnknownName(name)
        return self.content[name]
