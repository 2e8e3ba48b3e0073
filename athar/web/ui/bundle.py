"""
One stylesheet out of the tree: a plain join, no build.

The tree stays many small files for people; a browser gets one, because each import would cost a slow
phone another round trip.
"""

import re
from pathlib import Path

TREE = Path(__file__).resolve().parents[2] / "foundation" / "core" / "static" / "athar" / "css"
INDEX = "index.css"

_LAYERS = re.compile(r"@layer [\w, ]+;")
_IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>\w+)\);')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(r"\n\s*\n+")


def sources(tree: Path = TREE) -> list[Path]:
    """Return every file of the tree that reaches a browser, the index first."""
    index = tree / INDEX
    return [index, *(tree / found["path"] for found in _IMPORT.finditer(index.read_text()))]


def joined(tree: Path = TREE) -> str:
    """
    Return the tree as one stylesheet, in the index's order, each file in its layer.

    :raises FileNotFoundError: for an import of the index that does not exist.
    """
    index = (tree / INDEX).read_text()
    order = _LAYERS.search(index)
    parts = [order.group() if order else ""]
    parts += [
        f"@layer {found['layer']} {{\n{_plain((tree / found['path']).read_text())}\n}}"
        for found in _IMPORT.finditer(index)
    ]
    return "\n".join(parts) + "\n"


def _plain(css: str) -> str:
    """Comments are for those who write the tree; readers need not fetch them."""
    return _BLANK.sub("\n", _COMMENT.sub("", css)).strip()
