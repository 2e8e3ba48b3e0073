"""Parts that surround other content."""

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .parts import TONE_ICONS

register = Library()


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    parts = {"content": content, "tone": tone, "title": title, "icon": TONE_ICONS.get(tone, "info")}
    return render_to_string("core/notice.html", parts)


@register.simple_block_tag
def panel(content: str, title: str = "", note: str = "", level: int = 2) -> SafeString:
    return render_to_string(
        "core/panel.html", {"content": content, "title": title, "note": note, "level": level}
    )


@register.simple_block_tag
def disclosure(content: str, summary: str, unfolded: bool = False) -> SafeString:
    return render_to_string(
        "core/disclosure.html", {"content": content, "summary": summary, "unfolded": unfolded}
    )


@register.simple_block_tag
def table(content: str, caption: str, kind: str = "", quiet: bool = False) -> SafeString:
    """Surround rows with a table that scrolls by itself; the caption is always there, if only for the ear."""
    kinds = " ".join(f"table--{word}" for word in kind.split())
    return render_to_string(
        "core/table.html", {"content": content, "caption": caption, "kinds": kinds, "quiet": quiet}
    )
