"""The sentence of a report that tells a figure, with the number marked in it."""

import re
from collections.abc import Iterable, Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString

from athar.direction.reporting.document import Document
from athar.direction.reporting.document.model import (
    Break,
    Code,
    FigureInline,
    Inline,
    Link,
    Paragraph,
    Strong,
    Text,
)

# Marks round the number while sentences are cut; neither can be typed into a report.
OPEN, CLOSE = "\x02", "\x03"
END = re.compile(r"(?<=[.!?؟])\s+")


def sentence_with(document: Document, code: str, period: str) -> SafeString | str:
    """The first sentence that tells the figure; empty when only tables and cards do."""
    for paragraph in _paragraphs(document):
        text = "".join(_spoken(paragraph.inlines, (code, period)))
        for sentence in END.split(text):
            before, found, rest = sentence.partition(OPEN)
            if found:
                number, _, after = rest.partition(CLOSE)
                return format_html(
                    "{}<mark>{}</mark>{}", before, number, after.replace(OPEN, "").replace(CLOSE, "")
                )
    return ""


def sentences_of(document: Document) -> list[tuple[str, str, str]]:
    """Every sentence of a report's paragraphs, with the anchor and the title of its chapter."""
    parts = [("", "", document.opening)] + [
        (chapter.anchor, chapter.title, chapter.blocks) for chapter in document.chapters
    ]
    return [
        (anchor, title, sentence.strip())
        for anchor, title, blocks in parts
        for block in blocks
        if isinstance(block, Paragraph)
        for sentence in END.split("".join(_spoken(block.inlines, ("", ""))))
        if sentence.strip()
    ]


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    for blocks in (document.opening, *(chapter.blocks for chapter in document.chapters)):
        yield from (block for block in blocks if isinstance(block, Paragraph))


def _spoken(inlines: Iterable[Inline], wanted: tuple[str, str]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text() | Code():
                yield inline.text
            case Strong() | Link():
                yield from _spoken(inline.inlines, wanted)
            case Break():
                yield " "
            case FigureInline():
                yield f"{OPEN}{inline.text}{CLOSE}" if inline.figure.key == wanted else inline.text
