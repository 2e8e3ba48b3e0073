"""Parts that surround other content."""

import re
from html import unescape

from django.template import Library
from django.template.loader import render_to_string
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

from .parts import TONE_ICONS

register = Library()

_CELL = re.compile(r"<(?P<tag>t[hd])\b(?P<rest>[^>]*)>")
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_HEAD = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_GROUP = re.compile(r"<(thead|tbody|tfoot)\b")


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
    """
    Surround rows with a table that scrolls by itself; the caption is always there, if only for the ear.

    ``kind`` "cards": on a phone each row is a card, with the heads beside its places.
    """
    cards = "cards" in kind.split()
    content = labelled(content) if cards else content
    kinds = " ".join(f"table--{word}" for word in kind.split())
    return render_to_string(
        "core/table.html",
        {"content": content, "caption": caption, "kinds": kinds, "quiet": quiet, "cards": cards},
    )


def labelled(content: str) -> SafeString:
    """
    Rows with the text of their column's head in each place, and with their roles said.

    A browser forgets that it is a table once rows are laid out as cards.
    """
    head, _end, body = content.partition("</thead>")
    labels = [" ".join(unescape(strip_tags(cell)).split()) for cell in _HEAD.findall(head)]
    told = _ROW.sub(lambda row: _row(row.group(), labels), body)
    whole = _ROW.sub(lambda row: _row(row.group(), []), head) + "</thead>" + told
    # What was rendered already, with heads that are escaped again.
    return mark_safe(_GROUP.sub(r'<\1 role="rowgroup"', whole))  # noqa: S308  # nosec B308, B703


def _row(row: str, labels: list[str]) -> str:
    places = iter(labels if "colspan" not in row else [])
    return _CELL.sub(lambda cell: _cell(cell, next(places, "")), row.replace("<tr", '<tr role="row"', 1))


def _cell(cell: re.Match[str], label: str) -> str:
    tag, rest = cell["tag"], cell["rest"]
    role = "cell" if tag == "td" else "columnheader" if 'scope="col' in rest else "rowheader"
    named = f' data-label="{escape(label)}"' if tag == "td" and label else ""
    return f'<{tag} role="{role}"{named}{rest}>'
