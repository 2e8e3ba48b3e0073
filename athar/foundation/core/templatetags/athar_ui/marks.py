"""Marks: icons, the seal, the count basis, the sign of an initiative."""

from functools import cache
from typing import Any

import lucide
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from .reading import in_line

register = Library()

# Drawn pointing to the end of a Latin line; in Arabic they turn.
TURNING = {
    "arrow-right", "arrow-left", "chevron-right", "chevron-left", "chevrons-right", "chevrons-left",
    "log-in", "log-out", "undo-2", "redo-2", "external-link",
}  # fmt: skip

# The class of each basis is its look: solid, hatched, dotted, ring.
BASIS_LOOKS = {
    "identified": "identified",
    "headcount": "counted",
    "estimate": "estimated",
    "transaction": "register",
    "register": "register",
}
BASIS_WORDS = {
    "identified": _("Identified people, no repeats"),
    "headcount": _("Counted, cannot be de-duplicated"),
    "estimate": _("Estimate"),
    "transaction": _("From approved records"),
    "register": _("From the register"),
    "mixed": _("Identified people and headcounts"),
}


@cache
def _drawn(name: str, classes: str) -> SafeString:
    drawing: str = lucide._render_icon(name, None, **{"class": classes, "aria-hidden": "true"})
    # Lucide's own drawing; names and classes are ours.
    return mark_safe(drawing)  # noqa: S308  # nosec B308, B703


@register.simple_tag
def icon(name: str, **attributes: Any) -> SafeString:
    """Return a lucide icon, hidden from screen readers; ``class`` adds classes."""
    classes = ["icon", "icon--forward" if name in TURNING else "", str(attributes.get("class", ""))]
    return _drawn(str(name), " ".join(filter(None, classes)))


@register.simple_tag
def seal(
    url: str, label: str = "", *, inline: bool = False, current: bool = False, text: str = ""
) -> SafeString:
    """Lead to the receipt of a number; see core/seal.html."""
    return in_line("core/seal.html", url=url, label=label, inline=inline, current=current, text=text)


@register.filter
def basis_words(code: str) -> str:
    """Return the words for a count basis; empty for none."""
    return str(BASIS_WORDS.get(code, ""))


@register.simple_tag
def basis(code: str, *, words: bool = False) -> str:
    """Return the mark of a count basis, with its words on request; a mixed basis has no single mark."""
    look = BASIS_LOOKS.get(code)
    mark = format_html('<i class="basis basis--{}" aria-hidden="true"></i>', look) if look else ""
    if not words:
        return mark
    return format_html('<span class="basis-words">{}{}</span>', mark, basis_words(code))


@register.inclusion_tag("core/brand.html")
def brand() -> dict[str, Any]:
    return {}
