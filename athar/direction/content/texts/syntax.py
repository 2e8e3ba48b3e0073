"""The Markdown of items: the report's own with tables, and with pictures by number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from athar.direction.reporting.document import directives
from athar.direction.reporting.document.directives import Directive
from athar.direction.reporting.document.faults import Faults
from athar.direction.reporting.document.syntax import extended
from athar.foundation.core.numerals import latin_digits
from athar.foundation.core.refusals import filled, quoted

# What our additions become while the rest is cleaned; a text cannot hold these signs (see ``parsed``).
OPENS, CLOSES = "\ue000", "\ue001"
_PRIVATE_SIGNS = re.compile("[\ue000-\uf8ff]")
_PICTURE = re.compile(r'picture\s+"([^"]*)"')
_KNOWN = {"figure", "figures", "plain"}
HIGHEST = 2  # the level of the highest heading; the first is the page's own title


@cache
def parser() -> MarkdownIt:
    """Keeps no state between texts."""
    return extended(MarkdownIt("commonmark", {"html": False})).enable("table")


def without_marks(text: str) -> str:
    return _PRIVATE_SIGNS.sub("", text)


def parsed(source: str) -> list[Token]:
    """The block tokens of a text, headings moved below the page's own title."""
    tokens = parser().parse(without_marks(source))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(max(int(token.tag[1]), HIGHEST), HIGHEST + 2)}"
        elif token.type in {"note_open", "note_close"}:
            token.tag = "aside"
    return tokens


@dataclass(frozen=True)
class PictureDirective:
    number: int


def directive(token: Token, line: int, faults: Faults) -> Directive | PictureDirective | None:
    """What a directive asks for; None, and a fault, where it cannot be understood."""
    if found := _PICTURE.fullmatch(token.content):
        number = latin_digits(found[1].strip())
        if number.isascii() and number.isdigit():
            return PictureDirective(int(number))
        faults.add(
            line,
            "unknown_picture",
            filled(_("no picture has the number %(number)s."), number=quoted(found[1])),
            _("Choose a number from the list of pictures."),
        )
        return None
    read = directives.read(token.content, line, period="", faults=faults)
    if read is None:
        return None
    if read.name not in _KNOWN:
        message = filled(_("%(name)s is not something a page can show."), name=quoted(read.name))
        faults.add(line, "unknown_directive", message, _("Write figure, figures, picture or plain."))
        return None
    if read.name != "plain" and not read.period:
        message = filled(_("%(figure)s does not say of which year it is."), figure=quoted(read.argument))
        faults.add(
            line, "no_period", message, _('Add it: {{ figure "beneficiaries.reached" period="2023" }}.')
        )
        return None
    return read


def alone(content: Token) -> list[Token]:
    """The directives of a paragraph that holds nothing but figures and pictures to be shown as blocks."""
    children = content.children or []
    found = [child for child in children if child.type == "directive" and is_block(child)]
    rest = [
        child
        for child in children
        if child not in found
        and child.type not in {"softbreak", "hardbreak"}
        and not (child.type == "text" and not child.content.strip())
    ]
    return [] if rest else found


def is_block(token: Token) -> bool:
    return token.content.split(maxsplit=1)[:1] in (["figures"], ["picture"])


def lines(tokens: list[Token]) -> Iterator[tuple[Token, Token, int]]:
    """Each inline token, the block it stands in, and the line it begins on, from 1."""
    for place, token in enumerate(tokens):
        if token.type == "inline":
            yield token, tokens[place - 1], (token.map[0] if token.map else 0) + 1
