"""Lists: whole data tables, and their parts (sorting by links, pages, filters) for tables of another kind."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context, Library

from athar.foundation.core.numerals import active_digits
from athar.foundation.core.tables import Column, Table
from athar.foundation.core.tables.table import COLUMNS, PAGE

from .addresses import changed, query_string
from .reading import rendered

register = Library()

# So many fields of a filter stand in one row of a phone; more would fill its first screen.
UNFOLDED = 1


@register.inclusion_tag("core/sort_header.html", takes_context=True)
def sort_header(
    context: Context, label: str, name: str, *, number: bool = False, default: str = ""
) -> dict[str, Any]:
    """Show a header whose link sorts by ``?sort=name`` and, when it does already, by ``-name``."""
    current = context["request"].GET.get("sort", default)
    direction = {name: "ascending", f"-{name}": "descending"}.get(current, "")
    url = query_string(context, sort=f"-{name}" if direction == "ascending" else name)
    return {"label": label, "number": number, "direction": direction, "url": url}


@register.inclusion_tag("core/pages.html", takes_context=True)
def pages(context: Context, page: Page) -> dict[str, Any]:
    """Show the pages of a Django page object, the rest of the query kept; nothing for a single page."""
    numbers = list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    links = [
        {
            "number": number,
            "url": query_string(context, page=number) if isinstance(number, int) else "",
            "near": _is_beside_a_gap(numbers, place, page.number),
        }
        for place, number in enumerate(numbers)
    ]
    before = query_string(context, page=page.number - 1) if page.has_previous() else ""
    after = query_string(context, page=page.number + 1) if page.has_next() else ""
    return {"page": page, "links": links, "before": before, "after": after}


def _is_beside_a_gap(numbers: list[int | str], place: int, here: int) -> bool:
    """Whether a number lies between this page and a gap: the ways back and on lead there as well."""
    number, sides = numbers[place], numbers[max(place - 1, 0) : place + 2]
    return number in {here - 1, here + 1} and not all(isinstance(side, int) for side in sides)


@register.inclusion_tag("core/filters.html", takes_context=True)
def filters(context: Context, form: forms.BaseForm) -> dict[str, Any]:
    """Show the form that narrows a list; see core/filters.html."""
    request = context["request"]
    kept = _kept(request.GET, without={*form.fields, PAGE})
    used = any(request.GET.get(form.add_prefix(name)) for name in form.fields)
    clear = changed(request.GET, **dict.fromkeys(form.fields)) if used else ""
    folded = len(form.visible_fields()) > UNFOLDED
    return rendered(context, form=form, kept=kept, path=request.path, used=used, folded=folded, clear=clear)


@register.inclusion_tag("core/data_table.html", takes_context=True)
def data_table(context: Context, table: Table) -> dict[str, Any]:
    """Show a list; see core/data_table.html."""
    heads = [_head(table, column) for column in table.chosen]
    everything = changed(table.query, all=None if table.selecting and table.selecting.everything else 1)
    return rendered(
        context,
        table=table,
        heads=heads,
        width=len(heads) + bool(table.selecting) + bool(table.action),
        everything=_same_page(table, everything),
        clear=changed(table.query, **dict.fromkeys(table.fields)),
    )


@register.inclusion_tag("core/table_tools.html", takes_context=True)
def table_tools(context: Context, table: Table) -> dict[str, Any]:
    """Show which columns a list has, and offer it as a file; see core/table_tools.html."""
    shown = {column.name for column in table.chosen}
    choices = [(column, column.name in shown) for column in table.columns[1:]]
    query = changed(table.query, all=None).removeprefix("?")
    files = [
        (kind, f"{table.files}{kind}{f'?{query}' if query else ''}")
        for kind in ("csv", "xlsx")
        if table.files
    ]
    return rendered(
        context,
        table=table,
        choices=choices,
        kept=_kept(table.query, without={COLUMNS, PAGE, "all"}),
        usual=changed(table.query, columns=None) if COLUMNS in table.query else "",
        files=files,
    )


@register.inclusion_tag("core/selection.html")
def selection(table: Table) -> dict[str, Any]:
    """Say how many rows are ticked; see core/selection.html."""
    return {"table": table, "many": sum(line.ticked for line in table.lines), "digits": active_digits()}


def _head(table: Table, column: Column) -> dict[str, Any]:
    direction = table.direction(column)
    turned = f"-{column.name}" if direction == "ascending" else column.name
    url = changed(table.query, sort=turned) if column.orders else ""
    return {"column": column, "direction": direction, "url": url}


def _same_page(table: Table, query: str) -> str:
    """Ticking every row stays on the page it ticks."""
    if table.page.number == 1:
        return query
    return f"{query}{'' if query == '?' else '&'}{PAGE}={table.page.number}"


def _kept(query: QueryDict, *, without: Collection[str]) -> list[tuple[str, str]]:
    """What a form that narrows must carry along, or the rest of the address would be lost."""
    return [(name, value) for name, values in query.lists() if name not in without for value in values]
