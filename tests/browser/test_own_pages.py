"""A person's own pages, as they reach them by following links: whole, accessible, by keyboard, and without scripts."""

import pytest

from tests.browser.pages import inaccessible, main_of, sticking_out, written_in
from tests.browser.places import led_to
from tests.browser.visiting import DESK, ENGLISH, PHONE

pytestmark = pytest.mark.browser

# Sara has hours and a wish to be erased; Abdulrahman answers for a child. What one showed is not looked at again.
THEMSELVES = ["sara", "abdulrahman"]
FEWEST = 12  # kinds of pages of one's own; fewer would mean that a way was lost


@pytest.fixture(scope="module")
def found(all_visits):
    return led_to(all_visits, THEMSELVES, "portal", "entrance")


def test_every_link_of_ones_own_leads_to_something_open(found):
    assert [place for places in found.values() for place in places if place.status != 200] == []
    assert len({place.name for places in found.values() for place in places}) >= FEWEST


@pytest.mark.parametrize("person", THEMSELVES)
def test_a_page_of_ones_own_is_whole(visits, found, person):
    page, plain = visits.page(person), visits.page(person, scripts=False)
    faults, language = {}, ENGLISH  # in Arabic, tests of the house look at each
    for path in looked_at_by(person, found):
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light")
        page.goto(language.at(path))
        here = [*written_in(page, language), *sticking_out(page)]
        here += inaccessible(page)
        page.set_viewport_size(PHONE)
        here += sticking_out(page)
        plain.goto(page.url)
        if len(main_of(plain).inner_text().split()) < 5:
            here.append("without scripts it says nothing")
        if here:
            faults[path] = here
    assert faults == {}


def looked_at_by(person, found):
    earlier = {place.name for other in THEMSELVES[: THEMSELVES.index(person)] for place in found[other]}
    return [
        place.path for place in found[person] if place.media_type == "text/html" and place.name not in earlier
    ]
