"""Opportunities as everybody reads them: what is open, found by any spelling, narrowed, and one with its shifts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.operations import close_opportunity
from athar.initiatives.volunteering.tests.factories import drafted, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def opportunity(db):
    return published(PersonFactory(), PersonFactory(), at=timezone.now())


def read(client, query="") -> str:
    return client.get(f"/en/opportunities/{query}").content.decode()


def test_what_is_open_is_found_by_any_spelling_level_field_and_region(client, opportunity):
    region = opportunity.region_id
    for query in (
        "",
        "?q=افطار",
        "?q=IFTAR",
        "?level=general",
        "?field=food",
        f"?region={region}",
        "?level=nonsense",
    ):
        assert "Iftar for" in client.get(f"/en/opportunities/iftar/{query}").content.decode()
        assert "/en/opportunities/iftar/" in read(client, query), query
    for query in ("?q=شجرة", "?level=professional", "?field=health"):
        assert "No opportunity matches" in read(client, query)


def test_drafts_are_nobodys_and_what_is_closed_takes_nobody(client, opportunity):
    drafted(PersonFactory(), code="draft", at=timezone.now())
    assert client.get("/en/opportunities/draft/").status_code == 404
    close_opportunity(opportunity=opportunity, by=PersonFactory(), at=timezone.now() + timedelta(seconds=1))
    assert "No opportunity is open just now" in read(client)
    page = client.get("/en/opportunities/iftar/").content.decode()
    assert "Nobody can sign up any more" in page
    assert "sign-up" not in page


def test_each_shift_says_when_how_many_seats_and_where_to_sign_up(client, opportunity):
    session = opportunity.edition.sessions.get()
    page = client.get("/en/opportunities/iftar/").content.decode()
    assert "2 seats left" in page
    assert f"/en/me/opportunities/iftar/sign-up/?session={session.pk}" in page
    assert "من" in client.get("/opportunities/iftar/").content.decode()


def test_a_search_finds_what_is_open_by_name_and_by_place(client, opportunity):
    for words in ("افطار", "iftar", "square"):
        assert "/en/opportunities/iftar/" in client.get("/en/search/", {"q": words}).content.decode(), words
    assert "/en/opportunities/iftar/" not in client.get("/en/search/", {"q": "tree"}).content.decode()
