"""The guides are read on the site, in both languages, and their headings are searched."""

import re

import pytest
from django.test import Client

from athar.web.ui.manual import GUIDES, guide


def read(address):
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("slug", GUIDES)
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.django_db
def test_every_guide_is_a_page_whose_links_lead_somewhere(slug, prefix):
    html = read(f"{prefix}/help/{slug}/")
    article = html[html.index('<article class="manual">') : html.index("</article>")]
    assert ".md" not in "".join(re.findall(r'href="([^"]*)"', article))
    anchors = set(re.findall(r'id="([^"]*)"', article))
    assert [link for link in re.findall(r'href="#([^"]*)"', article) if link not in anchors] == []
    for address in re.findall(r'href="(/[^"#]*)', article):
        assert Client().get(address).status_code == 200, address


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_language_has_the_same_sections(language):
    assert [len(guide(slug, language).sections) for slug in GUIDES] == [
        len(guide(slug, "en").sections) for slug in GUIDES
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "heading"), [("/en/help/?q=headcount", "Enter a headcount"), ("/help/?q=إشعار", "كيف أعرف ما يعنيني؟")])  # fmt: skip
def test_a_section_is_found_by_a_word_of_it_in_any_spelling(address, heading):
    assert heading in read(address)


@pytest.mark.django_db
def test_what_no_guide_says_offers_all_of_them():
    assert ("Nothing was found" in read("/en/help/?q=zzzz"), "found__list" in read("/en/help/")) == (
        True,
        True,
    )


@pytest.mark.django_db
def test_a_guide_that_does_not_exist_is_not_found():
    assert Client().get("/en/help/passwords/").status_code == 404
