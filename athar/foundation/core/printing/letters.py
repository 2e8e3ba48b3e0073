"""
Makes the faces of print out of IBM Plex Sans Arabic (SIL Open Font Licence 1.1), so that Arabic can be read back.

Whoever searches or copies a PDF gets, for every drawn shape, the letters it stands for. A shape of two letters, «في» or
«لا», comes back in the wrong order from some readers, and a letter with its mark, drawn as two shapes, comes back twice.
Here each shape stands for what is read at once: a ligature becomes two shapes that look the same as the one, and a letter
with its mark becomes one. A changed version goes by a name of its own and keeps copyright and licence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fontpkg_ibm_plex_sans_arabic as package
from fontTools.otlLib import builder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

from athar.foundation.core.printing.marks import MarkPlaces

FAMILY = "Athar Print"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
LETTERS = [
    *range(0x0621, 0x063B),
    *range(0x0640, 0x064B),
    0x0671,
    0x067E,
    0x0686,
    0x06A4,
    0x06A9,
    0x06AF,
    0x06CC,
]
MARKS = {*(f"uni{code:04X}" for code in range(0x064B, 0x0653)), "uni0670"}
SHADDA = "uni0651"
IGNORE_MARKS = 0x0008
BASE_CLASS = 1
# Readers put a space where letters stand a tenth of the type size apart; a face has 1,000 units to that size.
WIDEST_GAP = 88
DEPTH = 4  # a mark on a piece of a ligature that was composed itself
_COPYRIGHT_AND_LICENCE = {0, 7, 13, 14}


def source(weight: int) -> Path:
    return Path(package.__file__).parent / "files" / f"IBMPlexSansArabic-{WEIGHTS[weight]}.ttf"


def write_face(weight: int, target: Path) -> None:
    """Write the face of print in the given weight (400 or 600)."""
    # Bounds are worked out where shapes are added; recomputing those of seven thousand would take seconds.
    face = _Face(TTFont(source(weight), recalcBBoxes=False))
    face.part_ligatures()
    face.join_marks()
    face.tighten()
    face.font["maxp"].maxComponentDepth = DEPTH
    _rename(face.font, weight)
    face.font.save(target)


@dataclass(frozen=True)
class _Piece:
    """Half of a parted ligature: the shape it was cut from, which component, how far its origin moved."""

    ligature: str
    component: int
    moved: int


class _Face:
    """A font while its letters are recut."""

    def __init__(self, font: TTFont) -> None:
        self.font = font
        self._rules = font["GSUB"].table
        self._marks = MarkPlaces(font)
        self._order = list(font.getGlyphOrder())
        self._letters = set(self._shapes_of_letters())
        self._pieces: dict[str, list[_Piece]] = {}

    def part_ligatures(self) -> None:
        """Replace every required ligature of two letters by its shape on the first and an empty shape on the second."""
        (place,) = {index for record in self._features("rlig") for index in record.Feature.LookupListIndex}
        by_second: dict[str, dict[str, str]] = {}
        for first, second, ligature in _pairs(self._rules.LookupList.Lookup[place]):
            if first in self._letters and second in self._letters:
                by_second.setdefault(second, {})[first] = ligature
        pieces = {second: self._parted(second, ligatures) for second, ligatures in by_second.items()}
        self._close()
        contexts = [
            self._context(by_second[second], second, self._append(pieces[second])) for second in by_second
        ]
        self._rules.LookupList.Lookup[place] = builder.buildLookup(contexts, IGNORE_MARKS)

    def join_marks(self) -> None:
        """Make one shape of every letter with its mark, or with shadda and a vowel; the last rule to run."""
        marks = self._marks_in_use()
        joined = {
            (letter, mark): self._join(letter, mark, offset)
            for letter in sorted(self._letters | self._pieces.keys())
            for mark in marks
            if (offset := self._offset(letter, mark))
        }
        self._close()
        table = builder.buildLigatureSubstSubtable(joined)
        self._rules.LookupList.Lookup.append(builder.buildLookup([table]))
        for record in self._features("liga"):
            record.Feature.LookupListIndex.append(len(self._rules.LookupList.Lookup) - 1)
            record.Feature.LookupCount = len(record.Feature.LookupListIndex)

    def tighten(self) -> None:
        """Keep letters of a word so near that no reader takes the gap for a space («أ كبر»)."""
        for value in _kerning(self.font["GPOS"].table):
            for axis in ("XAdvance", "XPlacement"):
                setattr(value, axis, min(getattr(value, axis, 0) or 0, WIDEST_GAP))

    def _shapes_of_letters(self) -> Iterator[str]:
        """Every letter that Arabic text may ask for, alone, first, middle and last."""
        alone = {self.font.getBestCmap()[code] for code in LETTERS}
        yield from alone
        for tag in ("init", "medi", "fina"):
            for index in self._features(tag)[0].Feature.LookupListIndex:
                for table in self._rules.LookupList.Lookup[index].SubTable:
                    yield from (shape for letter, shape in table.mapping.items() if letter in alone)

    def _marks_in_use(self) -> list[str]:
        return sorted(
            MARKS | {name for name in self.font.getGlyphOrder() if name.startswith(SHADDA) and name != SHADDA}
        )

    def _features(self, tag: str) -> list[Any]:
        return [record for record in self._rules.FeatureList.FeatureRecord if record.FeatureTag == tag]

    def _parted(self, second: str, ligatures: dict[str, str]) -> dict[str, str]:
        """The new shape of every letter that comes first before ``second``, and of ``second`` itself."""
        left = min(self.font["hmtx"][ligature][0] for ligature in ligatures.values()) // 2
        firsts = {first: self._part(ligature, left) for first, ligature in ligatures.items()}
        return firsts | {second: self._void(second, left, ligatures.values())}

    def _part(self, ligature: str, left: int) -> str:
        """The ligature's shape, in what the second letter, on the left, leaves of its width."""
        name = f"{ligature}.first"
        self._add(name, [(ligature, -left, 0)], self.font["hmtx"][ligature][0] - left)
        self._pieces[name] = [_Piece(ligature, 0, -left)]
        return name

    def _void(self, second: str, width: int, ligatures: Iterable[str]) -> str:
        """An empty shape for the second letter, the same after every first one."""
        name = f"{second}.void"
        self._add(name, [], width)
        self._pieces[name] = [_Piece(ligature, 1, 0) for ligature in ligatures]
        return name

    def _join(self, letter: str, mark: str, offset: tuple[int, int]) -> str:
        name = f"{letter}_{mark}"
        self._add(name, [(letter, 0, 0), (mark, *offset)], self.font["hmtx"][letter][0])
        return name

    def _offset(self, letter: str, mark: str) -> tuple[int, int] | None:
        """Where a mark stands over or under a letter; None where the font does not place it."""
        if letter not in self._pieces:
            return self._marks.on_letter(letter, mark)
        piece = self._pieces[letter][0]
        found = self._marks.on_ligature(piece.ligature, piece.component, mark)
        return None if found is None else (found[0] + piece.moved, found[1])

    def _add(self, name: str, parts: list[tuple[str, int, int]], width: int) -> None:
        """A new shape composed of others, each moved by its offset."""
        shapes = self.font["glyf"]
        pen = TTGlyphPen(shapes.glyphs)
        for part, x, y in parts:
            pen.addComponent(part, (1, 0, 0, 1, x, y))
        glyph = pen.glyph()
        _set_bounds(glyph, [(shapes[part], x, y) for part, x, y in parts])
        shapes.glyphs[name] = glyph
        self._order.append(name)
        self.font["hmtx"].metrics[name] = (width, glyph.xMin)
        self.font["GDEF"].table.GlyphClassDef.classDefs[name] = BASE_CLASS

    def _close(self) -> None:
        """Let the font know of the shapes added so far."""
        self.font.setGlyphOrder(list(self._order))
        self.font["glyf"].setGlyphOrder(list(self._order))

    def _append(self, mapping: dict[str, str]) -> int:
        lookups = self._rules.LookupList.Lookup
        lookups.append(builder.buildLookup([builder.buildSingleSubstSubtable(mapping)], IGNORE_MARKS))
        return len(lookups) - 1

    def _context(self, firsts: Iterable[str], second: str, lookup: int) -> Any:
        """Where one of the first letters meets the second, both take their new shapes."""
        order = self.font.getReverseGlyphMap()
        table = otTables.ChainContextSubst()
        table.Format = 3
        table.BacktrackCoverage, table.LookAheadCoverage = [], []
        table.InputCoverage = [builder.buildCoverage(firsts, order), builder.buildCoverage([second], order)]
        table.BacktrackGlyphCount = table.LookAheadGlyphCount = 0
        table.InputGlyphCount = table.SubstCount = 2
        table.SubstLookupRecord = []
        for position in (0, 1):
            record = otTables.SubstLookupRecord()
            record.SequenceIndex, record.LookupListIndex = position, lookup
            table.SubstLookupRecord.append(record)
        return table


