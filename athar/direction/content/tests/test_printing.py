"""A guide in print: its text, cover, contents and colophon, in both languages, and nothing that cannot be set."""

import io
from datetime import date

import pypdf
import pytest

from athar.direction.content.choices import Shelf
from athar.direction.content.operations import begin
from athar.direction.content.printing import document_of, languages_in_print, render
from athar.direction.content.tests.factories import manuscript

ARABIC = "## ماذا نقيس\n\nأربعة أبعاد.\n\n### الوعي\n\n1. هل يعرف؟\n2. هل يرى؟\n\n## ما لا يقوله\n\n:::note\nلا يُقوَّم به شخص.\n:::\n"
ENGLISH = "## What we measure\n\nFour dimensions.\n\n### Awareness\n\n1. Do they know?\n\n## What it does not say\n\nNobody is judged by it.\n"
GUIDE = {"title_ar": "دليل قياس الثقافة", "title_en": "Guide to measuring culture", "body_ar": ARABIC, "body_en": ENGLISH, "authors_en": "Culture team", "genre": "guide", "licence": "cc-by-4.0"}  # fmt: skip


@pytest.fixture
def guide(cast, now):
    def make(**changes):
        text = manuscript(**GUIDE | changes)
        return begin(shelf=Shelf.LIBRARY, slug="guide", manuscript=text, by=cast.reem, at=now)

    return make


def printed(revision, language, now):
    document = document_of(revision, language, at=now)
    return render(revision, document, address=f"/{language}/library/guide/", published_on=date(2024, 2, 15))


def test_a_guide_is_printed_in_both_languages_with_cover_contents_and_colophon(guide, now):
    revision = guide()
    assert languages_in_print(revision) == ["ar", "en"]
    reader = pypdf.PdfReader(io.BytesIO(printed(revision, "en", now)))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert ("Guide to measuring culture" in pages[0], "15 February 2024" in pages[0]) == (True, True)
    assert ("Contents" in pages[1], "What it does not say" in pages[1]) == (True, True)
    assert "Four dimensions." in pages[2]
    assert ("Creative Commons" in pages[-1], "/en/library/guide/" in pages[-1]) == (True, True)
    assert [mark.title for mark in reader.outline if not isinstance(mark, list)][:2] == ["What we measure", "What it does not say"]  # fmt: skip
    arabic = pypdf.PdfReader(io.BytesIO(printed(revision, "ar", now)))
    assert (arabic.trailer["/Root"]["/Lang"], arabic.metadata.title) == ("ar", "دليل قياس الثقافة")


def test_the_same_text_gives_the_same_bytes(guide, now):
    revision = guide()
    assert printed(revision, "ar", now) == printed(revision, "ar", now)


@pytest.mark.parametrize(("changes", "languages"), [
    ({"body_en": "| a |\n|---|\n| b |\n\n## End\n\nx"}, ["ar"]), ({"body_ar": "Without chapters."}, ["en"]), ({"draft_en": True}, ["ar"]),
])  # fmt: skip
def test_what_cannot_be_set_or_is_not_fit_to_be_read_is_not_offered(guide, changes, languages):
    assert languages_in_print(guide(**changes)) == languages
