"""Helpers of tables: sorting by links, pages, filters."""

from typing import Any

from django import forms
from django.core.paginator import Page
from django.template import Context, Library

from .addresses import query_string
from .reading import rendered

register = Library()


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
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        {"number": number, "url": query_string(context, page=number) if isinstance(number, int) else ""}
        for number in numbers
    ]
    before = query_string(context, page=page.number - 1) if page.has_previous() else ""
    after = query_string(context, page=page.number + 1) if page.has_next() else ""
    return {"page": page, "links": links, "before": before, "after": after}


@register.inclusion_tag("core/filters.html", takes_context=True)
def filters(context: Context, form: forms.BaseForm) -> dict[str, Any]:
    request = context["request"]
    return rendered(
        context, form=form, sort=request.GET.get("sort", ""), path=request.path, used=bool(request.GET)
    )
