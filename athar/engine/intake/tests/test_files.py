from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.engine.intake.files import open_table
from athar.engine.intake.files.workbook import as_text
from athar.engine.intake.reasons import FileRefused
from athar.engine.intake.tests.factories import table


@pytest.fixture
def opened(tmp_path):
    def opened(content):
        path = tmp_path / "file"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return open_table(path)

    return opened


def contents(read):
    return [(line.number, line.cells) for line in read.lines()]


def test_comma_semicolon_and_tab_are_told_apart_by_the_headers(opened):
    for delimiter in ",;\t":
        read = opened(f"kind{delimiter}place\nhours{delimiter}a\n")

        assert (read.headers, contents(read)) == (["kind", "place"], [(2, ["hours", "a"])])


def test_a_delimiter_inside_quotation_marks_does_not_count(opened):
    assert opened('"a,b,c,d";kind\n1;2\n').headers == ["a,b,c,d", "kind"]


def test_the_mark_that_excel_puts_first_is_no_part_of_the_first_header(opened):
    assert opened(b"\xef\xbb\xbfkind,place\nhours,a\n").headers == ["kind", "place"]


def test_blank_rows_are_left_out_but_keep_their_number(opened):
    assert contents(opened("kind\n\nhours\n   \nservice")) == [(3, ["hours"]), (5, ["service"])]


def test_a_cell_may_hold_a_line_break(opened):
    assert contents(opened('kind,place\nhours,"a\nb"\nservice,c\n')) == [
        (2, ["hours", "a\nb"]),
        (3, ["service", "c"]),
    ]


@settings(deadline=None, max_examples=40)  # each example writes a file
@given(st.lists(st.lists(st.text(alphabet='ab ,;"\n\rتع٣', max_size=6), min_size=3, max_size=3), max_size=12))
def test_reading_goes_on_from_the_end_of_any_row(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "file.csv"
    path.write_text(
        table(
            {"kind": "", "place": "", "unit": ""},
            *[dict(zip(("kind", "place", "unit"), row, strict=True)) for row in rows],
        ),
        newline="",
    )
    lines = list(open_table(path).lines())

    for position, line in enumerate(lines):
        assert list(open_table(path).lines(cursor=line.cursor, after=line.number)) == lines[position + 1 :]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"  \n ", "file_empty"),
        (b"\n\nkind\n", "file_empty"),
        ("kind\nساعات\n".encode("cp1256"), "file_not_utf8"),
        ("kind\nhours\n".encode("utf-16"), "file_format"),
        ("kind\nhours\n".encode("utf-16-le"), "file_format"),
        (b"kind\nhours\0\n", "file_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook", "file_format"),
        (b"PK\x03\x04 no workbook", "workbook_unreadable"),
        (b'kind\n"hours\n', "file_malformed"),
    ],
)
def test_what_is_no_table_is_refused_as_a_whole(opened, content, code):
    with pytest.raises(FileRefused) as refused:
        contents(opened(content))

    assert [reason.code for reason in refused.value.reasons] == [code]


def test_the_line_that_is_not_utf8_is_named(opened):
    with pytest.raises(FileRefused) as refused:
        contents(opened(b"kind\nhours\n" + "ساعات\n".encode("cp1256")))

    assert refused.value.as_problem()[0]["message_en"] == "Line 3 is not written in UTF-8."


def test_a_workbook_reads_like_the_same_table_in_csv(tmp_path):
    path = tmp_path / "book.bin"  # told by what is in it, not by its name
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["occurred_on", "national_id", "count", "quantity", "place"])
        sheet.write_datetime(1, 0, datetime(2023, 3, 25), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_row(1, 1, [1000000017, 380, 2.5, "الموقع ١"])
        sheet.write_string(3, 0, "1444-09-01H")
    read = open_table(path)

    assert read.headers == ["occurred_on", "national_id", "count", "quantity", "place"]
    assert contents(read) == [
        (2, ["2023-03-25", "1000000017", "380", "2.5", "الموقع ١"]),
        (4, ["1444-09-01H", "", "", "", ""]),
    ]
    assert [line.number for line in read.lines(cursor=2, after=2)] == [4]


def test_typed_cells_become_what_a_csv_would_say():
    values = [
        380.0,
        2.5,
        True,
        None,
        date(2023, 3, 25),
        datetime(2023, 3, 25),
        datetime(2023, 3, 25, 8),
        time(4),
        timedelta(hours=4),
    ]

    assert [as_text(value) for value in values] == [
        "380", "2.5", "True", "", "2023-03-25", "2023-03-25", "2023-03-25 08:00:00", "04:00:00", "4.0",
    ]  # fmt: skip


def test_a_workbook_that_unpacks_to_more_than_it_says_is_refused(tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["kind"])
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")  # the first line of the table of contents
    content[entry + 24 : entry + 28] = (1).to_bytes(4, "little")  # is said to be one byte long
    path.write_bytes(content)

    with pytest.raises(FileRefused) as refused:
        open_table(path)
    assert refused.value.reasons[0].code == "workbook_unreadable"


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("athar.engine.intake.files.workbook.MOST_UNPACKED", 100)
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["kind"])

    with pytest.raises(FileRefused) as refused:
        open_table(path)
    assert refused.value.reasons[0].code == "workbook_too_large"
