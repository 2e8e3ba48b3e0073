"""What happened and what changed: events in time, people on a line, the difference of two texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from django.template import Library
from django.utils.safestring import SafeString

from .reading import in_line

register = Library()


@dataclass(frozen=True)
class Piece:
    """Words that follow each other and share one fate."""

    kind: Literal["same", "gone", "new"]
    text: str


def pieces_of(before: str, after: str) -> list[Piece]:
    """
    Return what stayed, what went and what came, word by word, in the order of reading.

    Words and not letters: an Arabic word of which one letter is marked falls apart into shapes nobody writes.
    """
    old, new = before.split(), after.split()
    return list(_pieces(old, new))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for _tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[a:b] == new[c:d]:
            yield Piece("same", " ".join(new[c:d]))
            continue
        if a < b:
            yield Piece("gone", " ".join(old[a:b]))
        if c < d:
            yield Piece("new", " ".join(new[c:d]))


@register.inclusion_tag("core/difference.html")
def difference(before: str, after: str) -> dict[str, Any]:
    return {"pieces": pieces_of(before, after)}


@register.inclusion_tag("core/timeline.html")
def timeline(events: Sequence[Any]) -> dict[str, Any]:
    return {"events": events}


@register.simple_tag
def person(name: str, role: str = "", *, note: str = "") -> SafeString:
    """Show a person on one line; see core/person.html."""
    return in_line("core/person.html", name=name, role=role, note=note)
