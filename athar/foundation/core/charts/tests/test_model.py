from athar.foundation.core.charts import Cell, ChartData, ChartRow, Column, TableData, TableRow

REGIONS = ChartData(
    name="regions",
    kind="tiles",
    title="Regions",
    rows=(ChartRow("Riyadh", 30, 20, 10), ChartRow("Makkah", 12, 2, 10)),
    row_heading="Region",
    value_heading="Beneficiaries",
    overlap=2,
)


def test_a_mixed_chart_as_a_table_shows_the_parts_and_takes_off_who_was_counted_twice():
    table = REGIONS.as_table("en")
    assert [column.label for column in table.columns] == ["Region", "Identified", "Counted", "Beneficiaries"]
    assert [[cell.plain for cell in row.cells] for row in table.rows] == [
        ["Riyadh", "20", "10", "30"],
        ["Makkah", "2", "10", "12"],
        ["Sum of the rows", "", "", "42"],
        ["Counted in more than one row", "", "", "-2"],
        ["Total", "", "", "40"],
    ]


def test_a_pair_as_a_table_has_both_sides():
    table = ChartData(
        "ages", "pairs", "Ages", (ChartRow("18-24", 7, second=5),), row_heading="Age", series=("Women", "Men")
    ).as_table("en")
    assert [column.label for column in table.columns] == ["Age", "Women", "Men"]
    assert [[cell.plain for cell in row.cells] for row in table.rows] == [["18-24", "7", "5"]]


def test_the_headings_are_in_the_language_of_the_reader():
    assert [column.label for column in REGIONS.as_table("ar").columns][1:3] == ["معرَّفون", "عدّ إجمالي"]


def test_the_file_opens_in_a_spreadsheet_and_runs_nothing():
    table = TableData(
        "t",
        "T",
        (Column("=Name"), Column("n", "number"), Column("", "seal")),
        (TableRow((Cell("+x"), Cell(number=-3), Cell(url="/r/"))),),
    )
    assert table.as_csv() == "\ufeff'=Name,n\r\n'+x,-3\r\n"


def test_a_group_fills_its_row_of_the_file():
    table = TableData(
        "t",
        "T",
        (Column("a"), Column("b", "number")),
        (TableRow((Cell("group"),), "group"), TableRow((Cell("x"), Cell(number=1)))),
    )
    assert table.as_csv() == "\ufeffa,b\r\ngroup,\r\nx,1\r\n"
