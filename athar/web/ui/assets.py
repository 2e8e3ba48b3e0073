"""Everything a browser fetches that is made and not written: the stylesheet, the faces and the icons."""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from django.contrib.staticfiles.finders import AppDirectoriesFinder

from athar.web.ui import bundle, fonts, icons

STYLESHEET = "athar.css"
# What a page waits for and is long enough to be worth compressing; found where their rooms and packages keep them.
COMPRESSED = ("site/site.css", "workspace/workspace.css", "django_htmx/htmx-2.min.js")


def build(target: Path, *, memory: Path) -> list[str]:
    """
    Make what is missing or out of date under ``target``; return the names of what was made.

    Copies of other rooms' files lie beside it, under the names they are served by.

    ``memory`` remembers a fingerprint of each product's inputs, so that a second run does nothing.
    """
    remembered = json.loads(memory.read_text()) if memory.exists() else {}
    made = []
    for name, (inputs, make) in _products().items():
        fingerprint = _fingerprint(inputs)
        if remembered.get(name) == fingerprint and (target / name).exists():
            continue
        make(target / name)
        remembered[name] = fingerprint
        made.append(name)
    if made:
        memory.write_text(json.dumps(remembered, indent=1, sort_keys=True))
    return made


def _products() -> dict[str, tuple[list[Path], Callable[[Path], None]]]:
    here = Path(__file__).parent
    products: dict[str, tuple[list[Path], Callable[[Path], None]]] = {
        STYLESHEET: ([here / "assets.py", here / "bundle.py", *bundle.sources()], _write_stylesheet)
    }
    for weight in fonts.WEIGHTS:
        inputs = [here / "fonts.py", fonts.source(weight)]
        products[f"fonts/athar-sans-{weight}.woff2"] = (inputs, _face(fonts.write_text_face, weight))
        products[f"fonts/athar-digits-{weight}.woff2"] = (inputs, _face(fonts.write_digits_face, weight))
    for name in COMPRESSED:
        source = Path(str(AppDirectoriesFinder().find(name)))
        products[f"../{name}"] = ([here / "assets.py", source], _copy(source))
    for name in icons.SIZES:
        products[f"icons/{name}"] = ([here / "icons.py"], _icon(name))
    return products


def _icon(name: str) -> Callable[[Path], None]:
    return lambda target: icons.draw(name, target)


def _face(write: Callable[[int, Path], None], weight: int) -> Callable[[Path], None]:
    return lambda target: write(weight, target)


def _copy(source: Path) -> Callable[[Path], None]:
    return lambda target: _write(source.read_bytes(), target)


def _write_stylesheet(target: Path) -> None:
    _write(bundle.joined().encode(), target)


def _write(content: bytes, target: Path) -> None:
    """With a compressed copy beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    # Served instead to browsers that ask for it; without a time inside, the same tree gives the same bytes.
    target.with_name(f"{target.name}.gz").write_bytes(gzip.compress(content, mtime=0))


def _fingerprint(inputs: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in inputs:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
