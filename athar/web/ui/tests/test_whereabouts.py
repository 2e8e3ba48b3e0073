"""What explains a page is written once, in the guides and the glossary; a word says what it means where it first stands."""

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from athar.foundation.core.numerals import use_digits
from athar.web.ui import manual
from athar.web.ui.whereabouts import help_of, helps, spots

LANGUAGES = ["ar", "en"]


def drawn(source: str, language: str) -> str:
    with override(language):
        page = engines["django"].from_string("{% load whereabouts %}" + source)
        return page.render({}, RequestFactory().get("/"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_helps_names_is_written_in_both_languages(language):
    targets = {target for told in helps().values() for target in told.sections}
    targets |= {f"{manual.WORDS}#{word}" for told in helps().values() for word in told.words}
    parts = [manual.part(target, language)[1] for target in sorted(targets)]
    assert [part.heading for part in parts if not part.body] == []
    assert len(parts) > 40


def test_help_of_a_section_that_is_not_there_fails():
    with pytest.raises(KeyError):
        manual.part("user#fly-to-the-moon", "ar")


def test_every_way_ends_where_a_room_begins():
    for name in spots():
        passed = [name]
        while above := spots()[passed[-1]].above:
            passed.append(above)
            assert len(passed) < 6, passed
            assert spots()[above].label, passed


def test_what_is_said_of_one_page_goes_before_what_is_said_of_its_kind():
    assert help_of("workspace:import-format").sections != help_of("workspace:imports").sections
    assert help_of("site:home") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_explains_itself_the_first_time_alone(language):
    html = drawn('<p>{% term "legal-hold" "H" %}</p><p>{% term "legal-hold" "H" %}</p>', language)
    assert html.count("<button") == 1
    assert html.endswith("<p>H</p>")
    word = manual.part("words#legal-hold", language)[1]
    assert (word.heading in html, word.anchor in html) == (True, True)


def test_a_word_is_written_as_in_the_glossary_unless_it_is_said_how():
    assert ">حجز نظامي</button>" in drawn('{% term "legal-hold" %}', "ar")


def test_a_word_that_the_glossary_does_not_know_fails():
    with pytest.raises(KeyError):
        drawn('{% term "moonshine" %}', "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_within_a_section_lead_to_the_guide_it_stands_in(language):
    html = drawn('{% explained "user#approve-or-reject-an-entry" "record evidence" %}', language)
    assert 'href="#' not in html
    assert html.count("/help/user/#") == 2
    assert html.count("/help/words/#") == 2


def test_numbers_of_a_guide_are_written_in_the_readers_digits_and_what_is_typed_stays():
    with use_digits("arabic"):
        html = drawn('{% explained "user#enter-a-headcount" %}', "ar")
    assert ("٥٠" in html, "<code>2023-04-03</code>" in html) == (True, True)
