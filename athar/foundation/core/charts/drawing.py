"""
A canvas that measures from the start edge of the reader's language and writes plain SVG.

One SVG serves the browser and typst: no ``direction`` on texts, physical ``text-anchor``, every label in isolates.
typst knows no style sheet, so every shape carries presentation attributes; classes override them in the browser.
"""

import re
from collections.abc import Sequence
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from athar.foundation.core.charts.lettering import isolated
from athar.foundation.core.charts.writing import Write

Width = Literal["wide", "narrow", "own"]
Target = Literal["html", "typst"]
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

WIDTHS: dict[Width, int] = {"wide": 720, "narrow": 340, "own": 0}  # its own: as wide as what is drawn
# The browser has its style sheet; print has a face of its own (faces.pdf.letters).
FAMILIES: dict[Target, str] = {"html": "IBM Plex Sans Arabic", "typst": "Athar Print"}
INK, MUTED, ACCENT, LINE = "#211826", "#5d5363", "#5a2777", "#d9d3d1"
TEXT_SIZE, SMALL_SIZE = 15, 13
LIGHTEST, DARKEST = 0.06, 0.42  # of the accent, under ink of at least 7:1 in both themes

_SHAPES = {
    "bar": f'class="bar" fill="{ACCENT}" stroke="{ACCENT}" stroke-width="1.5"',
    "axis": f'class="axis" fill="none" stroke="{INK}" stroke-width="1.5"',
    "grid": f'class="grid" fill="none" stroke="{LINE}"',
    "widen": f'class="widen" fill="{ACCENT}" opacity="0.09"',
    "trend": f'class="trend-line" fill="none" stroke="{ACCENT}" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"',
    "goal": f'class="goal" fill="none" stroke="{MUTED}" stroke-width="1.5" stroke-dasharray="2 4"',
    "point": f'class="point" fill="{ACCENT}"',
    "tile": f'class="tile" fill="none" stroke="{LINE}"',
    "band": f'class="band" fill="{ACCENT}" opacity="0.16"',
    "whisker": f'class="whisker" fill="none" stroke="{ACCENT}" stroke-width="2" stroke-linecap="round"',
    "empty": f'class="empty-bar" fill="none" stroke="{ACCENT}" stroke-width="1.5"',
    "dashed": f'class="empty-bar" fill="none" stroke="{ACCENT}" stroke-width="1.5" stroke-dasharray="3 3"',
    "unknown": f'class="unknown" fill="none" stroke="{MUTED}" stroke-dasharray="3 3"',
    "link": f'class="link-line" fill="none" stroke="{MUTED}" stroke-width="1.25"',
    "node": f'class="node" fill="none" stroke="{MUTED}" stroke-width="1.25"',
    "node-main": f'class="node node--main" fill="none" stroke="{ACCENT}" stroke-width="2"',
    "way": f'class="way" fill="none" stroke="{MUTED}" stroke-width="1.5" stroke-linejoin="round"',
    "tip": f'class="tip" fill="{MUTED}"',
    "badge": f'class="badge" fill="#ffffff" stroke="{MUTED}"',
    "station": f'class="station" fill="#ffffff" stroke="{MUTED}" stroke-width="1.25"',
    "station-main": f'class="station station--main" fill="#ffffff" stroke="{ACCENT}" stroke-width="2"',
    "now": f'class="now" fill="none" stroke="{INK}" stroke-width="1.5" stroke-dasharray="6 4"',
}
_TEXTS = {
    "": f'fill="{INK}" font-size="{TEXT_SIZE}"',
    "strong": f'class="strong" fill="{INK}" font-size="{TEXT_SIZE}" font-weight="600"',
    "small": f'class="small" fill="{INK}" font-size="{SMALL_SIZE}"',
    "muted": f'class="muted" fill="{MUTED}" font-size="{SMALL_SIZE}"',
    "value": f'class="value" fill="{INK}" font-size="{TEXT_SIZE}" font-weight="600"',
}
_PATTERNS = {
    "hatch": f'<path class="hatch" d="M1 0V5" fill="none" stroke="{ACCENT}" stroke-width="1.5"/>',
    "dots": f'<circle class="point" cx="2.5" cy="2.5" r="1.1" fill="{ACCENT}"/>',
}
_MIRRORED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}


