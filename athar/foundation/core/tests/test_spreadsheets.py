import csv
import io

import pytest

from athar.foundation.core.spreadsheets import csv_text, harmless


@pytest.mark.parametrize("text", ["=1+1", "+966500000000", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_could_be_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


def test_numbers_stay_numbers_and_names_stay_whole():
    text = csv_text(["name", "n"], [["سارة, الزهراني", -2], ['"نورة"', None], ["=HYPERLINK(1)", 3.5]])
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff")))) == [
        ["name", "n"], ["سارة, الزهراني", "-2"], ['"نورة"', ""], ["'=HYPERLINK(1)", "3.5"],
    ]  # fmt: skip
