"""Exhibits, which are data, as charts and tables with words in one language."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from athar.analytics.metrics import Period
from athar.direction.reporting.reasons import reason_words
from athar.direction.strategy.queries import figure_path
from athar.foundation.core.charts import Cell, ChartData, ChartRow, Column, TableData, TableRow
from athar.foundation.core.dates import period_label
from athar.foundation.core.numerals import format_number

Exhibit = dict[str, Any]


def chart(name: str, exhibit: Exhibit, period: Period, language: str, *, csv_url: str = "") -> ChartData:
    """A chart of ``exhibits`` with its words."""
    with override(language):
        return _CHARTS[exhibit["kind"]](name, exhibit, _span(period, language), language, csv_url)


def table(name: str, exhibit: Exhibit, period: Period, language: str, *, csv_url: str = "") -> TableData:
    """A table of ``exhibits`` with its words."""
    with override(language):
        return _TABLES[exhibit["kind"]](name, exhibit, period, language, csv_url)


def _span(period: Period, language: str) -> str:
    return period_label(period.start, period.end, language)


def _rows(exhibit: Exhibit, language: str, *, short: bool = False) -> list[ChartRow]:
    return [
        ChartRow(
            label=row["label"][language],
            short=row["label"][language][:3] if short else "", value=row["value"], identified=row["identified"], headcount=row["headcount"],
            tile=tuple(row["tile"]) if "tile" in row else None,
        )
        for row in exhibit["rows"]
    ]  # fmt: skip


def _share(exhibit: Exhibit, language: str) -> str:
    """The largest row's share of all, in whole per cent, as a sentence."""
    rows = exhibit["rows"]
    if not rows:
        return _nothing_yet()
    share = round(100 * rows[0]["value"] / (sum(row["value"] for row in rows) or 1))
    return _("%(initiative)s: %(share)s%% of all who were reached") % {
        "initiative": rows[0]["label"][language], "share": format_number(share, language),
    }  # fmt: skip


def _nothing_yet() -> str:
    """What a chart says whose period has no records: a report is written before they come."""
    return _("Nothing of this period is recorded yet")


def _bars(name: str, exhibit: Exhibit, span: str, language: str, csv_url: str) -> ChartData:
    others = max(0, len(exhibit["rows"]) - 1)
    return ChartData(
        name=name, kind="bars", rows=tuple(_rows(exhibit, language)), csv_url=csv_url,
        title=_share(exhibit, language),
        caption=_("Beneficiaries by initiative, %(span)s, before repeats are taken out. Hatched bars are headcounts.") % {"span": span},
        row_heading=_("Initiative"), value_heading=_("Beneficiaries"),
        rest_label=ngettext("The other initiative", "The other %(count)s initiatives", others) % {"count": others},
    )  # fmt: skip


def _tiles(name: str, exhibit: Exhibit, span: str, language: str, csv_url: str) -> ChartData:
    return ChartData(
        name=name, kind="tiles", rows=tuple(_rows(exhibit, language)), csv_url=csv_url,
        title=_("Where people were served"),
        caption=_("Beneficiaries by region, %(span)s. Whoever was served in two regions appears in both.") % {"span": span},
        row_heading=_("Region"), value_heading=_("Beneficiaries"), overlap=exhibit.get("overlap", 0),
        overlap_label=_("Served in more than one region"), total_label=_("Beneficiaries whose region is known"),
    )  # fmt: skip


def _columns(name: str, exhibit: Exhibit, span: str, language: str, csv_url: str) -> ChartData:
    busiest = max(exhibit["rows"], key=lambda row: row["value"], default=None)
    title = (
        _("%(month)s was the busiest month") % {"month": busiest["label"][language]}
        if busiest
        else _nothing_yet()
    )
    return ChartData(
        name=name, kind="columns", rows=tuple(_rows(exhibit, language, short=language == "en")), csv_url=csv_url,
        title=title,
        caption=_("Beneficiaries by month, %(span)s. Whoever was served in two months appears in both.") % {"span": span},
        row_heading=_("Month"), value_heading=_("Beneficiaries"), overlap=exhibit.get("overlap", 0),
        overlap_label=_("Served in more than one month"), total_label=_("Beneficiaries"),
    )  # fmt: skip


