"""Where a font attaches marks to letters and to ligatures."""

from typing import Any

from fontTools.ttLib import TTFont


class MarkPlaces:
    """Reads the rules of GPOS; an offset is how far the mark moves from the letter's origin, in font units."""

    MARK_TO_BASE, MARK_TO_LIGATURE = 4, 5

    def __init__(self, font: TTFont) -> None:
        lookups = font["GPOS"].table.LookupList.Lookup
        self._bases = [
            table for lookup in lookups if lookup.LookupType == self.MARK_TO_BASE for table in lookup.SubTable
        ]
        self._ligatures = [
            table
            for lookup in lookups
            if lookup.LookupType == self.MARK_TO_LIGATURE
            for table in lookup.SubTable
        ]

    def on_letter(self, letter: str, mark: str) -> tuple[int, int] | None:
        found = None
        for table in self._bases:
            if letter in table.BaseCoverage.glyphs and mark in table.MarkCoverage.glyphs:
                anchors = table.BaseArray.BaseRecord[table.BaseCoverage.glyphs.index(letter)].BaseAnchor
                found = _between(anchors, table, mark) or found  # a later rule overrules an earlier one
        return found

    def on_ligature(self, ligature: str, component: int, mark: str) -> tuple[int, int] | None:
        for table in self._ligatures:
            if ligature in table.LigatureCoverage.glyphs and mark in table.MarkCoverage.glyphs:
                attach = table.LigatureArray.LigatureAttach[table.LigatureCoverage.glyphs.index(ligature)]
                return _between(attach.ComponentRecord[component].LigatureAnchor, table, mark)
        return None


def _between(anchors: Any, table: Any, mark: str) -> tuple[int, int] | None:
    record = (table.MarkArray if hasattr(table, "MarkArray") else table.Mark1Array).MarkRecord[
        table.MarkCoverage.glyphs.index(mark)
    ]
    anchor = anchors[record.Class]
    if anchor is None:
        return None
    return (
        anchor.XCoordinate - record.MarkAnchor.XCoordinate,
        anchor.YCoordinate - record.MarkAnchor.YCoordinate,
    )
