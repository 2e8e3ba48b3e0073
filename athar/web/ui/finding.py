"""
Search over everything one may see. Each room finds its own: in a ``finding.py``, read at start, it registers providers.

A provider takes what was asked, who looks and how many are wanted, and gives hits. It must ask through what the viewer
may see, in one or two queries whatever there is; what it gives is ranked, counted and marked here::

    @finds(_("Initiatives"), order=10)
    def initiatives(asked: Asked, viewer: Viewer, limit: int) -> list[Hit]: ...
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from athar.foundation.core.numerals import latin_digits
from athar.foundation.core.refusals import Text
from athar.foundation.core.search_key import search_key
from athar.foundation.core.transliteration import arabic_patterns
from athar.web.ui.viewer import Viewer

LONGEST = 80  # characters of a question
MOST = 50  # hits of a group
ALIKE = (
    0.35  # of the groups of three letters that two words share, from which on a slip of the finger is assumed
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Asked:
    """What somebody typed, as it stands and as it is compared."""

    text: str

    @cached_property
    def key(self) -> str:
        return search_key(self.text)

    @cached_property
    def words(self) -> list[str]:
        return self.key.split()

    @cached_property
    def patterns(self) -> list[str]:
        """Of Arabic names it may be the Latin spelling of."""
        return arabic_patterns(self.text)

    @cached_property
    def plain(self) -> str:
        return latin_digits(self.text).strip().lower()

    def rank(self, *texts: str) -> int | None:
        """How well the texts answer: 0 exactly, 1 begins so, 2 whole words, 3 parts of words, 4 nearly; None not at all."""
        keys = [search_key(text) for text in texts if text]
        joined = " ".join(keys)
        if self.key in keys:
            return 0
        if any(key.startswith(self.key) for key in keys):
            return 1
        present = set(joined.split())
        if all(word in present for word in self.words):
            return 2
        if all(word in joined for word in self.words):
            return 3
        return 4 if all(_nearly(word, present) for word in self.words) else None

    def mark(self, text: str) -> SafeString:
        """The text with what was asked for in ``<mark>``, in whatever spelling it stands there."""
        return mark_safe("".join(self._marked(text)))  # noqa: S308 -- each piece is escaped

    def _marked(self, text: str) -> Iterable[str]:
        end = 0
        for found in _WORD.finditer(text):
            key = search_key(found[0])
            if any(word in key for word in self.words):
                yield escape(text[end : found.start()])
                yield format_html("<mark>{}</mark>", found[0])
                end = found.end()
        yield escape(text[end:])


@dataclass(frozen=True)
class Hit:
    """Something found: what it is called, one more line about it, where it is; ``rank`` as ``Asked.rank`` gives it."""

    title: str
    url: str
    rank: int
    about: str = ""
    marked: SafeString = field(default=SafeString(""))


@dataclass(frozen=True)
class Group:
    label: Text
    hits: list[Hit]
    many: int
    more: bool  # there are more than were counted


Provider = Callable[[Asked, Viewer, int], list[Hit]]
_providers: dict[str, tuple[int, Text, Provider]] = {}


def finds(label: Text, *, order: int) -> Callable[[Provider], Provider]:
    """Ask the decorated function at every search; groups that answer equally well stand in ascending order."""

    def register(provider: Provider) -> Provider:
        _providers[f"{provider.__module__}.{provider.__qualname__}"] = (order, label, provider)
        return provider

    return register


def find(text: str, viewer: Viewer, *, limit: int = MOST) -> list[Group]:
    """Everything the viewer may see that answers, in groups, that with the best answer first; nothing for an empty question."""
    asked = Asked(" ".join(text.split())[:LONGEST])
    if not asked.words:
        return []
    groups = []
    for order, label, provider in _providers.values():
        hits = sorted(provider(asked, viewer, MOST + 1), key=lambda hit: hit.rank)
        if hits:
            shown = [
                Hit(hit.title, hit.url, hit.rank, hit.about, asked.mark(hit.title)) for hit in hits[:limit]
            ]
            groups.append((hits[0].rank, order, Group(label, shown, min(len(hits), MOST), len(hits) > MOST)))
    return [group for _rank, _order, group in sorted(groups, key=lambda found: found[:2])]


def _nearly(word: str, present: Iterable[str]) -> bool:
    ours = _threes(word)
    return any(len(ours & theirs) / len(ours | theirs) >= ALIKE for theirs in map(_threes, present))


def _threes(word: str) -> set[str]:
    """As pg_trgm cuts a word."""
    padded = f"  {word} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}