class Canvas:
    """Collects shapes; every horizontal measure counts from the start edge of the line (the right one in Arabic)."""

    def __init__(
        self,
        name: str,
        language: str,
        width: Width,
        *,
        write: Write,
        mirrored: bool | None = None,
        room: int | None = None,
    ) -> None:
        self.language, self.variant, self.write = language, width, write
        self.width = room or WIDTHS[width]
        # A map is never mirrored: east stays east.
        self._mirrored = language == "ar" if mirrored is None else mirrored
        self._id = re.sub(r"[^A-Za-z0-9]+", "-", f"{name}-{width}")
        self._patterns: set[str] = set()
        self._parts: list[str] = []

    def rect(self, start: float, y: float, length: float, height: float, kind: str = "bar") -> None:
        x = self._x(start + length) if self._mirrored else start
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(length)}" height="{_n(height)}" {self._look(kind)}/>'
        )

    def shade(self, start: float, y: float, length: float, height: float, share: float) -> None:
        """A cell that is darker the greater its share from 0 to 1; never so dark that ink could not be read on it."""
        x = self._x(start + length) if self._mirrored else start
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(length)}" height="{_n(height)}" class="heat" fill="{ACCENT}" '
            f'fill-opacity="{LIGHTEST + (DARKEST - LIGHTEST) * share:.2f}"/>'
        )

    def curve(self, begin: Point, end: Point, kind: str) -> None:
        """A line that leaves and arrives along the line of reading."""
        middle = (begin[0] + end[0]) / 2
        (x1, y1), (x2, y2), bend = (self._x(begin[0]), begin[1]), (self._x(end[0]), end[1]), self._x(middle)
        self._parts.append(
            f'<path d="M{_n(x1)} {_n(y1)}C{_n(bend)} {_n(y1)} {_n(bend)} {_n(y2)} {_n(x2)} {_n(y2)}" {self._look(kind)}/>'
        )

    def split_bar(self, start: float, y: float, parts: Sequence[float], height: float) -> None:
        """A bar whose first part is solid (identified) and second hatched (counted)."""
        for length, kind in zip(parts, ("bar", "counted"), strict=True):
            if length > 0:
                self.rect(start, y, length, height, kind)
                start += length

    def circle(self, start: float, y: float, radius: float, kind: str) -> None:
        self._parts.append(
            f'<circle cx="{_n(self._x(start))}" cy="{_n(y)}" r="{_n(radius)}" {self._look(kind)}/>'
        )

    def path(self, points: Sequence[Point], kind: str, *, closed: bool = False) -> None:
        way = " L".join(f"{_n(self._x(start))} {_n(y)}" for start, y in points)
        self._parts.append(f'<path d="M{way}{"Z" if closed else ""}" {self._look(kind)}/>')

    def outline(self, way: str, kind: str) -> None:
        """A path in physical coordinates, for round shapes that look the same from both sides."""
        self._parts.append(f'<path d="{way}" {self._look(kind)}/>')

    def text(self, start: float, y: float, words: str, kind: str = "", anchor: Anchor = "start") -> None:
        """Words whose baseline is ``y``."""
        physical = _MIRRORED[anchor] if self._mirrored else anchor
        self._parts.append(
            f'<text x="{_n(self._x(start))}" y="{_n(y)}" text-anchor="{physical}" {_TEXTS[kind]}>'
            f"{escape(isolated(words, self.language))}</text>"
        )

    def svg(self, height: float, label: str, target: Target) -> str:
        """
        The whole drawing. For the browser it carries its class and its words for those who do not see it.

        The browser would hand the page's direction down to the texts and turn physical anchors round; the attribute
        on the root stops that. typst has no page direction and wants no such attribute.
        """
        box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(height)}" font-family="{FAMILIES[target]}"'
        if target == "html":
            box += f' class="chart__{self.variant}" role="img" direction="ltr" aria-label={quoteattr(label)}'
        if target != "html" or self.variant == "own":
            box += f' width="{_n(self.width)}" height="{_n(height)}"'
        return f"<svg {box}>{self._definitions()}{''.join(self._parts)}</svg>"

    def _definitions(self) -> str:
        drawn = [
            f'<pattern id="{self._id}-{name}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">{inside}</pattern>'
            for name, inside in _PATTERNS.items()
            if name in self._patterns
        ]
        return f"<defs>{''.join(drawn)}</defs>" if drawn else ""

    def _look(self, kind: str) -> str:
        pattern = {"counted": "hatch", "dotted": "dots"}.get(kind)
        if not pattern:
            return _SHAPES[kind]
        self._patterns.add(pattern)
        return (
            f'class="bar bar--counted" fill="url(#{self._id}-{pattern})" stroke="{ACCENT}" stroke-width="1.5"'
        )

    def _x(self, start: float) -> float:
        return self.width - start if self._mirrored else start


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
