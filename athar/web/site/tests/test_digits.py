"""Public pages in both kinds of digits. No page may mix them; files stay Latin."""

import re
from html.parser import HTMLParser

import pytest

from .conftest import REACHED, page

PAGES = ["/", "/reports/annual-2023/", REACHED, f"{REACHED}records/", "/initiatives/", "/records/0/"]
SKIPPED = {"script", "style", "title", "code", "pre", "option"}
VOID = {
    "meta",
    "link",
    "img",
    "br",
    "hr",
    "input",
    "source",
    "wbr",
    "path",
    "circle",
    "line",
    "rect",
    "polyline",
}


class Reading(HTMLParser):
    """What somebody reads of a page, without codes, commands and whatever is marked as written left to right."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            named = {} if tag == "html" else dict(attrs)
            self.open.append(tag in SKIPPED or named.get("dir") == "ltr" or "lang" in named)

    def handle_endtag(self, tag):
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        if not any(self.open):
            self.text.append(data)


def read(html: str) -> str:
    reading = Reading()
    reading.feed(html)
    return re.sub(r"R-\d{6}", "", " ".join(reading.text))  # the number of a record is its name, not a number


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_in_arabic_digits_holds_no_latin_ones(published, visitor, address, prefix):
    visitor.cookies["reading"] = "ar.arabic.gregorian.system.yes"
    text = read(page(visitor, prefix + address))
    assert re.findall(r".{20}[0-9].{20}", text.replace("\n", " ")) == []
    assert re.search("[٠-٩]", text)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_in_latin_digits_holds_no_arabic_ones(published, visitor, address):
    text = read(page(visitor, address))
    assert re.search("[٠-٩]", text) is None
    assert re.search("[0-9]", text)


def test_days_are_told_in_the_calendar_chosen_first(published, visitor):
    usual = page(visitor, "/en/records/0/")
    visitor.cookies["reading"] = "en.latin.hijri.system.yes"
    other = page(visitor, "/en/records/0/")
    assert re.search(r"\d{4} \(\d+ [^)]+\sAH\)", usual)
    assert re.search(r"AH \(\d+ \w+ \d{4}\)", other)


@pytest.mark.parametrize("file", ["breakdown.csv?by=region", "records.csv", "receipt.json"])
def test_files_are_the_same_whatever_digits_somebody_reads(published, visitor, file):
    usual = visitor.get(REACHED + file).getvalue()
    visitor.cookies["reading"] = "ar.arabic.hijri.dark.yes"
    answer = visitor.get(REACHED + file)
    assert (answer.status_code, answer.getvalue()) == (200, usual)
