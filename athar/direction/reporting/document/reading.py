"""From Markdown to a typed tree; every fault at once, with its line."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from athar.direction.reporting.document import directives
from athar.direction.reporting.document.directives import Directive
from athar.direction.reporting.document.faults import Fault, Faults, ReportSourceError, foreign, unknown
from athar.direction.reporting.document.inlines import LEAD, InlineReader, line_of, resolved, split_mark
from athar.direction.reporting.document.model import (
    LANGUAGES,
    Block,
    Chapter,
    Chart,
    Document,
    FigureRef,
    Figures,
    Heading,
    Inline,
    Language,
    Listing,
    Note,
    Paragraph,
    Resolver,
    Strong,
    Table,
    Text,
)
from athar.direction.reporting.document.syntax import markdown
from athar.foundation.core.refusals import filled, quoted


def parse(source: str, language: Language, resolver: Resolver, *, period: str) -> Document:
    """
    A report's text in one language, its figures, charts and tables filled in.

    :param period: the report's own, for figures that name none: ``2023``, ``2020-2023``.
    :raises ReportSourceError: with every fault.
    """
    document, faults = _read(source, language, resolver, period)
    if faults:
        raise ReportSourceError(faults)
    return document


def parse_both(
    sources: Mapping[Language, str], resolvers: Mapping[Language, Resolver], *, period: str
) -> dict[Language, Document]:
    """
    Both languages of a report.

    :raises ReportSourceError: with every fault of either.
    """
    read = {
        language: _read(sources[language], language, resolvers[language], period) for language in LANGUAGES
    }
    if faults := [fault for _document, found in read.values() for fault in found]:
        raise ReportSourceError(faults)
    return {language: document for language, (document, _found) in read.items()}


def _read(source: str, language: Language, resolver: Resolver, period: str) -> tuple[Document, list[Fault]]:
    faults = Faults(language)
    document = _Reader(language, resolver, period, faults).document(source)
    return document, faults.in_order()


class _Reader:
    """Walks the block tokens of one text."""

    def __init__(self, language: Language, resolver: Resolver, period: str, faults: Faults) -> None:
        self._language, self._resolver, self._period, self._faults = language, resolver, period, faults
        self._inlines = InlineReader(resolver, period, faults)
        self._sections = 0

    def document(self, source: str) -> Document:
        title, opening, chapters = "", [], []  # type: str, list[Block], list[tuple[str, list[Block]]]
        tokens = markdown().parse(source)
        place = 0
        while place < len(tokens):
            end = _end_of(tokens, place)
            token, inner = tokens[place], tokens[place + 1 : end]
            if token.type == "heading_open" and token.tag == "h1":
                title = self._title(inner, first=not (title or opening or chapters))
            elif token.type == "heading_open" and token.tag == "h2":
                chapters.append((_plain(self._inlines.read(inner[0], heading=True)), []))
            else:
                (chapters[-1][1] if chapters else opening).extend(self._block(token, inner))
            place = end + 1
        self._check_whole(title, chapters)
        numbered = tuple(
            Chapter(number, heading, f"chapter-{number}", tuple(blocks))
            for number, (heading, blocks) in enumerate(chapters, start=1)
        )
        return Document(self._language, title, tuple(opening), numbered)

    def _title(self, inner: Sequence[Token], *, first: bool) -> str:
        if not first:
            self._faults.add(
                line_of(inner[0]),
                "misplaced",
                _("the title comes first, and once."),
                _("Write ## for a chapter."),
            )
        return _plain(self._inlines.read(inner[0], heading=True))

    def _check_whole(self, title: str, chapters: Sequence[object]) -> None:
        if not title:
            self._faults.add(1, "no_title", _("the report has no title."), _("Begin with # and the title."))
        if not chapters:
            self._faults.add(
                1, "no_chapter", _("the report has no chapter."), _("Write ## and the chapter's title.")
            )

    def _blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        found: list[Block] = []
        place = 0
        while place < len(tokens):
            end = _end_of(tokens, place)
            found += self._block(tokens[place], tokens[place + 1 : end])
            place = end + 1
        return tuple(found)

    def _block(self, token: Token, inner: Sequence[Token]) -> list[Block]:
        readers: dict[str, Callable[[Token, Sequence[Token]], list[Block]]] = {
            "heading_open": self._heading,
            "paragraph_open": self._paragraph,
            "bullet_list_open": self._listing,
            "ordered_list_open": self._listing,
            "note_open": self._note,
        }
        if reader := readers.get(token.type):
            return reader(token, inner)
        self._faults.add(line_of(token), *foreign(token.type.removesuffix("_open")))
        return []

    def _heading(self, token: Token, inner: Sequence[Token]) -> list[Block]:
        inlines = self._inlines.read(inner[0], heading=True)
        if token.tag != "h3":
            message = _("headings here have three pound signs.")
            self._faults.add(line_of(token), "misplaced", message, _("Write ### for a section of a chapter."))
        self._sections += 1
        return [Heading(inlines, f"section-{self._sections}")]

    def _paragraph(self, _token: Token, inner: Sequence[Token]) -> list[Block]:
        content = inner[0]
        if directives_alone := _directives_alone(content):
            return [block for found, line in directives_alone for block in self._exhibit(found.content, line)]
        inlines, mark = split_mark(self._inlines.read(content))
        if mark not in {"", LEAD}:
            message = filled(_("%(mark)s marks nothing."), mark=quoted(f"{{.{mark}}}"))
            self._faults.add(line_of(content), "bad_directive", message, _("Only {.lead} can be written."))
        return [Paragraph(inlines, lead=mark == LEAD)]

    def _exhibit(self, content: str, line: int) -> list[Block]:
        found = directives.read(content, line, period=self._period, faults=self._faults)
        if found is None:
            return []
        if found.name == "figures":
            return self._figures(found)
        if found.name == "chart":
            chart = resolved(
                lambda: self._resolver.chart(found.argument), "chart", found.argument, line, self._faults
            )
            return [] if chart is None else [Chart(chart)]
        table = resolved(
            lambda: self._resolver.table(found.argument), "table", found.argument, line, self._faults
        )
        return [] if table is None else [Table(table)]

    def _figures(self, found: Directive) -> list[Block]:
        figures: list[FigureRef] = []
        for code in found.argument.split():
            ask = partial(self._resolver.figure, code, found.period)
            figure = resolved(ask, "figure", code, found.line, self._faults)
            figures += [] if figure is None else [figure]
        if not found.argument.split():
            self._faults.add(found.line, *unknown("figure", found.argument))
        return [Figures(tuple(figures))]

    def _listing(self, token: Token, inner: Sequence[Token]) -> list[Block]:
        items = []
        place = 0
        while place < len(inner):
            end = _end_of(inner, place)
            items.append(self._blocks(inner[place + 1 : end]))
            place = end + 1
        start = int(token.attrs.get("start", 1))
        return [Listing(tuple(items), ordered=token.type == "ordered_list_open", start=start)]

    def _note(self, token: Token, inner: Sequence[Token]) -> list[Block]:
        if not token.meta["closed"]:
            self._faults.add(
                line_of(token),
                "unclosed",
                _("a note is opened and not closed."),
                _("Close it with ::: on a line of its own."),
            )
        return [Note(self._blocks(inner))]


def _directives_alone(content: Token) -> list[tuple[Token, int]]:
    """The block directives of a paragraph that holds nothing else, with their lines; otherwise nothing."""
    line, found = line_of(content), []
    for child in content.children or []:
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        elif (
            child.type == "directive"
            and child.content.split(maxsplit=1)[:1]
            and child.content.split()[0] not in directives.INLINE
        ):
            found.append((child, line))
        elif child.type != "text" or child.content.strip():
            return []
    return found


def _plain(inlines: Sequence[Inline]) -> str:
    """The words of a title; weight in it is dropped."""
    words = [
        inline.text
        if isinstance(inline, Text)
        else _plain(inline.inlines)
        if isinstance(inline, Strong)
        else ""
        for inline in inlines
    ]
    return "".join(words).strip()


def _end_of(tokens: Sequence[Token], start: int) -> int:
    """Where the block that starts here ends."""
    depth = 0
    for place in range(start, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place
    raise AssertionError(f"markdown-it left {tokens[start].type} open")
