"""A report as a tree: what the source says once its figures, charts and tables are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from athar.foundation.core.charts import ChartData, TableData
from athar.foundation.core.numerals import Digits, format_number
from athar.foundation.core.plurals import Forms, counted, noun

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")
FigureForm = Literal["full", "number", "noun"]


@dataclass(frozen=True)
class Split:
    """The two parts of a figure that mixes people known by name with people only counted."""

    identified: int | Decimal
    headcount: int | Decimal


@dataclass(frozen=True)
class FigureRef:
    """
    A figure as a reader meets it.

    :param value: None when it cannot be told.
    :param value_text: the number alone, formatted: «72,347».
    :param unit_text: the noun alone, in the form the number asks for: «مستفيدًا».
    :param phrase: both, as the language says them: «72,347 مستفيدًا», «مستفيدان».
    :param basis: identified, headcount, transaction, estimate or mixed; ``basis_text`` says it in words.
    :param url: the figure's page, from the root of the site, with the language prefix.
    :param receipt_url: its receipt, likewise; ``receipt_hash`` the receipt's fingerprint in hexadecimal.
    """

    code: str
    period: str
    value: int | Decimal | None
    value_text: str
    unit_text: str
    phrase: str
    label: str
    period_label: str
    basis: str
    basis_text: str
    url: str
    breakdown: Split | None = None
    definition_text: str = ""
    receipt_url: str = ""
    receipt_hash: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.code, self.period


def worded(
    value: float | Decimal, forms: Forms, language: Language, digits: Digits = "latin"
) -> tuple[str, str, str]:
    """``value_text``, ``unit_text`` and ``phrase`` of a figure."""
    return (
        format_number(value, language, digits),
        noun(value, forms, language),
        counted(value, forms, language, digits),
    )


class Resolver(Protocol):
    """
    Where a report's numbers come from.

    Each method raises ``UnknownName`` for a name it does not know.
    """

    def figure(self, code: str, period: str) -> FigureRef: ...
    def chart(self, name: str) -> ChartData: ...
    def table(self, name: str) -> TableData: ...


class UnknownName(LookupError):
    """No figure, chart or table goes by that name."""


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Strong:
    inlines: "tuple[Inline, ...]"


@dataclass(frozen=True)
class Code:
    text: str


@dataclass(frozen=True)
class Link:
    inlines: "tuple[Inline, ...]"
    url: str


@dataclass(frozen=True)
class FigureInline:
    """A figure within a sentence: number and noun, the number, or the noun."""

    figure: FigureRef
    form: FigureForm = "full"

    @property
    def text(self) -> str:
        return {"full": self.figure.phrase, "number": self.figure.value_text, "noun": self.figure.unit_text}[
            self.form
        ]


@dataclass(frozen=True)
class Break:
    """A line ends here by the writer's wish."""


Inline = Text | Strong | Code | Link | FigureInline | Break


@dataclass(frozen=True)
class Heading:
    """A heading within a chapter (``###``)."""

    inlines: tuple[Inline, ...]
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    inlines: tuple[Inline, ...]
    lead: bool = False


@dataclass(frozen=True)
class Listing:
    items: "tuple[tuple[Block, ...], ...]"
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Figures:
    """Figures side by side, each with its label, period, basis and receipt."""

    figures: tuple[FigureRef, ...]


@dataclass(frozen=True)
class Chart:
    data: ChartData


@dataclass(frozen=True)
class Table:
    data: TableData


@dataclass(frozen=True)
class Note:
    """What may be misread, set apart."""

    blocks: "tuple[Block, ...]"


Block = Heading | Paragraph | Listing | Figures | Chart | Table | Note


@dataclass(frozen=True)
class Chapter:
    """A ``##`` section. ``anchor`` is the same in both languages, so that a reader can change language in place."""

    number: int
    title: str
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A report in one language. ``opening`` is what stands before the first chapter."""

    language: Language
    title: str
    opening: tuple[Block, ...]
    chapters: tuple[Chapter, ...]

    def blocks(self) -> Iterator[Block]:
        """Every block, those within notes and lists too, in reading order."""
        yield from walk(self.opening)
        for chapter in self.chapters:
            yield from walk(chapter.blocks)

    def figures(self) -> tuple[FigureRef, ...]:
        """Every figure the text tells, once, in reading order."""
        found: dict[tuple[str, str], FigureRef] = {}
        for block in self.blocks():
            for figure in figures_in(block):
                found.setdefault(figure.key, figure)
        return tuple(found.values())

    def chapter(self, anchor: str) -> Chapter | None:
        return next((chapter for chapter in self.chapters if chapter.anchor == anchor), None)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Note):
            yield from walk(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from walk(item)


def figures_in(block: Block) -> Iterator[FigureRef]:
    """The figures a block tells itself; not those of blocks inside it."""
    if isinstance(block, Figures):
        yield from block.figures
    elif isinstance(block, Heading | Paragraph):
        yield from _figures_of(block.inlines)


def _figures_of(inlines: tuple[Inline, ...]) -> Iterator[FigureRef]:
    for inline in inlines:
        if isinstance(inline, FigureInline):
            yield inline.figure
        elif isinstance(inline, Strong | Link):
            yield from _figures_of(inline.inlines)
