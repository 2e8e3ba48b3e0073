"""Whom a scope narrows, in the demonstration: Amal manages one initiative, and Salma the volunteers of one partner."""

from http import HTTPStatus

import pytest
from django.test import Client

from athar.engine.ledger.models import Proposal, Record
from athar.foundation.people.models import Account

pytestmark = pytest.mark.usefixtures("demo")
RECORDS = "/en/workspace/records/"
HERS = "specialised"


def browser_of(key: str) -> Client:
    client = Client()
    client.force_login(
        Account.objects.get(email=f"{key}@example.org"), backend="athar.web.ui.viewer.Accounts"
    )
    return client


@pytest.fixture
def amal(demo, settings):
    settings.ATHAR_DEMO = True
    return browser_of("amal")


def waiting(code: str) -> list[Proposal]:
    """What waits for a decision in an initiative, or in every other one (``-code``)."""
    found = Proposal.objects.filter(decision=None)
    named = code.removeprefix("-")
    return list(
        found.exclude(initiative__code=named)
        if code.startswith("-")
        else found.filter(initiative__code=named)
    )


def test_the_demonstration_has_something_for_her_and_something_that_is_not_hers():
    assert (len(waiting(HERS)), len(waiting(f"-{HERS}")) > 10) == (7, True)


def test_she_works_as_manager_of_her_initiative_and_the_rail_says_so(amal):
    page = amal.get("/en/workspace/")
    assert page.status_code == HTTPStatus.OK
    assert str(page.context["role_label"]).startswith("Programme manager — ")
    assert "Specialised volunteering" in page.context["role_label"]


def test_she_meets_what_waits_in_her_initiative_and_nothing_of_others(amal):
    page = amal.get(RECORDS).content.decode()
    shown = {proposal.pk for proposal in Proposal.objects.all() if f'href="{RECORDS}{proposal.pk}/"' in page}
    assert shown == {proposal.pk for proposal in waiting(HERS)}
    assert amal.get(f"{RECORDS}{waiting(HERS)[0].pk}/").status_code == HTTPStatus.OK


def test_what_lies_beyond_is_not_there_and_the_page_says_what_to_do(amal):
    beyond = amal.get(f"{RECORDS}{waiting(f'-{HERS}')[0].pk}/")
    assert beyond.status_code == HTTPStatus.NOT_FOUND
    record = Record.objects.exclude(initiative__code=HERS).first()
    assert amal.get(f"/en/workspace/ledger/{record.position}/").status_code == HTTPStatus.NOT_FOUND


def test_a_place_that_is_not_narrowed_stays_closed_and_leads_to_what_is_hers(amal):
    closed = amal.get("/en/workspace/scorecard/")
    page = closed.content.decode()
    assert (closed.status_code, 'href="/en/workspace/"' in page) == (HTTPStatus.FORBIDDEN, True)


def test_she_approves_within_and_her_approval_beyond_decides_nothing(amal):
    within, beyond = waiting(HERS)[0], waiting(f"-{HERS}")[0]
    decisions = f"{RECORDS}decisions/"
    amal.post(decisions, {"verdict": "approved", "proposal": [beyond.pk]})
    amal.post(decisions, {"verdict": "approved", "proposal": [within.pk]})
    assert {proposal.pk for proposal in waiting(HERS)} & {within.pk} == set()
    assert beyond.pk in {proposal.pk for proposal in waiting(f"-{HERS}")}
