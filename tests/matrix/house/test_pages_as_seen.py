"""
What is true of every page of the house as it is seen: axe finds nothing, nothing leaves the screen or lies on words, and its forms are done by keyboard.

Each page is opened by the first who may, in Arabic on a phone by night; in English, browsers walk through those of the demonstration.
"""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from athar.web.ui.doors import NOBODY, OWN
from tests.browser.reading import Reader
from tests.browser.visiting import ARABIC
from tests.matrix.knocking import Knock, first_reader, html_of, knock_at, name_is_for_programs, promised

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

SEEN = sorted(
    name for name, door in promised().items() if door.reads != NOBODY and not name_is_for_programs(name)
)
SAMPLES = "ui:styleguide"  # its forms send nothing
POLICY = "Content-Security-Policy"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    reader = Reader()
    yield reader
    reader.close()


@pytest.mark.parametrize("name", SEEN)
def test_a_page_is_whole_on_a_phone_by_night(world, reader, name):
    with override(ARABIC.code):
        answer = knock_at(world, Knock(name, first_reader(name), "GET", OWN))
    html = html_of(answer)
    if html and answer.status_code < 300:  # what leads on to another page is read there
        headers = {POLICY: answer.headers[POLICY]}
        assert reader.faults(html, headers, forms=name != SAMPLES) == []


def test_what_is_wrong_with_a_page_is_found(reader):
    wrong = """<!doctype html><html lang="ar" dir="ltr"><body><main style="width:900px"><h1>x</h1><form><input></form><b style="margin-top:-1em;display:block">words</b></main></body></html>"""
    found = " ".join(reader.faults(wrong, {}))
    for fault in ("it says", "scrolls sideways", "document-title", "label", "no button", "lies on"):
        assert fault in found
