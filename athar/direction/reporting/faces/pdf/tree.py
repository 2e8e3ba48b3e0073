"""A document as the plain values that the typst sources read; every word and number is written here."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from athar.direction.reporting.document.model import (
    Block,
    Break,
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
from athar.foundation.core.charts import Cell, Column, TableData, TableRow, render_svg
from athar.foundation.core.charts.render import in_words
from athar.foundation.core.charts.writing import writer
from athar.foundation.core.numerals import MINUS, format_number
from athar.foundation.core.plurals import noun
from athar.foundation.core.templatetags.athar_ui.marks import basis_words
from athar.foundation.core.templatetags.athar_ui.numbers import HEADCOUNT, IDENTIFIED

LRI, PDI = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
NO_BREAK = "\N{NO-BREAK SPACE}"
HASH_SHOWN = 16

Node = dict[str, Any]


def body_of(document: Document) -> Node:
    """Opening, chapters and the notes on figures; the language is active already."""
    tree = _Tree(document.language)
    return {
        "language": document.language,
        "title": document.title,
        "opening": tree.blocks(document.opening),
        "chapters": [
            {"title": chapter.title, "blocks": tree.blocks(chapter.blocks)} for chapter in document.chapters
        ],
        "figures": [_figure_note(figure) for figure in document.figures()],
    }


def _figure_note(figure: FigureRef) -> Node:
    return {
        "key": _key(figure),
        "label": figure.label,
        "phrase": figure.phrase,
        "definition": figure.definition_text,
        "basis": figure.basis,
        "basis_text": figure.basis_text,
        "period": figure.period_label,
        "receipt": figure.receipt_hash[:HASH_SHOWN],
        "url": figure.url,
    }


class _Tree:
    """Turns blocks and inlines of one language into plain values."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def blocks(self, blocks: Sequence[Block]) -> list[Node]:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> Node:  # noqa: PLR0911 -- one answer per kind of block
        match block:
            case Paragraph():
                return {"kind": "paragraph", "lead": block.lead, "content": self._inlines(block.inlines)}
            case Heading():
                return {"kind": "heading", "content": self._inlines(block.inlines)}
            case Listing():
                items = [self.blocks(item) for item in block.items]
                return {"kind": "list", "ordered": block.ordered, "start": block.start, "items": items}
            case Figures():
                return {"kind": "figures", "figures": [self._card(figure) for figure in block.figures]}
            case Chart():
                return self._chart(block)
            case Table():
                return self._table(block.data)
            case Note():
                return {"kind": "note", "blocks": self.blocks(block.blocks)}

    def _inlines(self, inlines: Sequence[Inline]) -> list[Node]:
        return [self._inline(inline) for inline in inlines]

    def _inline(self, inline: Inline) -> Node:
        match inline:
            case Text():
                return {"kind": "text", "text": inline.text}
            case Strong():
                return {"kind": "strong", "content": self._inlines(inline.inlines)}
            case Code():
                return {"kind": "code", "text": inline.text}
            case Link():
                return {"kind": "link", "url": inline.url, "content": self._inlines(inline.inlines)}
            case Break():
                return {"kind": "break"}
            case FigureInline():
                figure = inline.figure
                # A number and its noun stay on one line.
                return {
                    "kind": "figure",
                    "text": inline.text.replace(" ", NO_BREAK, 1),
                    "key": _key(figure),
                    "url": figure.url,
                }

    def _card(self, figure: FigureRef) -> Node:
        return {
            "key": _key(figure),
            "label": figure.label,
            "value": figure.value_text,
            "unit": figure.unit_text,
            "period": figure.period_label,
            "basis": figure.basis,
            "basis_text": figure.basis_text,
            "parts": self._parts(figure),
            "url": figure.url,
        }

    def _parts(self, figure: FigureRef) -> list[Node]:
        if figure.breakdown is None:
            return []
        sides = (
            ("identified", figure.breakdown.identified, IDENTIFIED),
            ("headcount", figure.breakdown.headcount, HEADCOUNT),
        )
        return [
            {
                "basis": basis,
                "value": format_number(number, self._language),
                "words": noun(number, forms, self._language),
            }
            for basis, number, forms in sides
        ]

    def _chart(self, block: Chart) -> Node:
        chart = block.data
        return {
            "kind": "chart",
            "title": chart.title,
            "caption": chart.caption,
            "split": chart.split,
            "svg": render_svg(chart, self._language, "wide", "typst"),
            "alt": in_words(chart, writer(self._language, "latin")),
        }

    def _table(self, table: TableData) -> Node:
        return {
            "kind": "table",
            "title": table.title,
            "caption": table.caption,
            "note": table.note,
            "columns": [
                {"label": column.label or _("Receipt"), "kind": column.kind} for column in table.columns
            ],
            "rows": [self._row(row, table.columns) for row in table.body],
            "totals": [self._row(row, table.columns) for row in table.totals],
        }

    def _row(self, row: TableRow, columns: Sequence[Column]) -> Node:
        if row.kind == "group":
            return {"group": row.cells[0].text, "cells": []}
        return {
            "group": "",
            "cells": [self._cell(cell, column) for cell, column in zip(row.cells, columns, strict=True)],
        }

    def _cell(self, cell: Cell, column: Column) -> Node:
        kind = {"text": cell.text, "number": self._number(cell), "basis": basis_words(cell.code), "seal": ""}
        return {"kind": column.kind, "text": kind[column.kind], "code": cell.code, "url": cell.url}

    def _number(self, cell: Cell) -> str:
        """The number as it stands; a minus sign would jump to its other side in Arabic if it were not isolated."""
        if cell.number is None:
            return cell.text
        written = format_number(cell.number, self._language, places=cell.places)
        return f"{LRI}{written}{PDI}" if written.startswith(MINUS) else written


def _key(figure: FigureRef) -> str:
    return f"{figure.code}@{figure.period}"
