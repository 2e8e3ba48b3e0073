"""Runs typst: our fonts only, warnings are errors, one compiler kept per thread."""

import threading
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from athar.direction.reporting.faces.pdf.faces import folder

SOURCES = Path(__file__).parent / "typst"
STANDARDS = ["a-2a", "ua-1"]

_kept = threading.local()


class CannotMakePdf(Exception):
    """typst refused the report or warned about it: a fault of ours, not of the report's writer."""


def compiled(report: str, *, on: date) -> bytes:
    """
    The PDF of a report given as JSON (see ``tree``).

    :param on: the day the file says it was made, so that the same report gives the same bytes.
    :raises CannotMakePdf: also for a warning: a missing font falls back in silence.
    """
    import typst  # slow import, only for PDF

    made_at = datetime(on.year, on.month, on.day, tzinfo=UTC)
    try:
        found, warnings = _compiler().compile_with_warnings(
            input=SOURCES / "report.typ",
            format="pdf",
            sys_inputs={"report": report},
            pdf_standards=STANDARDS,
            timestamp=made_at,
        )
    except typst.TypstError as error:
        raise CannotMakePdf(f"{error.message}\n{error.diagnostic}") from error
    if warnings:
        raise CannotMakePdf("\n".join(f"{warning.message} {warning.diagnostic}" for warning in warnings))
    return bytes(found)


def _compiler() -> Any:
    """A compiler keeps what it has laid out, so the second report costs less; it belongs to one thread."""
    if not hasattr(_kept, "compiler"):
        import typst  # slow import, only for PDF

        _kept.compiler = typst.Compiler(root=SOURCES, font_paths=_fonts(), ignore_system_fonts=True)
    return _kept.compiler


@cache
def _fonts() -> Any:
    import typst  # slow import, only for PDF

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder()])
