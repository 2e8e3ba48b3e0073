"""
A document as HTML, in the classes of the site's own style sheet.

The source cannot carry HTML (see ``document.syntax``) and every word is escaped here, so nothing needs cleaning.
"""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from athar.direction.reporting.document.model import (
    Block,
    Break,
    Chapter,
    Chart,
    Code,
    Document,
    FigureInline,
    FigureRef,
    Figures,
    Heading,
    Inline,
    Language,
    Link,
    Listing,
    Note,
    Paragraph,
    Strong,
    Table,
    Text,
)
from athar.foundation.core.charts import TableData
from athar.foundation.core.numerals import active_digits, html_with_digits
from athar.foundation.core.templatetags.athar_ui.exhibits import parts_of, rows_of

FigureKey = tuple[str, str]


def render_document(document: Document, *, current: FigureKey | None = None) -> SafeString:
    """
    The opening and every chapter as a section with its anchor; the title is the page's own.

    :param current: code and period of the figure whose receipt stands open beside the text.
    """
    with override(document.language):
        face = _Face(document.language, current)
        chapters = [face.chapter(chapter) for chapter in document.chapters]
        return _read(_joined([face.blocks(document.opening), *chapters]))


def render_chapter(chapter: Chapter, language: Language, *, current: FigureKey | None = None) -> SafeString:
    """One chapter as a section."""
    with override(language):
        return _read(_Face(language, current).chapter(chapter))


def render_contents(document: Document, *, address: str = "") -> SafeString:
    """The list of chapters, as links within the page or, with an address, to it."""
    with override(document.language):
        return _read(_template("contents", chapters=document.chapters, address=address))


def _read(html: SafeString) -> SafeString:
    """In the digits of the reader, prose as well as figures."""
    return mark_safe(html_with_digits(html, active_digits()))  # noqa: S308 -- only digits between the tags change


def render_figure(figure: FigureInline, language: Language) -> SafeString:
    """A figure within a sentence of another text than a report's."""
    with override(language):
        return _Face(language, None)._figure(figure)


def render_figures(figures: Figures, language: Language) -> SafeString:
    """Figures side by side in another text than a report's."""
    with override(language):
        return _Face(language, None)._block(figures)


class _Face:
    """Renders blocks in one language; the language is active already."""

    def __init__(self, language: Language, current: FigureKey | None) -> None:
        self._language, self._current = language, current

    def chapter(self, chapter: Chapter) -> SafeString:
        return _template("chapter", chapter=chapter, content=self.blocks(chapter.blocks))

    def blocks(self, blocks: Iterable[Block]) -> SafeString:
        return _joined(self._block(block) for block in blocks)

    def _block(self, block: Block) -> SafeString:  # noqa: PLR0911 -- one answer per kind of block
        match block:
            case Paragraph():
                kind = mark_safe(' class="lead"') if block.lead else ""
                return format_html("<p{}>{}</p>\n", kind, self._inlines(block.inlines))
            case Heading():
                return format_html('<h3 id="{}">{}</h3>\n', block.anchor, self._inlines(block.inlines))
            case Listing():
                return self._listing(block)
            case Figures():
                return _template("figures", figures=[_card(figure) for figure in block.figures])
            case Chart():
                return self._chart(block)
            case Table():
                return _template("exhibit_table", table=block.data, content=_rows(block.data))
            case Note():
                return _template("note", content=self.blocks(block.blocks))

    def _listing(self, listing: Listing) -> SafeString:
        items = format_html_join("", "<li>{}</li>\n", ((self._item(item),) for item in listing.items))
        if not listing.ordered:
            return format_html("<ul>\n{}</ul>\n", items)
        start = format_html(' start="{}"', str(listing.start)) if listing.start != 1 else ""
        return format_html("<ol{}>\n{}</ol>\n", start, items)

    def _item(self, blocks: tuple[Block, ...]) -> SafeString:
        """An item of one paragraph needs no paragraph."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return self._inlines(blocks[0].inlines)
        return self.blocks(blocks)

    def _chart(self, block: Chart) -> SafeString:
        return render_to_string("core/exhibit.html", parts_of(block.data, self._language))

    def _inlines(self, inlines: Iterable[Inline]) -> SafeString:
        return _joined(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> SafeString:
        match inline:
            case Text():
                return format_html("{}", inline.text)
            case Strong():
                return format_html("<strong>{}</strong>", self._inlines(inline.inlines))
            case Code():
                return format_html('<code dir="ltr">{}</code>', inline.text)
            case Link():
                return format_html('<a href="{}">{}</a>', inline.url, self._inlines(inline.inlines))
            case Break():
                return mark_safe("<br>")
            case FigureInline():
                return self._figure(inline)

    def _figure(self, inline: FigureInline) -> SafeString:
        figure = inline.figure
        return _template(
            "sentence_figure",
            figure=figure,
            text=inline.text,
            url=figure.receipt_url or figure.url,
            current=figure.key == self._current,
        )


def _rows(table: TableData) -> SafeString:
    """Head, body and foot; each cell goes with its column."""
    return render_to_string("core/rows.html", rows_of(table))


def _card(figure: FigureRef) -> dict[str, Any]:
    """A figure in the words of the ``figure`` tag."""
    split = figure.breakdown
    return {
        "value": figure.value,
        "unit": figure.unit_text,
        "label": figure.label,
        "period": figure.period_label,
        "basis": figure.basis,
        "identified": split.identified if split else None,
        "headcount": split.headcount if split else None,
        "url": figure.receipt_url or figure.url,
    }


def _template(name: str, **context: Any) -> SafeString:
    return render_to_string(f"reporting/{name}.html", context)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 -- every part is safe already
