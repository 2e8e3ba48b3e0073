"""
The guides of ``docs/guides`` as pages of the site, section by section, so that headings can be searched and linked to.

The words of ``docs/glossary.md`` are one of them: those that say in both languages what they mean.

They are files of ours, written and reviewed like code, and the parser takes no HTML from them all the same.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext, override
from markdown_it import MarkdownIt
from markdown_it.token import Token

from athar.foundation.core.search_key import search_key
from athar.foundation.core.templatetags.athar_ui.addresses import address

# In the order in which people need them.
WORDS = "words"
GUIDES = ("user", "administrator", "import-format", "report-source", "verification", WORDS)
_LINK = re.compile(r"(?P<slug>[a-z-]+)\.(?P<language>ar|en)\.md(?P<anchor>#.*)?")
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Section:
    anchor: str
    heading: str
    body: SafeString
    key: str
    """The words of heading and text, as they are searched."""


@dataclass(frozen=True)
class Guide:
    slug: str
    title: str
    opening: SafeString
    sections: tuple[Section, ...]

    @property
    def url(self) -> str:
        return address(f"help/{self.slug}/")


@cache
def guide(slug: str, language: str) -> Guide:
    """A guide in one language. :raises KeyError: when there is none of that name."""
    if slug not in GUIDES:
        raise KeyError(slug)
    if slug == WORDS:
        return _words(language)
    text = (Path(settings.BASE_DIR) / "docs" / "guides" / f"{slug}.{language}.md").read_text()
    tokens = [_led(token) for token in _PARSER.parse(text)]
    starts = [
        place for place, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"
    ]
    title = tokens[1].content
    parts = zip(starts, [*starts[1:], len(tokens)], strict=True)
    sections = tuple(_section(tokens[begin:end]) for begin, end in parts)
    return Guide(slug, title, _html(tokens[3 : starts[0] if starts else len(tokens)]), sections)


def guides(language: str) -> list[Guide]:
    return [guide(slug, language) for slug in GUIDES]


def part(target: str, language: str) -> tuple[Guide, Section]:
    """
    A section of a guide, called the same in every language: ``guide#anchor-in-English``, as in ``words#legal-hold``.

    The languages of a guide have the same sections in the same order.

    :raises KeyError: when there is none.
    """
    slug, _hash, anchor = target.partition("#")
    anchors = [section.anchor for section in guide(slug, "en").sections]
    if anchor not in anchors:
        raise KeyError(target)
    told = guide(slug, language)
    return told, told.sections[anchors.index(anchor)]


def _words(language: str) -> Guide:
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in (Path(settings.BASE_DIR) / "docs" / "glossary.md").read_text().splitlines()
        if line.startswith("| ")
    ]
    told = [(row[0], row[2]) if language == "en" else (row[1], row[3]) for row in rows[1:] if len(row) == len(rows[0])]  # fmt: skip
    sections = (_section(_PARSER.parse(f"## {word}\n\n{_sentence(meaning)}")) for word, meaning in told)
    with override(language):
        title, opening = gettext("Words"), gettext("One word for one thing, wherever it stands on this site.")
    return Guide(WORDS, title, _html(_PARSER.parse(opening)), tuple(sections))


def _sentence(meaning: str) -> str:
    return f"{meaning[0].upper()}{meaning[1:]}."


def found(words: str, language: str) -> list[tuple[Guide, list[Section]]]:
    """The sections that hold every word in any spelling, guide by guide; those that say it in their heading first."""
    asked = search_key(words).split()
    answers = []
    for one in guides(language):
        hits = [section for section in one.sections if all(word in section.key for word in asked)]
        hits.sort(key=lambda section: not all(word in search_key(section.heading) for word in asked))
        if hits:
            answers.append((one, hits))
    return answers


def _section(tokens: list[Token]) -> Section:
    heading = tokens[1].content
    words = " ".join(token.content for token in tokens if token.type in {"inline", "fence", "code_block"})
    return Section(_named(heading), heading, _html(tokens[3:]), search_key(words))


def _html(tokens: list[Token]) -> SafeString:
    made = str(_PARSER.renderer.render(tokens, _PARSER.options, {}))
    made = made.replace("<table>", '<div class="table-scroll"><table class="table">').replace(
        "</table>", "</table></div>"
    )
    return mark_safe(made)  # noqa: S308  # nosec B308, B703 -- our own files, and the parser takes no HTML from them


def _led(token: Token) -> Token:
    """Links to other guides lead to their pages; those to files that have none are only their words."""
    kept: list[Token] = []
    dropping = False
    for child in token.children or []:
        if child.type == "link_open":
            target = _target(str(child.attrs.get("href", "")))
            dropping = not target
            child.attrs["href"] = target
        if child.type in {"link_open", "link_close"} and dropping:
            dropping = child.type == "link_open"
            continue
        kept.append(child)
    if token.children is not None:
        token.children = kept
    return token


def _target(href: str) -> str:
    if href.startswith("https://"):
        return href
    if href.startswith("#"):
        return _anchor(href)
    if (link := _LINK.fullmatch(href)) and link["slug"] in GUIDES:
        page = address("help/" + link["slug"] + "/", link["language"])
        return page + _anchor(link["anchor"] or "")
    return ""


def _anchor(link: str) -> str:
    return f"#{_named(unquote(link.removeprefix('#')))}" if link else ""


def _named(heading: str) -> str:
    """How a heading is linked to, whether it was written with vowel marks or without."""
    return slugify(heading, allow_unicode=True)
