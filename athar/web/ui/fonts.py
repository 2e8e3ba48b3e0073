"""
The faces of the site, made from IBM Plex Sans Arabic (SIL Open Font Licence 1.1).

A subset is a changed version, so it goes by a name of its own and keeps the copyright and licence
entries of the original.
"""

from collections.abc import Iterable
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic as package
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WEIGHTS = {400: "Regular", 600: "SemiBold"}
ARABIC_DIGITS = [*range(0x0660, 0x066A), *range(0x06F0, 0x06FA)]

# What the interface and people's names need: Arabic with its marks, the Persian and Urdu letters found in
# names, Latin of western Europe and the long vowels of transliteration, punctuation, arrows, signs.
TEXT = [
    *range(0x0020, 0x007F), *range(0x00A0, 0x0100), 0x0100, 0x0101, 0x012A, 0x012B, 0x016A, 0x016B, 0x0131, 0x0152,
    0x0153, 0x02BB, 0x02BC, 0x060C, 0x061B, 0x061F, *range(0x0621, 0x063B), *range(0x0640, 0x0656), *range(0x0660, 0x066E),
    0x0670, 0x0671, 0x067E, 0x0686, 0x0698, 0x06A4, 0x06A9, 0x06AF, 0x06BE, 0x06C1, 0x06CC, 0x06D2, 0x06D4, *range(0x06F0, 0x06FA),
    *range(0x2009, 0x2010), 0x2010, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2022, 0x2026, 0x2030,
    0x2039, 0x203A, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x20AC, 0x2122, *range(0x2190, 0x2194), 0x2212, 0x2248,
    0x2260, 0x2264, 0x2265, 0x25CC, 0x2713, 0xFDFC,
]  # fmt: skip
# Shaping, joining, marks and kerning; stylistic sets and small figures are never asked for.
FEATURES = [
    "calt",
    "ccmp",
    "fina",
    "init",
    "medi",
    "isol",
    "liga",
    "rlig",
    "locl",
    "kern",
    "mark",
    "mkmk",
    "curs",
]


def source(weight: int) -> Path:
    return Path(package.ROOT) / "files" / f"IBMPlexSansArabic-{WEIGHTS[weight]}.ttf"


def write_text_face(weight: int, target: Path) -> None:
    """Write the WOFF2 face of the interface in the given weight (400 or 600)."""
    font = _subset(weight, TEXT, FEATURES)
    _rename(font, "Athar Sans", weight)
    _save(font, target)


def write_digits_face(weight: int, target: Path) -> None:
    """
    Write a WOFF2 face of Arabic-Indic digits that are all equally wide.

    The original draws them between 263 and 630 units wide; in a column, units would not stand under
    units. Each digit is centred in the width of the widest.
    """
    font = _subset(weight, ARABIC_DIGITS, [])
    glyphs, widths = font["glyf"], font["hmtx"]
    digits = {font.getBestCmap()[code] for code in ARABIC_DIGITS if code in font.getBestCmap()}
    common = max(widths[name][0] for name in digits)
    for name in digits:
        advance, bearing = widths[name]
        shift = (common - advance) // 2
        glyph = glyphs[name]
        if glyph.isComposite():
            for component in glyph.components:
                component.x += shift
        else:
            glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        widths[name] = (common, bearing + shift)
    _rename(font, "Athar Digits", weight)
    _save(font, target)


def _subset(weight: int, codes: Iterable[int], features: list[str]) -> TTFont:
    options = Options()
    options.layout_features = features
    options.hinting = False  # high-density screens ignore it, and it weighs a quarter of the file
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "meta"]
    font = TTFont(source(weight))
    subsetter = Subsetter(options=options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def _rename(font: TTFont, family: str, weight: int) -> None:
    style = WEIGHTS[weight]
    names = {
        1: family,
        16: family,
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
    }
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]


def _save(font: TTFont, target: Path) -> None:
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
