"""
Pictures of every page of a face, in each width, theme and language, for somebody to look at.

Start a demonstration site (``ATHAR_DEMO=yes athar serve --prepare``), then::

    python tools/pictures.py http://127.0.0.1:8000 site
    python tools/pictures.py http://127.0.0.1:8000 workspace --only 'records|approval' --widths 390

In build/pictures/FACE/ there are then a picture for each page, a report of what is wrong with each, and sheets/ with
the variants of a page side by side. The faces are in picture_faces.py.
"""

import argparse
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athar.config.settings")

import django  # noqa: E402 -- the addresses of the site are read from its resolver

django.setup()

import picture_faces  # noqa: E402
import picture_sheets  # noqa: E402
from picture_stops import Stop  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.pages import settled, sticking_out  # noqa: E402
from tests.browser.visiting import ARABIC, ENGLISH, Language, Visits  # noqa: E402

HEIGHTS = {390: 844, 1440: 900}
PAPER = 680  # px; what of an A4 sheet lies between its margins
THEMES = ("light", "dark")
LANGUAGES = {language.code: language for language in (ARABIC, ENGLISH)}
# A bar at the foot of a phone would lie across the middle of a tall picture.
BARED = """document.querySelectorAll("body > header, body > footer, .me-foot, body > .demo, .ways").forEach((part) => {
  part.style.display = "none";
})"""
# Far parts of long pages are not drawn until somebody comes near, which a picture never does.
DRAWN = """document.querySelectorAll("main *").forEach((part) => {
  if (getComputedStyle(part).contentVisibility === "auto") part.style.contentVisibility = "visible";
})"""
TALLEST = 16_000  # px; Chromium draws no higher


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line."""

    folder: Path
    widths: list[int]
    themes: list[str]
    languages: list[Language]
    only: re.Pattern[str]
    bare: bool


def main() -> None:
    wish, arguments = _asked()
    began, lines = time.monotonic(), ["page\twidth\tlanguage\tstatus\twhat is wrong"]
    with sync_playwright() as playwright:
        installed = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=installed, args=FLAGS)
        visits = Visits(browser, arguments.site.rstrip("/"), provider=arguments.site)
        for language in wish.languages:
            lines += _face(visits, arguments.face, language, wish)
        visits.close()
        browser.close()
    (wish.folder / "report.tsv").write_text("\n".join(lines) + "\n")
    sheets = [path for width in {*wish.widths, PAPER} for path in picture_sheets.make(wish.folder, width)]
    print(f"{len(lines) - 1} views, {len(sheets)} sheets in {wish.folder}, {time.monotonic() - began:.0f} s")


def _asked() -> tuple[Wish, argparse.Namespace]:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", help="address of a running demonstration site")
    parser.add_argument("face", choices=sorted(picture_faces.FACES))
    parser.add_argument(
        "--only", default="", help="regular expression that the names of the pages must match"
    )
    parser.add_argument("--widths", default="390,1440")
    parser.add_argument("--themes", default=",".join(THEMES))
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--bare", action="store_true", help="without the header and the footer, which repeat")
    parser.add_argument("--folder", type=Path, help="instead of build/pictures/FACE")
    found = parser.parse_args()
    folder = found.folder or ROOT / "build" / "pictures" / found.face
    folder.mkdir(parents=True, exist_ok=True)
    languages = [LANGUAGES[code] for code in found.languages.split(",")]
    widths = [int(width) for width in found.widths.split(",")]
    return Wish(folder, widths, found.themes.split(","), languages, re.compile(found.only), found.bare), found


def _face(visits: Visits, face: str, language: Language, wish: Wish) -> Iterator[str]:
    for stop in picture_faces.FACES[face](visits, language, wish.only.search):
        if not wish.only.search(stop.name):
            continue
        said = [*visits.faults]
        visits.faults.clear()
        settled(stop.page)
        stop.page.evaluate(DRAWN)
        if wish.bare:
            stop.page.evaluate(BARED)
        for width in [PAPER] if stop.media == "print" else wish.widths:
            wrong = [*said, *_taken(stop, width, language, wish)]
            line = f"{stop.name}\t{width}\t{language.code}\t{stop.status}\t{'; '.join(wrong)}"
            print(line, flush=True)
            yield line


def _taken(stop: Stop, width: int, language: Language, wish: Wish) -> list[str]:
    """Take the pictures of a page at a width; returns what sticks out there."""
    page, name = stop.page, stop.name
    page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 900)})
    for theme in wish.themes:
        page.emulate_media(media=stop.media, color_scheme=theme)
        height = page.evaluate("document.documentElement.scrollHeight")
        for top in range(0, height, TALLEST):
            clip = {"x": 0, "y": top, "width": width, "height": min(height - top, TALLEST)}
            part = f"{name} from {top}" if top else name
            path = wish.folder / picture_sheets.file_name(part, width, language.code, theme)
            page.screenshot(path=path, full_page=True, clip=clip, animations="disabled")
    wrong = sticking_out(page)
    page.emulate_media(media="screen")
    return wrong


if __name__ == "__main__":
    main()
