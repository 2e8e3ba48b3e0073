"""Runs typst: our fonts only, warnings are errors, one compiler kept per thread."""

import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from athar.foundation.core.printing.faces import folder

STANDARDS = ["a-2a", "ua-1"]

_kept = threading.local()


class CannotMakePdf(Exception):
    """typst refused the document or warned about it: a fault of ours, not of whoever wrote what is in it."""


def compiled(source: Path, inputs: Mapping[str, str], *, on: date) -> bytes:
    """
    The PDF/A-2a and PDF/UA-1 that a typst source makes of its inputs.

    :param source: the main file; what it imports lies beside it.
    :param inputs: read by the source as ``sys.inputs``.
    :param on: the day the file says it was made, so that the same inputs give the same bytes.
    :raises CannotMakePdf: also for a warning: a missing font falls back in silence.
    """
    import typst  # slow import, only for PDF

    made_at = datetime(on.year, on.month, on.day, tzinfo=UTC)
    try:
        found, warnings = _compiler(source.parent).compile_with_warnings(
            input=source,
            format="pdf",
            sys_inputs=dict(inputs),
            pdf_standards=STANDARDS,
            timestamp=made_at,
        )
    except typst.TypstError as error:
        raise CannotMakePdf(f"{error.message}\n{error.diagnostic}") from error
    if warnings:
        raise CannotMakePdf("\n".join(f"{warning.message} {warning.diagnostic}" for warning in warnings))
    return bytes(found)


def _compiler(root: Path) -> Any:
    """A compiler keeps what it has laid out, so the second document of a kind costs less; it belongs to one thread."""
    kept: dict[Path, Any] = _kept.__dict__.setdefault("compilers", {})
    if root not in kept:
        import typst  # slow import, only for PDF

        kept[root] = typst.Compiler(root=root, font_paths=_fonts(), ignore_system_fonts=True)
    return kept[root]


@cache
def _fonts() -> Any:
    import typst  # slow import, only for PDF

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder()])
