import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator

import pypdf
import pytest

from athar.direction.reporting.document import Document, parse
from athar.direction.reporting.faces.pdf import CannotMakePdf, render_pdf
from athar.direction.reporting.faces.pdf.render import SOURCE
from athar.direction.reporting.faces.tests.sample import COLOPHON, SOURCES, SampleResolver, cover, sample
from athar.foundation.core.printing import compiling

SITE = "https://athar.example"
LANGUAGES = ("ar", "en")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {
        language: render_pdf(sample(language), base_url=SITE, cover=cover(language), colophon=COLOPHON)
        for language in LANGUAGES
    }


@pytest.fixture(scope="module")
def readers(files: dict[str, bytes]) -> dict[str, pypdf.PdfReader]:
    return {language: pypdf.PdfReader(io.BytesIO(content)) for language, content in files.items()}


def links(reader: pypdf.PdfReader) -> Iterator[str]:
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            action = annotation.get_object().get("/A")
            if action and "/URI" in action:
                yield action["/URI"]


def words(text: str) -> list[str]:
    """Words without marks and without the signs of direction: readers differ on where in a letter a mark comes."""
    kept = "".join(
        letter if letter.isalnum() or letter in ",._-" else " "
        for letter in text
        if not unicodedata.combining(letter)
    )
    return kept.split()


def test_the_file_says_that_it_is_archival_and_accessible(readers):
    for reader in readers.values():
        xmp = reader.trailer["/Root"]["/Metadata"].get_data().decode()
        assert re.findall(r"<pdfaid:(part|conformance)>(\w+)<", xmp) == [("part", "2"), ("conformance", "A")]
        assert re.findall(r"<pdfuaid:part>(\d)<", xmp) == ["1"]


def test_the_file_is_tagged_and_names_its_language_and_title(readers):
    for language, reader in readers.items():
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert root["/Lang"] == language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata.title == sample(language).title
        assert reader.metadata.author == cover(language).association
        assert reader.metadata.creation_date.date() == cover(language).issued_on


def test_an_arabic_file_opens_from_the_right(readers):
    assert readers["ar"].trailer["/Root"]["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_chapters_notes_and_colophon_are_bookmarks(readers):
    titles = [mark.title for mark in readers["en"].outline if not isinstance(mark, list)]
    assert titles == ["Whom we reached", "How they were counted", "Notes on every figure", "About this issue"]


def test_every_font_is_inside(readers):
    for reader in readers.values():
        fonts = [
            font.get_object()
            for page in reader.pages
            for font in page["/Resources"].get("/Font", {}).values()
        ]
        descriptors = [
            font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts
        ]
        names = {str(descriptor["/FontName"]).partition("+")[2] for descriptor in descriptors}
        assert names == {"AtharPrint-Regular", "AtharPrint-SemiBold", "DejaVuSansMono"}
        assert all("/FontFile2" in descriptor for descriptor in descriptors)


def test_every_figure_leads_to_its_page(readers):
    for language, reader in readers.items():
        assert {f"{SITE}{figure.url}" for figure in sample(language).figures()} <= set(links(reader))


def test_arabic_words_come_out_in_their_own_order(readers):
    found = " ".join(word for page in readers["ar"].pages for word in words(page.extract_text()))
    for word in ("والإثبات", "في", "إلى", "وصلنا", "الجدول", "المستفيدون", "بالأمر", "ودربنا", "مستفيدا"):
        assert word in found, word


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_a_second_reader_finds_the_same_words_and_numbers(files, tmp_path):
    (tmp_path / "ar.pdf").write_bytes(files["ar"])
    text = subprocess.run(
        ["pdftotext", tmp_path / "ar.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    found = " ".join(words(text))
    for phrase in (
        "والإثبات لا يفارق الرقم",
        "وصلنا إلى 4,312 مستفيدا",
        "103 مدربين",
        "تقرير العينة",
        "بيانات تجريبية",
        "athar verify data.zip",
    ):
        assert phrase in found, phrase


def test_the_notes_tell_every_figure_once_with_definition_receipt_and_address(readers):
    pages = [page.extract_text() for page in readers["en"].pages]
    (place,) = [
        number
        for number, text in enumerate(pages)
        if "Notes on every figure" in text and "9f2c41ab00112233" in text
    ]
    notes = pages[place]
    assert notes.count("Everybody who was served, once.") == 3
    assert notes.count("9f2c41ab00112233") == 3
    assert f"{SITE}/en/figures/2020-2023/trainers/" in notes


def test_the_colophon_carries_the_signed_head(readers):
    last = readers["en"].pages[-1].extract_text()
    assert "qW3n1mO0v8o2n1J1u8mN7p2k5c9S4XvVb0f2l1Yw0Zs=" in last
    assert f"{SITE}/verification/" in last


def test_the_cover_names_the_year_in_both_calendars_and_marks_demonstration_data(readers):
    first = readers["en"].pages[0].extract_text()
    assert "2023 CE · 1444 to 1445 AH" in first
    assert "Demonstration data" in first


def test_a_chart_is_a_picture_with_words(readers):
    alts = [node["/Alt"] for node in nodes(readers["en"]) if "/Alt" in node and node.get("/S") == "/Figure"]
    assert alts == [
        "Most of them in Ramadan. Ramadan season: 3,300; Forum: 700; Incubator: 210; Hackathon: 102"
    ]


def test_a_table_has_its_head_and_its_rows(readers):
    kinds = [node.get("/S") for node in nodes(readers["ar"])]
    assert (kinds.count("/Table"), kinds.count("/THead"), kinds.count("/TH"), kinds.count("/TR")) == (
        1,
        1,
        3,
        6,
    )


def nodes(reader: pypdf.PdfReader) -> Iterator[pypdf.generic.DictionaryObject]:
    """The nodes of the tag tree."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            waiting += node
        elif isinstance(node, pypdf.generic.DictionaryObject):
            yield node
            if "/K" in node:
                waiting.append(node["/K"])


def test_the_same_report_gives_the_same_bytes(files):
    assert render_pdf(sample("en"), base_url=f"{SITE}/", cover=cover("en"), colophon=COLOPHON) == files["en"]


def test_a_draft_says_so_and_shows_no_head():
    text = "".join(
        page.extract_text()
        for page in pypdf.PdfReader(
            io.BytesIO(render_pdf(sample("en"), base_url=SITE, cover=cover("en")))
        ).pages
    )
    assert "Draft: its figures are live and may still change." in text
    assert "The signed head" not in text


def test_a_letter_that_no_face_can_draw_is_refused_not_replaced():
    with pytest.raises(CannotMakePdf):
        render_pdf(with_text("漢字"), base_url=SITE, cover=cover("en"))


def test_what_typst_would_obey_is_only_text():
    text = "#set page(height: 1cm) $x$ = *a* \\ // @x <y>"
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(with_text(f"`{text}`"), base_url=SITE, cover=cover("en"))))
    assert any(text in page.extract_text() for page in reader.pages)


def with_text(text: str) -> Document:
    return parse(f"{SOURCES['en']}\n{text}\n", "en", SampleResolver("en"), period="2023")


def test_each_thread_keeps_one_compiler():
    assert compiling._compiler(SOURCE.parent) is compiling._compiler(SOURCE.parent)
