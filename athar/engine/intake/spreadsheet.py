"""FILE.refused.xlsx: the rows to mend, as they were, with every reason in both languages."""

import re
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter

from athar.engine.intake.columns import IGNORED, layout
from athar.engine.intake.models import Import, Row
from athar.foundation.people.choices import Sensitive
from athar.foundation.people.noticing import notice

LINE, REASONS_AR, REASONS_EN = IGNORED[0], IGNORED[2], IGNORED[4]
_LONGEST_CELL = 32_767
_SIGNED_NUMBER = re.compile(r"[+-][0-9٠-٩][0-9٠-٩ .,()-]*")
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_refused(imported: Import, target: Path | BinaryIO) -> int:
    """
    Write the refused rows as a workbook that can be mended and imported as it is.

    Rows stream out one by one. Every cell is text; what a spreadsheet could take for a formula gets an
    apostrophe, which reading takes off again.

    :returns: how many rows were written.
    """
    if "national_id" in layout(imported.headers):
        notice(Sensitive.NUMBER, about=f"import {imported.pk}")
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as workbook:
        sheet = workbook.add_worksheet("refused")
        styles = _styles(workbook)
        headers = [LINE, *imported.headers, REASONS_AR, REASONS_EN]
        _lay_out(sheet, len(imported.headers))
        for column, header in enumerate(headers):
            sheet.write_string(0, column, harmless(header), styles["head"])
        by_column = {name: imported.headers[place] for name, place in layout(imported.headers).items()}
        number = 0
        rows = (
            imported.rows.refused().order_by("line").only("line", "raw", "reasons").iterator(chunk_size=2_000)
        )
        for number, row in enumerate(rows, start=1):
            _write(sheet, number, row, by_column, styles, width=len(imported.headers))
    return number


def harmless(text: str) -> str:
    """
    A text that no spreadsheet runs as a formula, even after being saved as CSV.

    Source: OWASP, CSV Injection. Phone numbers and negative numbers begin with a sign, too, and stay.
    """
    clean = _UNSHOWN.sub("", text)[:_LONGEST_CELL]
    if clean[:1] in {"=", "@", "\t", "\r"} or (
        clean[:1] in {"+", "-"} and not _SIGNED_NUMBER.fullmatch(clean)
    ):
        return f"'{clean}"
    return clean


def _write(
    sheet: Any, number: int, row: Row, by_column: dict[str, str], styles: dict[str, Any], *, width: int
) -> None:
    sheet.write_number(number, 0, row.line)
    for column, text in enumerate(row.cells[:width], start=1):
        if text:
            sheet.write_string(number, column, harmless(text), styles["text"])
    for offset, language in enumerate(("ar", "en"), start=1):
        sheet.write_string(number, width + offset, _sentences(row, language, by_column), styles[language])


def _sentences(row: Row, language: str, headers: dict[str, str]) -> str:
    """Each reason in a line of its own, after the header of its column as the file writes it."""
    lines = []
    for reason in row.reasons:
        where = f"{headers[reason['column']]}: " if reason["column"] in headers else ""
        lines.append(f"{where}{reason[f'message_{language}']} {reason[f'remedy_{language}']}".strip())
    return "\n".join(lines)[:_LONGEST_CELL]


def _styles(workbook: Any) -> dict[str, Any]:
    return {
        "head": workbook.add_format({"bold": True, "bottom": 1, "num_format": "@"}),
        "text": workbook.add_format({"num_format": "@", "valign": "top"}),
        "ar": workbook.add_format(
            {"num_format": "@", "text_wrap": True, "valign": "top", "reading_order": 2}
        ),
        "en": workbook.add_format(
            {"num_format": "@", "text_wrap": True, "valign": "top", "reading_order": 1}
        ),
    }


def _lay_out(sheet: Any, width: int) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 7)
    sheet.set_column(1, width, 16)
    sheet.set_column(width + 1, width + 2, 60)
