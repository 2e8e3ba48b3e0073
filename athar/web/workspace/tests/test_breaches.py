"""The register of breaches in the workspace: its clock, its steps, and who may note them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from athar.foundation.core.dates import RIYADH
from athar.foundation.privacy.models import Breach
from athar.foundation.privacy.tests.factories import BreachFactory

LIST = "/en/workspace/breaches/"


@pytest.fixture
def breach(cast):
    def breach(hours, **facts):
        now = timezone.now()
        return BreachFactory(
            discovered_at=now - timedelta(hours=hours, minutes=30),
            entered_at=now,
            entered_by=cast.fahad,
            **facts,
        )

    return breach


def read(browser, address):
    return browser.get(address).content.decode()


def facts(**changed):
    found = timezone.now().astimezone(RIYADH) - timedelta(hours=2)
    return {
        "title": "Sheet in an open folder", "happened": "Somebody opened it", "day": f"{found:%Y-%m-%d}", "hour": f"{found:%H:%M}",
        "kinds": ["identity", "contact"], "affected": "٤٠", "method": "rows", "risk": "medium",
    } | changed  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "words"), [(1, "70 hours left"), (50, "21 hours left"), (80, "Overdue by 8 hours")]
)
def test_the_clock_says_what_is_left_without_a_script(enter, breach, hours, words):
    row = breach(hours)
    assert words in read(enter("saad"), LIST)
    page = read(enter("saad"), f"{LIST}{row.pk}/")
    assert words in page
    assert "Note the step" not in page


def test_an_officer_enters_a_breach_in_any_digits_and_its_clock_runs(enter):
    browser = enter("fahad")
    answer = browser.post(f"{LIST}new/", facts())
    breach = Breach.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{LIST}{breach.pk}/")
    assert (breach.affected, breach.kinds, breach.drill) == (40, ["identity", "contact"], False)
    assert "hours left" in read(browser, answer.url)


def test_an_hour_that_has_not_come_is_refused_with_its_reason(enter):
    tomorrow = timezone.now().astimezone(RIYADH) + timedelta(days=1)
    answer = enter("fahad").post(f"{LIST}new/", facts(day=f"{tomorrow:%Y-%m-%d}"))
    assert answer.status_code == 409
    assert "That is in the future." in answer.content.decode()
    assert not Breach.objects.exists()


def test_steps_are_noted_and_closing_names_what_is_missing(enter, breach):
    address = f"{LIST}{breach(3).pk}/"
    browser = enter("hind")
    assert browser.post(address, {"kind": "contained", "text": "Link withdrawn"}).status_code == 302
    refused = browser.post(address, {"closing": "yes", "text": "Links expire"})
    assert refused.status_code == 409
    assert "The authority was not told." in refused.content.decode()
    assert "Nothing says that it was contained." not in refused.content.decode()
    browser.post(address, {"kind": "authority_told", "text": "By the portal", "reference": "2026/114"})
    browser.post(address, {"kind": "persons_told", "text": "By e-mail"})
    browser.post(address, {"closing": "yes", "text": "Links expire"})
    page = read(browser, address)
    assert "Told with 68 hours to spare" in page
    assert "reference 2026/114" in page
    assert "Links expire" in page
    assert "Note the step" not in page


def test_home_and_the_rail_say_that_an_authority_waits(enter, breach):
    breach(70)
    breach(70, drill=True)
    page = read(enter("fahad"), "/en/workspace/")
    assert page.count("1 hour left") == 1
    assert "Breach: " in page


def test_the_notification_is_a_file(enter, breach):
    answer = enter("yousef").get(f"{LIST}{breach(3).pk}/notification.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_register_costs_no_more_for_many_than_for_few(pages, breach):
    breach(1)
    few = pages("fahad", LIST)
    for hours in (2, 3, 90):
        breach(hours)
    assert pages("fahad", LIST) == few <= 12
