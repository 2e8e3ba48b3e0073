"""Small parts: words with a shape, refusals, work in progress, places and ways."""

from collections.abc import Sequence
from typing import Any

from django.template import Context, Library
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .reading import in_line, read, rendered

register = Library()

# A hash no longer than this needs no shortening.
READ_WHOLE = 16
TONE_ICONS = {
    "good": "circle-check",
    "watch": "triangle-alert",
    "bad": "square-x",
    "none": "circle-dashed",
    "info": "info",
    "accent": "shield-check",
}


@register.simple_tag
def chip(text: str, *, tone: str = "none", icon: str = "", filled: bool = False) -> SafeString:
    """Show a word with a shape; see core/chip.html."""
    return in_line(
        "core/chip.html", text=text, tone=tone, icon=icon or TONE_ICONS.get(tone, ""), filled=filled
    )


def _reason(reason: Any) -> dict[str, Any]:
    if isinstance(reason, str | Promise):
        return {"title": reason}
    return {
        "title": read(reason, "title") or read(reason, "message"),
        "text": read(reason, "text") or read(reason, "remedy"),
        "action": read(reason, "action"),
    }


@register.inclusion_tag("core/refusal.html", takes_context=True)
def refusal(
    context: Context, title: str, reasons: Sequence[Any], *, lead: str = "", level: int = 2
) -> dict[str, Any]:
    """Show all reasons of a refusal: ``core.refusals.Reason``, plain sentences, or dictionaries that may add an action."""
    shown = [_reason(reason) for reason in reasons]
    return rendered(context, title=title, reasons=shown, lead=lead, level=level)


@register.inclusion_tag("core/progress.html")
def progress(
    done: int = 0, total: int | None = None, *, refused: int = 0, label: str = "", note: str = ""
) -> dict[str, Any]:
    return {"done": done, "total": total, "refused": refused, "label": label or _("Progress"), "note": note}


@register.inclusion_tag("core/undo.html", takes_context=True)
def undo(context: Context, text: str, url: str, *, label: str = "", bar: bool = False) -> dict[str, Any]:
    return rendered(context, text=text, url=url, label=label or _("Undo"), bar=bar)


@register.inclusion_tag("core/post_button.html", takes_context=True)
def post_button(
    context: Context, label: str, url: str, *, kind: str = "", icon: str = "", name: str = "", value: str = ""
) -> dict[str, Any]:
    kinds = " ".join(f"button--{word}" for word in kind.split())
    return rendered(context, label=label, url=url, kinds=kinds, icon=icon, name=name, value=value)


@register.inclusion_tag("core/empty.html")
def empty(
    title: str, text: str = "", *, action_label: str = "", action_url: str = "", level: int = 2
) -> dict[str, Any]:
    return {
        "title": title,
        "text": text,
        "action_label": action_label,
        "action_url": action_url,
        "level": level,
    }


@register.inclusion_tag("core/breadcrumb.html")
def breadcrumb(trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {"trail": trail}


@register.inclusion_tag("core/tabs.html")
def tabs(items: Sequence[Any], label: str) -> dict[str, Any]:
    return {"items": items, "label": label}


@register.inclusion_tag("core/definitions.html")
def definitions(rows: Sequence[Any]) -> dict[str, Any]:
    pairs = [{"term": row[0], "text": row[1]} if isinstance(row, tuple) else row for row in rows]
    return {"rows": pairs}


@register.simple_tag(name="hash")
def fingerprint(value: str, *, short: bool = False) -> SafeString:
    """Show a hash in full, or its two ends; see core/hash.html."""
    ends = (value[:8], value[-4:]) if short and len(value) > READ_WHOLE else None
    return in_line("core/hash.html", value=value, ends=ends)


@register.inclusion_tag("core/track.html")
def track(stages: Sequence[Any]) -> dict[str, Any]:
    return {"stages": stages}