def _set_bounds(glyph: Any, parts: list[tuple[Any, int, int]]) -> None:
    """Around all parts that are drawn at all."""
    drawn = [(part, x, y) for part, x, y in parts if part.numberOfContours]
    glyph.xMin = min((part.xMin + x for part, x, _y in drawn), default=0)
    glyph.yMin = min((part.yMin + y for part, _x, y in drawn), default=0)
    glyph.xMax = max((part.xMax + x for part, x, _y in drawn), default=0)
    glyph.yMax = max((part.yMax + y for part, _x, y in drawn), default=0)


def _kerning(table: Any) -> Iterator[Any]:
    """Every adjustment of a pair that is asked for."""
    places = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    for subtable in (subtable for place in places for subtable in table.LookupList.Lookup[place].SubTable):
        if subtable.Format == 1:
            yield from (
                pair.Value1 for pairs in subtable.PairSet for pair in pairs.PairValueRecord if pair.Value1
            )
        else:
            yield from (
                cell.Value1 for row in subtable.Class1Record for cell in row.Class2Record if cell.Value1
            )


def _pairs(lookup: Any) -> Iterator[tuple[str, str, str]]:
    for table in lookup.SubTable:
        for first, ligatures in table.ligatures.items():
            for ligature in ligatures:
                if len(ligature.Component) == 1:
                    yield first, ligature.Component[0], ligature.LigGlyph


def _rename(font: TTFont, weight: int) -> None:
    style = WEIGHTS[weight]
    names = {
        1: f"{FAMILY} {style}",
        2: "Regular",
        3: f"{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        6: f"{FAMILY}-{style}".replace(" ", ""),
        16: FAMILY,
        17: style,
    }
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in _COPYRIGHT_AND_LICENCE]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
