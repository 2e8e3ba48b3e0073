"""What one signed up for: where it stands, what one answered, and withdrawing; nothing of others."""

import pytest
from django.utils import timezone

from athar.engine.journeys.models import Case, Seat
from athar.initiatives.volunteering.operations import sign_up
from athar.initiatives.volunteering.tests.factories import published, volunteer
from athar.web.portal.tests.test_shifts import opportunity, seated, session  # noqa: F401 -- fixtures
from athar.web.ui.tests.reading import itself


@pytest.fixture
def case(family, opportunity, session):  # noqa: F811
    seated(opportunity, session, family.sara)
    return Case.objects.get(person=family.sara)


def read(browser, case):
    return itself(browser.get(f"/en/me/applications/{case.pk}/").content.decode())


def test_it_says_where_it_stands_what_was_answered_and_what_goes_back(enter, case):
    browser = enter("sara")
    assert f"/en/me/applications/{case.pk}/" in browser.get("/en/me/shifts/").content.decode()
    page = read(browser, case)
    assert "You are in" in page
    assert "I accept the charter of this opportunity" in page
    assert "These seats go back at once" in page


def test_one_withdraws_with_or_without_a_reason_and_once(enter, case):
    browser, address = enter("sara"), f"/en/me/applications/{case.pk}/withdrawal/"
    assert browser.get(address).url == f"/en/me/applications/{case.pk}/"
    answer = browser.post(address, {"seen": "placed", "reason": "I travel"}, follow=True)
    assert "You withdrew, and gave one seat back." in answer.content.decode()
    assert not Seat.objects.taken().exists()
    page = read(browser, case)
    assert "I travel" in page
    assert "These seats go back" not in page
    again = browser.post(address, {"seen": "placed"}, follow=True)
    assert "This has moved on meanwhile." in again.content.decode()


def test_a_reason_that_is_too_long_is_shown_again_and_nothing_is_withdrawn(enter, case):
    reason = "I travel\r\n" * 60
    answer = enter("sara").post(
        f"/en/me/applications/{case.pk}/withdrawal/", {"seen": "placed", "reason": reason}
    )
    page = answer.content.decode()
    assert (answer.status_code, page.count("I travel"), Seat.objects.taken().count()) == (422, 60, 1)
    assert "These seats go back at once" in page


def test_an_application_under_review_is_taken_back_without_a_seat(enter, family, opportunity):  # noqa: F811
    chosen = published(family.noura, family.khalid, code="chosen", at=timezone.now(), choosing="chosen")
    sara = family.sara
    case = sign_up(
        opportunity=chosen, person=sara, by=sara, at=timezone.now(), answers={"charter": True}
    ).case
    browser = enter("sara")
    assert "Under review" in read(browser, case)
    answer = browser.post(f"/en/me/applications/{case.pk}/withdrawal/", {"seen": "sent"}, follow=True)
    assert "You withdrew." in answer.content.decode()


def test_an_application_of_somebody_else_is_not_there(enter, family, opportunity, session):  # noqa: F811
    theirs = seated(opportunity, session, volunteer()).enrolment.case
    browser = enter("omar")
    assert browser.get(f"/me/applications/{theirs.pk}/").status_code == 404
    assert browser.post(f"/me/applications/{theirs.pk}/withdrawal/", {"seen": "placed"}).status_code == 404
    assert Seat.objects.taken().count() == 1
