"""Reads running text: words, weight, code, links, figures."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from athar.direction.reporting.document import directives
from athar.direction.reporting.document.faults import Faults, foreign, unknown
from athar.direction.reporting.document.model import (
    Break,
    Code,
    FigureInline,
    Inline,
    Link,
    Resolver,
    Strong,
    Text,
    UnknownName,
)
from athar.direction.reporting.document.numbers import bare_numbers
from athar.foundation.core.refusals import filled, quoted

_MARK = re.compile(r"\s*\{\.([\w-]+)\}\s*$")
_OPENERS = {"strong_open": "strong_close", "em_open": "em_close", "link_open": "link_close"}
LEAD = "lead"
Found = TypeVar("Found")


class InlineReader:
    """Reads the inline tokens of one block. Wrong things become faults and are left out."""

    def __init__(self, resolver: Resolver, period: str, faults: Faults) -> None:
        self._resolver, self._period, self._faults = resolver, period, faults
        self._line = 0

    def read(self, token: Token, *, heading: bool = False) -> tuple[Inline, ...]:
        """The inlines of an ``inline`` token; a heading may hold numbers but no figures."""
        self._line = line_of(token)
        return tuple(self._inlines(token.children or [], counted=not heading, figures=not heading))

    def _inlines(self, tokens: Sequence[Token], *, counted: bool, figures: bool) -> list[Inline]:
        found: list[Inline] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type in _OPENERS:
                end = _close_of(tokens, place)
                # Arabic has no italic: both kinds of emphasis are weight.
                is_link = token.type == "link_open"
                inner = tuple(
                    self._inlines(tokens[place + 1 : end], counted=counted and not is_link, figures=figures)
                )
                found.append(Link(inner, str(token.attrs["href"])) if is_link else Strong(inner))
                place = end
            else:
                found += self._leaf(token, counted=counted, figures=figures)
            place += 1
        return found

    def _leaf(self, token: Token, *, counted: bool, figures: bool) -> list[Inline]:
        if token.type == "directive":
            return self._directive(token, figures=figures)
        if token.type == "text":
            return [self._text(token.content, counted=counted)] if token.content else []
        if token.type == "code_inline":
            return [Code(token.content)]
        if token.type in {"softbreak", "hardbreak"}:
            self._line += 1
            return [Break() if token.type == "hardbreak" else Text(" ")]
        self._faults.add(self._line, *foreign(token.type))
        return []

    def _text(self, text: str, *, counted: bool) -> Text:
        if "{{" in text:
            remedy = _("Close it with }} on the same line.")
            self._faults.add(self._line, "unclosed", _("a directive is opened and not closed."), remedy)
        elif counted:
            for number in bare_numbers(_MARK.sub("", text), self._faults.language):
                message = filled(_("%(number)s has no receipt."), number=quoted(number))
                remedy = _('Put a figure in its place, or mark it: {{ plain "…" }}.')
                self._faults.add(self._line, "bare_number", message, remedy)
        return Text(text)

    def _directive(self, token: Token, *, figures: bool) -> list[Inline]:
        found = directives.read(token.content, self._line, period=self._period, faults=self._faults)
        if found is None:
            return []
        if found.name not in directives.INLINE:
            message = filled(_("%(name)s stands on a line of its own."), name=quoted(found.name))
            self._faults.add(self._line, "misplaced", message, _("Give it its own paragraph."))
            return []
        if found.name == "plain":
            return [Text(found.argument)]
        if not figures:
            self._faults.add(
                self._line, "misplaced", _("a heading holds no figure."), _("Tell the figure in the text.")
            )
            return []
        figure = resolved(
            lambda: self._resolver.figure(found.argument, found.period),
            "figure",
            found.argument,
            self._line,
            self._faults,
        )
        return [] if figure is None else [FigureInline(figure, found.form)]


def resolved(ask: Callable[[], Found], kind: str, name: str, line: int, faults: Faults) -> Found | None:
    """The answer, or None and a fault where nothing goes by that name."""
    try:
        return ask()
    except UnknownName:
        faults.add(line, *unknown(kind, name))
        return None


def split_mark(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """Take ``{.lead}`` off the end of a paragraph."""
    last = inlines[-1] if inlines else None
    if not isinstance(last, Text) or not (found := _MARK.search(last.text)):
        return inlines, ""
    rest = last.text[: found.start()]
    return (*inlines[:-1], *([Text(rest)] if rest else [])), found[1]


def line_of(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _close_of(tokens: Sequence[Token], start: int) -> int:
    closer, depth = _OPENERS[tokens[start].type], 0
    for place in range(start, len(tokens)):
        depth += (tokens[place].type == tokens[start].type) - (tokens[place].type == closer)
        if depth == 0:
            return place
    raise AssertionError(f"markdown-it left {tokens[start].type} open")
