import pytest

from athar.direction.reporting.document.numbers import bare_numbers


@pytest.mark.parametrize(
    "text",
    [
        "في 1444 و2023، ثم من 2020 إلى 2023",
        "يوم 20 فبراير 2024 وهو 10 شعبان 1445",
        "٢٠٢٣ و١٤٤٤",
        "القيد R-008214 وبصمته sha256",
        "2024-02-20 و1444-09-01H و5/3/2024",
        "بلا عدد",
    ],
)
def test_years_dates_and_names_may_be_written_in_arabic(text: str):
    assert list(bare_numbers(text, "ar")) == []


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 and 2030, the 1st and 22nd.",
        "On 20 February 2024, or March 5, 2024.",
        "Record R-008214, SA-01.",
    ],
)
def test_years_dates_ordinals_and_names_may_be_written_in_english(text: str):
    assert list(bare_numbers(text, "en")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("بلغ 72,347 مستفيدًا", ["72,347"]),
        ("٧٢٬٣٤٧ مستفيدًا و17%", ["٧٢٬٣٤٧", "17"]),
        ("2000 متطوع في 2023", ["2000"]),
        ("سنة 1399 وسنة 2101", ["1399", "2101"]),
        ("3.5 و10k", ["3.5", "10"]),
    ],
)
def test_a_number_without_a_receipt_is_found(text: str, found: list[str]):
    assert list(bare_numbers(text, "ar")) == found


def test_a_year_followed_by_a_noun_we_count_is_a_number():
    assert list(bare_numbers("2000 volunteers came in 2000", "en")) == ["2000"]
