"""Words inside a drawing: their direction, their width, their lines."""

import re
import unicodedata
from collections.abc import Sequence

RLI, LRI, PDI = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
# Shares of the type size in IBM Plex Sans Arabic, rounded up: a label may stand looser than needed, never over another.
ARABIC, LATIN, DIGIT, SPACE = 0.48, 0.54, 0.6, 0.26
_NUMERIC = re.compile(r"[^\W\d_]")


def isolated(text: str, language: str) -> str:
    """
    The text with its own direction, whatever surrounds it.

    Text without a letter (a range, a sum) runs left to right in both languages, or its signs would change sides.
    """
    start = RLI if language == "ar" and _NUMERIC.search(text) else LRI
    return f"{start}{text}{PDI}"


def width_of(text: str, size: float) -> float:
    """About how wide the text is, in the unit of ``size``."""
    return sum(_share(letter) for letter in text) * size


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The text in as many lines as it needs; a word that is wider than the room stands alone, uncut."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def fit(labels: Sequence[str], size: float, room: float) -> bool:
    return all(width_of(label, size) <= room for label in labels)


def _share(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter.isspace():
        return SPACE
    if letter.isdigit():
        return DIGIT
    return ARABIC if "\u0600" <= letter <= "\u06ff" else LATIN
