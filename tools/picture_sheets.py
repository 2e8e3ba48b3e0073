"""Sheets with the variants of each page side by side, so that somebody can look at all of them in reasonable time."""

import re
from itertools import chain
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT, GAP, CAPTION = 1600, 1600, 8, 18  # px of a sheet
PHONE = 600  # px; of what is narrower, four variants fit beside each other in full size
BETWEEN = "#888888"
VARIANTS = [("ar", "light"), ("ar", "dark"), ("en", "light"), ("en", "dark")]


def file_name(page: str, width: int, language: str, theme: str) -> str:
    """The file of a picture; a page's name may be an address with a query."""
    plain = re.sub(r"[^\w.-]+", "_", page).strip("_")[:90] or "home"
    return f"{plain}~{width}~{language}~{theme}.png"


def make(folder: Path, width: int) -> list[Path]:
    """Lay out all pictures of a width in the folder; returns the sheets, FOLDER/sheets/WIDTH-NUMBER.png."""
    sheets = folder / "sheets"
    sheets.mkdir(exist_ok=True)
    for old in sheets.glob(f"{width}-*.png"):
        old.unlink()
    pages = sorted({path.name.split("~")[0] for path in folder.glob(f"*~{width}~*.png")})
    written: list[Path] = []
    waiting: list[Image.Image] = []
    for strip in chain.from_iterable(_strips(folder, page, width) for page in pages):
        if waiting and sum(one.height + GAP for one in waiting) + strip.height > HEIGHT:
            written.append(_sheet(waiting, sheets / f"{width}-{len(written) + 1:03}.png"))
            waiting = []
        waiting.append(strip)
    return [*written, _sheet(waiting, sheets / f"{width}-{len(written) + 1:03}.png")] if waiting else written


def _sheet(strips: list[Image.Image], path: Path) -> Path:
    sheet = Image.new("RGB", (WIDTH, sum(strip.height + GAP for strip in strips)), BETWEEN)
    top = 0
    for strip in strips:
        sheet.paste(strip, (0, top))
        top += strip.height + GAP
    sheet.save(path)
    return path


def _strips(folder: Path, page: str, width: int) -> list[Image.Image]:
    """The variants of a page beside each other; on phones all four in a row, else two and two. Long pages are cut."""
    across = 4 if width < PHONE else 2
    each = (WIDTH - (across - 1) * GAP) // across
    found = [
        (f"{language} {theme}", path)
        for language, theme in VARIANTS
        if (path := folder / file_name(page, width, language, theme)).exists()
    ]
    strips = []
    for start in range(0, len(found), across):
        row = [(label, _fitted(path, each)) for label, path in found[start : start + across]]
        tallest = max(picture.height for _label, picture in row)
        strips += [
            _strip(page, row, each, top, min(HEIGHT - CAPTION, tallest - top))
            for top in range(0, tallest, HEIGHT - CAPTION)
        ]
    return strips


def _fitted(path: Path, width: int) -> Image.Image:
    with Image.open(path) as picture:
        plain = picture.convert("RGB")
    factor = min(1, width / plain.width)
    return plain.resize((round(plain.width * factor), round(plain.height * factor)), Image.Resampling.LANCZOS)


def _strip(page: str, row: list[tuple[str, Image.Image]], each: int, top: int, height: int) -> Image.Image:
    strip = Image.new("RGB", (WIDTH, CAPTION + height), BETWEEN)
    draw = ImageDraw.Draw(strip)
    for place, (label, picture) in enumerate(row):
        start = place * (each + GAP)
        draw.text((start + 4, 3), f"{page}  {label}  {top}", fill="white")
        if top < picture.height:
            part = picture.crop((0, top, picture.width, min(picture.height, top + height)))
            strip.paste(part, (start, CAPTION))
    return strip
