"""What somebody was told, on their own pages."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from athar.foundation.core.telling import Way
from athar.foundation.notices.letters import token_for
from athar.foundation.notices.operations import tell
from athar.foundation.notices.queries import hours_of, notices_of, offered
from athar.foundation.people.choices import Role
from athar.foundation.people.models import RoleGrant
from athar.foundation.people.tests.factories import RoleGrantFactory

LIST = "/en/me/notices/"


@pytest.fixture
def sara(family):
    browser = Client()
    browser.force_login(family.sara.account)
    return browser


@pytest.fixture
def news(family):
    """Sara is told of so many roles."""

    def news(many):
        for role in list(Role)[:many]:
            tell(family.sara, "people.role_given", at=timezone.now(), role=role)

    return news


def read(browser, address=LIST):
    answer = browser.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def bell(browser):
    return re.search(r'class="toggle bell"[^>]*aria-label="([^"]*)"', read(browser, "/en/"))[1]


def test_the_bell_says_on_every_page_how_much_is_unread(sara, news):
    assert bell(sara) == "What I was told"
    news(2)
    assert bell(sara) == "What I was told, unread: 2"


def test_a_visitor_has_no_bell(db):
    assert "bell" not in read(Client(), "/en/")


def test_following_a_notice_leads_to_what_it_is_about_and_marks_it_as_read(sara, news, family):
    news(1)
    notice = notices_of(family.sara).get()
    assert sara.get(f"{LIST}{notice.pk}/")["Location"] == "/en/me/roles/"
    assert bell(sara) == "What I was told"


def test_what_a_role_opened_is_told_without_a_way_there_once_the_role_is_over(sara, family):
    grant = RoleGrantFactory(person=family.sara, role=Role.PROGRAMME_MANAGER)
    tell(family.sara, "intake.to_mend", at=timezone.now(), intake=7)
    notice = notices_of(family.sara).get()
    way = f'href="{LIST}{notice.pk}/"'
    assert (way in read(sara), sara.get(f"{LIST}{notice.pk}/")["Location"]) == (
        True,
        "/en/workspace/imports/7/",
    )
    RoleGrant.objects.filter(pk=grant.pk).update(until=timezone.now())
    told = read(sara)
    assert (way in told, notice.sentence in told, "a role you do not hold any more" in told) == (
        False,
        True,
        True,
    )
    letter = sara.get(f"{LIST}{notice.pk}/")
    assert letter["Location"] == LIST
    assert 'class="messages"' in read(sara)


def test_one_is_marked_as_unread_again(sara, news, family):
    news(1)
    notice = notices_of(family.sara).get()
    for said, unread in (("yes", 0), ("no", 1)):
        sara.post(f"{LIST}{notice.pk}/reading/", {"read": said})
        assert notices_of(family.sara).unread().count() == unread


def test_all_are_marked_as_read_and_that_is_undone(sara, news, family):
    news(3)
    sara.post(f"{LIST}reading/")
    assert notices_of(family.sara).unread().count() == 0
    moment = re.search(r'name="undo" value="([^"]*)"', read(sara))[1]
    sara.post(f"{LIST}reading/", {"undo": moment})
    assert notices_of(family.sara).unread().count() == 3
    assert 'name="undo"' not in read(sara)


def test_the_list_is_narrowed_to_what_is_unread_and_to_a_kind(sara, news, family):
    news(2)
    tell(family.sara, "privacy.erasure_undone", at=timezone.now())
    sara.get(f"{LIST}{notices_of(family.sara).last().pk}/")
    assert read(sara, f"{LIST}?state=unread").count("told--unread") == 2
    assert read(sara, f"{LIST}?kind=privacy.erasure_undone").count("data-item") == 1
    assert "Nothing fits" in read(sara, f"{LIST}?kind=people.role_ended")


def test_nothing_yet_says_what_will_stand_here(sara):
    assert "You were told nothing yet" in read(sara)


def test_what_others_were_told_is_not_found(family, news):
    news(1)
    omar = Client()
    omar.force_login(family.omar.account)
    notice = notices_of(family.sara).get()
    assert [
        omar.get(f"{LIST}{notice.pk}/").status_code,
        omar.post(f"{LIST}{notice.pk}/reading/").status_code,
    ] == [404, 404]
    assert "data-item" not in read(omar)


def test_the_list_costs_as_many_queries_with_one_notice_as_with_ten(sara, news, family):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            read(sara)
        return len(asked)

    news(1)
    read(sara)
    once = cost()
    news(10)
    assert (cost(), once <= 12) == (once, True)


def test_somebody_chooses_how_and_when_to_be_told(sara, family):
    form = read(sara, f"{LIST}preferences/")
    assert ("A role is given to me" in form, "An entry of mine is approved" in form) == (True, False)
    chosen = {kind.code.replace(".", "-"): way for kind, way in offered(family.sara, inside=False)} | {
        "people-role_given": "daily",
        "people-role_ended": "none",
        "zone": "Africa/Cairo",
        "quiet_from": "23:00",
        "quiet_until": "06:00",
    }
    sara.post(f"{LIST}preferences/", chosen)
    ways = {kind.code: way for kind, way in offered(family.sara, inside=False)}
    assert (ways["people.role_given"], ways["people.role_ended"]) == (Way.DAILY, Way.NONE)
    hours = hours_of(family.sara)
    assert (hours.zone, f"{hours.quiet_from:%H:%M}", f"{hours.quiet_until:%H:%M}") == (
        "Africa/Cairo",
        "23:00",
        "06:00",
    )


def test_what_is_not_offered_is_not_taken(sara):
    answer = sara.post(
        f"{LIST}preferences/", {"zone": "Moon/Base", "quiet_from": "23:00", "quiet_until": "06:00"}
    )
    assert answer.status_code == 400


def test_a_program_for_mail_stops_letters_without_signing_in_and_the_reader_takes_it_back(family):
    stranger = Client(enforce_csrf_checks=True)
    address = f"/en/me/notices/unsubscription/{token_for(family.sara.pk, ['people.role_given'])}/"
    assert "Stop these letters?" in read(stranger, address)
    assert dict(offered_ways(family.sara))["people.role_given"] is Way.NOW
    assert (
        "These letters are stopped"
        in stranger.post(address, {"List-Unsubscribe": "One-Click"}).content.decode()
    )
    assert dict(offered_ways(family.sara))["people.role_given"] is Way.PAGE
    stranger.post(address, {"again": "yes"})
    assert dict(offered_ways(family.sara))["people.role_given"] is Way.NOW


def offered_ways(person):
    return [(kind.code, way) for kind, way in offered(person, inside=False)]


def test_a_link_that_was_changed_is_not_found(family):
    token = token_for(family.sara.pk, ["people.role_given"])
    assert Client().post(f"/me/notices/unsubscription/{token[:-1]}x/").status_code == 404


def test_a_time_of_undoing_that_is_none_marks_nothing_as_unread(sara, news, family):
    news(1)
    sara.post(f"{LIST}reading/", {"undo": (timezone.now() - timedelta(days=1)).isoformat()})
    assert notices_of(family.sara).unread().count() == 1
