"""
A text as HTML.

Three fences, each enough by itself: the parser takes no HTML; what it makes is cleaned against a short list of
tags; and the security policy of the site loads and runs nothing but the site's own. Figures, pictures and the frame
of tables are ours and are put in after the cleaning.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import nh3
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from markdown_it.token import Token

from athar.direction.content.models import Picture
from athar.direction.content.texts import syntax
from athar.direction.content.texts.figures import Key
from athar.direction.content.texts.syntax import CLOSES, OPENS, PictureDirective
from athar.direction.reporting.document import FigureInline, FigureRef, Figures
from athar.direction.reporting.document.faults import Faults
from athar.direction.reporting.document.model import Language
from athar.direction.reporting.faces.html import render_figure, render_figures

TAGS = {
    "a", "aside", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}, "th": {"scope"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_OURS = re.compile(f"{OPENS}(\\d+){CLOSES}")


def render(
    source: str,
    language: Language,
    *,
    figures: Mapping[Key, FigureRef] | None = None,
    pictures: Mapping[int, Picture] | None = None,
) -> SafeString:
    """
    The text in one language; what it refers to and is not given is left out.

    :param figures: by code and period (see ``resolved``); ``pictures`` by number.
    """
    face = _Face(language, figures or {}, pictures or {})
    return face.html(source)


def plain_words(source: str) -> str:
    """The words of a text, for searching."""
    said = []
    for content, _block, _line in syntax.lines(syntax.parsed(source)):
        said += [child.content for child in content.children or [] if child.type in {"text", "code_inline"}]
    return " ".join(said)


class _Face:
    def __init__(
        self, language: Language, figures: Mapping[Key, FigureRef], pictures: Mapping[int, Picture]
    ) -> None:
        self._language, self._figures, self._pictures = language, figures, pictures
        self._ours: list[str] = []

    def html(self, source: str) -> SafeString:
        tokens = syntax.parsed(source)
        for place, token in enumerate(tokens):
            if token.type == "inline":
                self._inline(tokens, place)
        made = self._framed(tokens)
        cleaned = nh3.clean(
            made, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer"
        )
        whole = _OURS.sub(lambda found: self._ours[int(found[1])], cleaned)
        return mark_safe(whole)  # noqa: S308  # nosec B308, B703 -- cleaned, and what was put in is escaped where it is made

    def _inline(self, tokens: Sequence[Token], place: int) -> None:
        """Put marks in the place of our additions; a paragraph of blocks alone is no paragraph."""
        content = tokens[place]
        if syntax.alone(content):
            tokens[place - 1].hidden = tokens[place + 1].hidden = True
        kept = []
        for child in content.children or []:
            if child.type == "directive":
                kept.append(_text(self._directive(child)))
            elif child.type != "image":
                # An entity (&#xE000;) could still write our marks.
                child.content = syntax.without_marks(child.content)
                kept.append(child)
        content.children = kept

    def _directive(self, token: Token) -> str:
        found = syntax.directive(token, 1, Faults(self._language))
        if isinstance(found, PictureDirective):
            picture = self._pictures.get(found.number)
            return self._mark(picture_html(picture, self._language)) if picture else ""
        if found is None:
            return ""
        if found.name == "plain":
            return syntax.without_marks(found.argument)
        known = [
            figure for code in found.argument.split() if (figure := self._figures.get((code, found.period)))
        ]
        if not known:
            return "—"
        if found.name == "figures":
            return self._mark(render_figures(Figures(tuple(known)), self._language))
        return self._mark(render_figure(FigureInline(known[0], found.form), self._language))

    def _framed(self, tokens: Sequence[Token]) -> str:
        """A table scrolls by itself, and can be reached by keyboard."""
        with override(self._language):
            opening = (
                f'<div class="table-scroll" role="region" tabindex="0" aria-label="{escape(_("Table"))}">'
            )
        pieces: list[str] = []
        start = 0
        for place, token in enumerate(tokens):
            if token.type == "th_open":
                token.attrs = {"scope": "col"}
            elif token.type == "table_open":
                pieces += [self._rendered(tokens[start:place]), self._mark(opening)]
                start = place
            elif token.type == "table_close":
                pieces += [self._rendered(tokens[start : place + 1]), self._mark("</div>")]
                start = place + 1
        return "".join([*pieces, self._rendered(tokens[start:])])

    def _rendered(self, tokens: Sequence[Token]) -> str:
        made: Any = syntax.parser().renderer.render(tokens, syntax.parser().options, {})
        return str(made)

    def _mark(self, ours: str) -> str:
        self._ours.append(ours)
        return f"{OPENS}{len(self._ours) - 1}{CLOSES}"


def picture_html(picture: Picture, language: str) -> str:
    with override(language):
        return render_to_string("content/picture.html", {"picture": picture, "alt": picture.alt(language)})


def _text(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token
