"""The living style guide: each part drawn in both languages and both themes from one sample."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from athar.web.ui.guide.samples import sample

LANGUAGES = [("ar", "rtl"), ("en", "ltr")]
THEMES = ["light", "dark"]
ENTRIES: list[tuple[str, str | Promise]] = [
    ("colour", _("Colour")),
    ("type", _("Type")),
    ("buttons", _("Buttons")),
    ("figures", _("Figures")),
    ("sentences", _("Numbers in sentences")),
    ("receipt", _("Receipt")),
    ("chips", _("States")),
    ("notices", _("Notices, undo, refusal")),
    ("progress", _("Work in progress")),
    ("tables", _("Tables")),
    ("charts", _("Charts")),
    ("fields", _("Fields")),
    ("places", _("Ways and places")),
    ("panels", _("Panels and empty places")),
    ("track", _("A way in stages")),
    ("motif", _("Signs and rings")),
]


@dataclass(frozen=True)
class Pane:
    language: str
    direction: str
    theme: str
    html: SafeString


@dataclass(frozen=True)
class Entry:
    name: str
    title: str | Promise
    panes: list[Pane]


def entries(request: HttpRequest) -> list[Entry]:
    return [Entry(name, title, _panes(name, request)) for name, title in ENTRIES]


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
