"""The living style guide: each part drawn in both languages and both themes from one sample."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from athar.web.ui.guide import documentation
from athar.web.ui.guide.samples import sample

LANGUAGES = [("ar", "rtl"), ("en", "ltr")]
THEMES = ["light", "dark"]
# Name of the sample, title, and the parts (core/*.html) it shows.
ENTRIES: list[tuple[str, str | Promise, tuple[str, ...]]] = [
    ("colour", _("Colour"), ()),
    ("type", _("Type"), ()),
    ("buttons", _("Buttons"), ("post_button",)),
    ("figures", _("Figures"), ("figure", "split")),
    ("sentences", _("Numbers in sentences"), ("sentence_figure", "seal")),
    ("receipt", _("Receipt"), ("receipt", "knot", "receipt_sum", "receipt_records", "receipt_proof")),
    ("chips", _("States"), ("chip",)),
    ("notices", _("Notices, undo, refusal"), ("notice", "undo", "refusal")),
    ("progress", _("Work in progress"), ("progress",)),
    ("tables", _("Tables"), ("table", "spark", "sort_header", "filters", "pages")),
    ("lists", _("Lists"), ("data_table", "data_cell", "table_tools", "selection")),
    ("charts", _("Charts"), ("exhibit", "rows", "cells")),
    ("fields", _("Fields"), ("field", "field_words")),
    ("special", _("Days, phones, codes, files, cards to choose"), ()),
    ("stepper", _("A form in steps"), ("stepper",)),
    ("days", _("Calendar and days"), ("calendar", "date_handle", "countdown")),
    ("cards", _("Opportunities, hours, credentials"), ("opportunity", "level", "hours", "credential", "qr")),
    ("places", _("Ways and places"), ("breadcrumb", "tabs", "definitions", "disclosure", "hash")),
    ("help", _("Help and words"), ("help", "term")),
    ("addresses", _("Addresses"), ()),
    ("panels", _("Panels and empty places"), ("panel", "empty")),
    ("track", _("A way in stages"), ("track",)),
    ("history", _("What happened, and what changed"), ("timeline", "difference", "person")),
    ("motif", _("Signs and rings"), ("sign", "ripple", "brand")),
]


@dataclass(frozen=True)
class Pane:
    language: str
    direction: str
    theme: str
    html: SafeString


@dataclass(frozen=True)
class Entry:
    """:param parts: name and parameters of each part shown; ``markup``: how the sample is written."""

    name: str
    title: str | Promise
    parts: list[tuple[str, str]]
    markup: str
    panes: list[Pane]


def entries(request: HttpRequest, wanted: str = "") -> list[Entry]:
    """Return the entries whose title, parts or parameters contain every word that is wanted, in either language."""
    found = [
        (name, title, [(part, documentation.parameters(part)) for part in parts])
        for name, title, parts in ENTRIES
    ]
    return [
        Entry(name, title, parts, documentation.markup(name), _panes(name, request))
        for name, title, parts in found
        if _fits(wanted, name, title, parts)
    ]


def _fits(wanted: str, name: str, title: str | Promise, parts: list[tuple[str, str]]) -> bool:
    said = [name, *(f"{part} {parameters}" for part, parameters in parts)]
    for language, _direction in LANGUAGES:
        with override(language):
            said.append(str(title))
    heap = " ".join(said).casefold()
    return all(word in heap for word in wanted.casefold().split())


def _panes(name: str, request: HttpRequest) -> list[Pane]:
    return [
        Pane(language, direction, theme, _draw(name, language, theme, request))
        for theme in THEMES
        for language, direction in LANGUAGES
    ]


def _draw(name: str, language: str, theme: str, request: HttpRequest) -> SafeString:
    with override(language):
        context: dict[str, Any] = {
            **sample(language, theme),
            "request": request,
            "pane": f"{name}-{language}-{theme}",
        }
        return render_to_string(f"ui/guide/{name}.html", context, request=request)
