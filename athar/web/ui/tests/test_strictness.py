"""The security policy forbids inline code, and Arabic forbids left and right: no file may hold either."""

import re
from pathlib import Path

import pytest

ATHAR = Path(__file__).resolve().parents[3]

# Letters are no pages: no policy holds for them, and programs for mail read no stylesheet.
TEMPLATES = sorted(path for path in ATHAR.glob("**/templates/**/*.html") if path.parent.name != "mail")
STYLES = sorted(ATHAR.glob("**/static/**/*.css"))
VECTORS = sorted([*ATHAR.glob("**/static/**/*.svg"), *ATHAR.glob("**/templates/**/*.svg")])

INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without a file": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
}
PHYSICAL = re.compile(
    r"(?<!safe-area-)\b(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b"
    r"|(?<![\w-])(?:left|right|top|bottom)\s*:"
    r"|\b(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b"
    r"|\bborder-(?:top|bottom)-(?:left|right)-radius\b"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def found_in(text: str) -> list[str]:
    return [name for name, pattern in INLINE.items() if pattern.search(text)]


@pytest.mark.parametrize("path", [*TEMPLATES, *VECTORS], ids=lambda path: str(path.relative_to(ATHAR)))
def test_no_template_holds_inline_code(path):
    assert found_in(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: str(path.relative_to(ATHAR)))
def test_no_stylesheet_knows_left_from_right(path):
    rules = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert PHYSICAL.findall(rules) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('<p style="color: red">', ["a style attribute"]),
        ("<style>p {}</style>", ["a style element"]),
        ("<script>alert(1)</script>", ["a script without a file"]),
        ('<button onclick="go()">', ["an event attribute"]),
        ('<script src="/static/x.js"></script><p class="style">', []),
    ],
)
def test_the_scan_sees_what_it_should(text, names):
    assert found_in(text) == names


@pytest.mark.parametrize(
    "rule", ["margin-left: 0", "left: 0", "text-align: right", "border-top-left-radius: 1px"]
)
def test_the_scan_sees_physical_rules(rule):
    assert PHYSICAL.search(f".x {{ {rule} }}")


@pytest.mark.parametrize("rule", ["margin-inline-start: 0", "text-align: end", "grid-template-areas: left"])
def test_the_scan_leaves_logical_rules_alone(rule):
    assert PHYSICAL.search(f".x {{ {rule} }}") is None