def _pairs(name: str, exhibit: Exhibit, span: str, language: str, csv_url: str) -> ChartData:
    rows = [
        ChartRow(label=row["label"][language], value=row["women"], second=row["men"])
        for row in exhibit["rows"]
    ]
    return ChartData(
        name=name, kind="pairs", rows=tuple(rows), csv_url=csv_url, series=(_("Women"), _("Men")),
        title=_("Women and men, by age"),
        caption=_("Identified people by gender and age on the day they were served, %(span)s.") % {"span": span},
        row_heading=_("Age"), value_heading=_("Identified people"),
    )  # fmt: skip


def _gross_and_net(name: str, exhibit: Exhibit, period: Period, language: str, csv_url: str) -> TableData:
    rows = [
        TableRow((
            Cell(row["name"][language], url=_prefix(language) + f"/initiatives/{row['code']}/"),
            Cell(code="headcount" if row["headcount"] else "identified"),
            Cell(number=row["gross"]), Cell(number=row["above"]), Cell(number=row["net"]),
        ))
        for row in exhibit["rows"]
    ]  # fmt: skip
    total = exhibit["total"]
    rows.append(
        TableRow(
            (Cell(_("Total")), Cell(), *(Cell(number=total[part]) for part in ("gross", "above", "net"))),
            "total",
        )
    )
    return TableData(
        name=name, title=_("The initiatives, and what each added"), rows=tuple(rows), csv_url=csv_url,
        caption=_("Beneficiaries by initiative, %(span)s") % {"span": _span(period, language)},
        columns=(
            Column(_("Initiative")), Column(_("Basis"), "basis"), Column(_("Served"), "number"),
            Column(_("Counted in a row above"), "number"), Column(_("Added"), "number"),
        ),
        note=_("What a row adds depends on the order of the rows; the total does not."),
    )  # fmt: skip


def _plan_results(name: str, exhibit: Exhibit, period: Period, language: str, csv_url: str) -> TableData:  # noqa: ARG001 -- the plan's own period
    rows: list[TableRow] = []
    objective = None
    for row in exhibit["rows"]:
        if row["objective"] != objective:
            objective = row["objective"]
            rows.append(TableRow((Cell(objective[language]),), "group"))
        url = _prefix(language) + figure_path(row["code"], Period.read(exhibit["period"]))
        numbers = (
            Cell(number=_number(row["target"])),
            Cell(number=_number(row["value"]), url=url),
            Cell(url=url + "receipt/"),
        )
        rows.append(TableRow((Cell(row["label"][language]), *numbers)))
    return TableData(
        name=name, title=_("What the plan aimed at, and what came of it"), rows=tuple(rows), csv_url=csv_url,
        caption=f"{exhibit['plan'][language]}, {_span(Period.read(exhibit['period']), language)}" if exhibit["plan"] else "",
        columns=(Column(_("Indicator")), Column(_("Target"), "number"), Column(_("Result"), "number"), Column(_("Receipt"), "seal")),
    )  # fmt: skip


def _exclusions(name: str, exhibit: Exhibit, period: Period, language: str, csv_url: str) -> TableData:
    subjects = {"hours.approved": _("Volunteer hours")}
    rows = [
        TableRow((
            Cell(reason_words(row["reason"])), Cell(subjects.get(row["code"], _("Beneficiaries"))),
            Cell(number=row["records"]), Cell(number=_number(row["amount"])),
        ))
        for row in exhibit["rows"]
    ]  # fmt: skip
    return TableData(
        name=name, title=_("What was entered and does not count"), rows=tuple(rows), csv_url=csv_url,
        caption=_("Entries of the period that are in no figure, %(span)s") % {"span": _span(period, language)},
        columns=(Column(_("Why")), Column(_("Of what")), Column(_("Entries"), "number"), Column(_("People or hours"), "number")),
    )  # fmt: skip


def _number(text: str) -> int | float:
    return int(text) if "." not in text else float(text)


def _prefix(language: str) -> str:
    return "" if language == "ar" else f"/{language}"


_CHARTS: dict[str, Callable[..., ChartData]] = {
    "bars": _bars,
    "tiles": _tiles,
    "columns": _columns,
    "pairs": _pairs,
}
_TABLES: dict[str, Callable[..., TableData]] = {
    "gross_and_net": _gross_and_net,
    "plan_results": _plan_results,
    "exclusions": _exclusions,
}
