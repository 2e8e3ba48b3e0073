"""A list says what its address asks for; its file says the same."""

import csv
import io
from datetime import date
from zipfile import ZipFile

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import gettext_lazy, override
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.foundation.core.tables import Cell, Column, Empty, Selecting, Table, as_file

ROWS = [
    {"name": "سارة", "many": 72_347, "day": date(2024, 3, 5)},
    {"name": "=cmd()", "many": 0, "day": None},
    {"name": "خالد", "many": None, "day": date(2023, 4, 3)},
]
COLUMNS = [
    Column("name", "Name", lambda row: Cell(row["name"], note="a note", url="/x/"), orders=("name",)),
    Column("many", "Many", lambda row: row["many"], "number", ("many",)),
    Column("day", "Day", lambda row: row["day"], "day", ("day",)),
    Column("state", "State", lambda _row: Cell(gettext_lazy("Waiting"), tone="none"), shown=False),
]


def table(query: str = "", **more) -> Table:
    facts = {"name": "people", "caption": "People", "columns": COLUMNS, "rows": ROWS, "query": QueryDict(query)}  # fmt: skip
    return Table(**facts | more)


def drawn(source: str, shown: Table) -> str:
    with override("en"):
        return Template(source).render(Context({"request": RequestFactory().get("/"), "table": shown}))


def names(shown: Table) -> list[str]:
    return [line.name for line in shown.lines]


@pytest.mark.parametrize(("query", "found"), [
    ("", ["سارة", "=cmd()", "خالد"]), ("sort=many", ["=cmd()", "سارة", "خالد"]), ("sort=-many", ["خالد", "سارة", "=cmd()"]),
    ("sort=day", ["خالد", "سارة", "=cmd()"]), ("sort=name", ["خالد", "سارة", "=cmd()"]), ("sort=state", ["سارة", "=cmd()", "خالد"]), ("sort=;drop", ["سارة", "=cmd()", "خالد"]),
])  # fmt: skip
def test_a_list_is_sorted_by_what_can_be_sorted_and_nothing_else(query, found):
    assert names(table(query)) == found


@pytest.mark.parametrize(("query", "shown"), [
    ("", ["name", "many", "day"]), ("columns=state&columns=day", ["name", "day", "state"]), ("columns=", ["name"]), ("columns=zzz", ["name"]),
])  # fmt: skip
def test_the_address_chooses_the_columns_and_the_name_always_stays(query, shown):
    assert [column.name for column in table(query).chosen] == shown


def test_a_page_that_is_not_there_is_the_last_one():
    assert (names(table("page=99", size=2)), names(table("page=x", size=2))) == (["خالد"], ["سارة", "=cmd()"])


def test_a_csv_file_holds_every_row_in_the_chosen_columns_and_no_formula():
    with override("en"):
        answer = as_file(table("columns=many&columns=state&sort=many", size=1), "csv")
    text = b"".join(answer.streaming_content).decode()
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff")))) == [
        ["Name", "Many", "State"], ["'=cmd()", "0", "Waiting"], ["سارة", "72347", "Waiting"], ["خالد", "", "Waiting"],
    ]  # fmt: skip
    assert answer["Content-Disposition"] == 'attachment; filename="people.csv"'


def test_a_file_is_written_in_the_language_it_was_asked_for_though_that_is_forgotten_by_then():
    with override("ar"):
        answer = as_file(table("columns=state"), "csv")
    with override("en"):
        assert "ينتظر" in b"".join(answer.streaming_content).decode()


def test_a_workbook_holds_texts_as_texts_and_reads_from_the_right_in_arabic():
    with override("ar"):
        answer = as_file(table(), "xlsx")
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert ("<f>" in sheet, 'rightToLeft="1"' in sheet, "=cmd()" in sheet, "<v>72347</v>" in sheet) == (
        False, True, True, True,
    )  # fmt: skip


def test_heads_sort_by_links_that_keep_the_rest_of_the_address():
    page = drawn("{% data_table table %}", table("q=x&columns=many&sort=many&page=1"))
    assert 'href="?q=x&amp;columns=many&amp;sort=-many"' in page
    assert 'aria-sort="ascending"' in page


def test_each_place_shows_its_value_as_its_column_says():
    page = drawn("{% data_table table %}", table("columns=many&columns=day&columns=state"))
    for shown in ("<bdi>سارة</bdi>", "a note", "72,347", "5 March 2024", "chip--none", 'data-label="Many"'):
        assert shown in page


def test_a_form_of_columns_keeps_the_filters_and_the_files_keep_both():
    page = drawn("{% table_tools table %}", table("q=x&columns=day&page=2", files="/people."))
    assert ('name="q" value="x"' in page, 'name="page"' in page) == (True, False)
    assert 'href="/people.csv?q=x&amp;columns=day"' in page
    assert 'value="day" checked' in page
    assert 'value="many" checked' not in page


def test_rows_that_cannot_be_chosen_say_why_and_ticking_all_leaves_them_out():
    choosing = Selecting("row", key=ROWS.index, why_not=lambda row: "Yours" if row["many"] == 0 else "", everything=True)  # fmt: skip
    shown = table(selecting=choosing)
    page = drawn("{% data_table table %}{% selection table %}", shown)
    assert (page.count(" checked"), page.count('type="checkbox"'), "Yours" in page) == (2, 2, True)
    assert "Selected: <b>2</b>" in page


def test_where_no_row_can_be_chosen_none_is_offered_to_be():
    page = drawn("{% data_table table %}", table(selecting=Selecting("row", key=ROWS.index, why_not=lambda _row: "Decided")))  # fmt: skip
    assert ("Decided" in page, "Select all" in page, 'type="checkbox"' in page) == (True, False, False)


def test_a_box_and_a_button_say_which_row_they_belong_to():
    choosing = Selecting("row", key=ROWS.index)
    act = {"selecting": choosing, "action": lambda _row: ("Open", "/x/")}
    page = drawn("{% data_table table %}", table(spoken=lambda row: f"P-{ROWS.index(row)}", **act))
    assert ("Select P-2<" in page, 'Open<span class="hidden-visually"> P-2<' in page) == (True, True)
    assert "Select خالد<" in drawn("{% data_table table %}", table(**act))


def test_an_empty_place_says_what_it_is_for_and_a_filter_without_match_leads_back():
    place = Empty("Nobody yet", "People come here.", "Invite", "/invite/")
    assert "Nobody yet" in drawn("{% data_table table %}", table(rows=[], empty=place, fields=["q"]))
    none = drawn("{% data_table table %}", table("q=zz&sort=day", rows=[], empty=place, fields=["q"]))
    assert ("Nothing fits" in none, "Nobody yet" in none, 'href="?sort=day"' in none) == (True, False, True)


def test_what_people_typed_is_escaped_in_every_place():
    rows = [{"name": "<b>x", "many": 1, "day": None}]
    page = drawn(
        "{% data_table table %}{% table_tools table %}",
        table('q="><script>', rows=rows, note=lambda _row: "<i>", action=lambda _row: ("<u>", "/")),
    )
    assert [tag in page for tag in ("<b>x", "<script>", "<i>", "<u>")] == [False] * 4


@settings(deadline=None)  # the first sorting loads tables of letters
@given(st.lists(st.tuples(st.text(max_size=5), st.none() | st.integers()), max_size=20), st.booleans())
def test_sorting_loses_no_row_whatever_is_missing(pairs, down):
    rows = [{"name": name, "many": many, "day": None} for name, many in pairs]
    shown = table(f"sort={'-' if down else ''}many", rows=rows, size=100)
    assert sorted(names(shown)) == sorted(name for name, _many in pairs)
