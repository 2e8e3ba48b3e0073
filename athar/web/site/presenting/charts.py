"""A breakdown drawn: the same SVG twice, for wide and for narrow places (CSS shows one)."""

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from athar.foundation.core.charts import ChartData, ChartKind, ChartRow, render_svg
from athar.foundation.core.numerals import active_digits
from athar.foundation.places import queries as places
from athar.web.site.presenting.breakdowns import BreakdownRow, Table
from athar.web.site.words import language

KINDS: dict[str, ChartKind] = {"month": "columns"}
FEWEST, MOST = 2, 24  # one bar compares nothing, and four years of months are a table


@dataclass(frozen=True)
class Drawn:
    table: Table
    wide: SafeString
    narrow: SafeString


def drawn(table: Table, *, name: str, heading: str, period: str, mapped: bool = False) -> Drawn:
    """:param mapped: regions are shown where they lie, which costs one more query."""
    # Asked for however few rows there are: a page costs the same for one as for many.
    tiles = _on_the_map(table) if mapped else ()
    if not FEWEST <= len(table.rows) <= MOST:
        return Drawn(table, mark_safe(""), mark_safe(""))
    chart = ChartData(
        name=name,
        kind="tiles" if tiles else KINDS.get(table.by, "bars"),
        title=f"{heading}: {table.title}",
        caption=period,
        rows=tiles or tuple(_bar(row) for row in _ordered(table)),
        row_heading=table.column,
        value_heading=heading,
        rest_label=_("All the others"),
    )
    wide, narrow = (
        render_svg(chart, language(), width=width, digits=active_digits()) for width in ("wide", "narrow")
    )
    return Drawn(table, mark_safe(wide), mark_safe(narrow))  # noqa: S308 -- our own drawing, its labels escaped there


def _on_the_map(table: Table) -> tuple[ChartRow, ...]:
    """
    Every region in its place, those that counted nobody too; one query.

    Nothing when a row has no region: what a map cannot show, bars do.
    """
    if table.by != "region":
        return ()
    found = {row.key: row for row in table.rows}
    regions = list(places.regions())
    if set(found) - {region.code for region in regions}:
        return ()
    return tuple(
        replace(
            _bar(found[region.code]) if region.code in found else ChartRow(region.name_in(language())),
            tile=(region.tile_row, region.tile_column),
        )
        for region in regions
    )


def _ordered(table: Table) -> list[BreakdownRow]:
    """Time and age keep their order; the rest stands by size, as bars are read."""
    return (
        table.rows
        if table.by in {"month", "age_group", "level"}
        else sorted(table.rows, key=lambda row: -row.value)
    )


def _bar(row: BreakdownRow) -> ChartRow:
    return ChartRow(
        label=row.label, short=row.short, value=row.value, identified=row.identified, headcount=row.headcount
    )
