"""Keys lead where somebody may go, are listed on a page, and can be switched off."""

import re

from django.test import Client

from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import AccountFactory, RoleGrantFactory
from athar.web.ui.shortcuts import ARABIC, PLACES

KEYS = {"digits": "latin", "calendar": "gregorian", "theme": "system", "language": "en"}


def read(client, address="/en/shortcuts/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def letters(html):
    return re.search(r'data-go="([^"]*)"', html)[1].split()[::2]


def signed_in(role):
    account = AccountFactory()
    RoleGrantFactory(person=account.person, role=role)
    browser = Client()
    browser.force_login(account)
    return browser


def test_a_visitor_is_led_to_public_places_alone(db):
    assert letters(read(Client())) == list("HIRNLVP")


def test_a_volunteer_is_led_to_her_journey_and_staff_to_the_workspace(db):
    assert letters(read(signed_in(Role.VOLUNTEER))) == list("HIRNLVPMB")
    assert letters(read(signed_in(Role.REVIEWER))) == list("HIRNLVPMBW")


def test_the_page_lists_every_key_by_both_letters_it_bears(db):
    html = read(signed_in(Role.REVIEWER))
    for place in PLACES:
        assert (f"<kbd>{place.letter}</kbd>" in html, f"<kbd>{place.arabic}</kbd>" in html) == (True, True), (
            place
        )


def test_no_two_places_share_a_key_and_none_takes_one_that_means_something_else():
    taken = [place.letter for place in PLACES]
    assert (len(set(taken)), set("GJK") & set(taken), len(ARABIC)) == (len(taken), set(), 27)


def test_keys_are_switched_off_and_on_again(db):
    browser = Client()
    for said, loaded in (("no", False), ("yes", True)):
        browser.post("/preferences/", KEYS | {"shortcuts": said})
        html = read(browser, "/en/preferences/")
        assert ("shortcuts.js" in html, "data-go" in html) == (loaded, loaded)


def test_a_form_that_says_nothing_of_keys_leaves_them_as_they_are(db):
    browser = Client()
    browser.post("/preferences/", KEYS | {"shortcuts": "no"})
    browser.post("/preferences/", KEYS)
    assert "shortcuts.js" not in read(browser)
