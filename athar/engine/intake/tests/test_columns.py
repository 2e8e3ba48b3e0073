import pytest

from athar.engine.intake.columns import COLUMNS, IGNORED, layout
from athar.engine.intake.reasons import FileRefused


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_header_of_the_table_leads_to_its_column(column):
    others = [other.name for other in COLUMNS if other.required and other is not column]

    for header in column.headers:
        assert layout([*others, header])[column.name] == len(others)


def test_no_two_columns_share_a_header():
    assert layout([column.name for column in COLUMNS]) == {
        column.name: place for place, column in enumerate(COLUMNS)
    }
    assert layout([column.headers[-1] for column in COLUMNS]) == {
        column.name: place for place, column in enumerate(COLUMNS)
    }


def test_case_spaces_and_vowel_signs_of_a_header_do_not_matter():
    assert layout([" KIND ", "المُبادرة", "Occurred On"]) == {"kind": 0, "initiative": 1, "occurred_on": 2}


def test_what_the_file_of_refused_rows_adds_is_passed_over():
    assert layout([*IGNORED, "kind", "initiative", "occurred_on", ""]) == {
        "kind": 6,
        "initiative": 7,
        "occurred_on": 8,
    }


def test_unknown_missing_and_repeated_headers_are_named_together():
    with pytest.raises(FileRefused) as refused:
        layout(["kind", "النوع", "colour", "initiative"])

    assert [(reason["code"], reason["message_en"]) for reason in refused.value.as_problem()] == [
        ("headers_unknown", "These headers are not known: \u2068colour\u2069."),
        ("headers_repeated", "These headers stand there more than once: \u2068النوع\u2069."),
        ("headers_missing", "These columns are missing: occurred_on."),
    ]
    assert (
        refused.value.as_problem()[2]["remedy_en"]
        == "Write them in the first row, in English or Arabic: occurred_on / التاريخ."
    )
