import pytest
from python_calamine import CalamineWorkbook

from athar.engine.intake.models import Import
from athar.engine.intake.spreadsheet import harmless, write_refused
from athar.engine.intake.tests.factories import NIGHT, SARA, table

WRONG = {
    **SARA,
    "session": "2",
    "external_id": "h-2",
    "quantity": "25",
    "place": '=HYPERLINK("x")',
    "phone": "+966551234567",
}


def cells(path):
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("-2+3+cmd", "'-2+3+cmd"), ("\t=1", "'\t=1"),
        ("+966 55 123 4567", "+966 55 123 4567"), ("-4.5", "-4.5"), ("سارة", "سارة"), ("a\x00b", "ab"), ("", ""),
    ],
)  # fmt: skip
def test_no_cell_can_be_taken_for_a_formula(text, shown):
    assert harmless(text) == shown


def test_refused_rows_stand_there_as_they_were_with_every_reason(taken_in, tmp_path):
    imported = taken_in(table(SARA, {**WRONG, "gender": "x"}))

    assert write_refused(imported, tmp_path / "refused.xlsx") == 1
    headers, row = cells(tmp_path / "refused.xlsx")
    shown = dict(zip(headers, row, strict=True))
    assert headers == ["line", *imported.headers, "reasons_ar", "reasons_en"]
    assert (shown["line"], shown["national_id"], shown["place"], shown["phone"]) == (
        3,
        SARA["national_id"],
        '\'=HYPERLINK("x")',
        "+966551234567",
    )
    assert shown["reasons_en"].splitlines() == [
        "gender: Gender: “\u2068x\u2069” is not known. Write one of: female / أنثى, male / ذكر.",
        "quantity: Hours of one person on one day lie between 0 and 24. Write each day in a row of its own.",
    ]
    assert "ساعات" in shown["reasons_ar"]


def test_the_file_of_refused_rows_is_mended_and_imported_as_it_is(taken_in, tmp_path):
    import xlsxwriter

    write_refused(taken_in(table(WRONG, NIGHT)), tmp_path / "refused.xlsx")
    rows = cells(tmp_path / "refused.xlsx")
    rows[1][rows[0].index("quantity")] = "2.5"
    with xlsxwriter.Workbook(tmp_path / "mended.xlsx", {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    mended = taken_in((tmp_path / "mended.xlsx").read_bytes())
    row = Import.objects.get(pk=mended.pk).rows.get()
    assert (mended.valid, mended.refused, str(row.quantity), row.place) == (1, 0, "2.50", '=HYPERLINK("x")')
