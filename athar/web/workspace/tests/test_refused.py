"""What is refused leaves a line in the log: by whom, where and how it was answered, and nobody's name."""

import logging

import pytest
from django.test import Client

from athar.engine.ledger.tests.factories import ProposalFactory
from athar.foundation.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog):
    """The lines of refusals so far: status, route, roles and person."""
    caplog.set_level(logging.INFO, "athar.audit")

    def lines():
        refused = [record.facts for record in caplog.records if record.getMessage().startswith("refused")]
        return [(facts["status"], facts["route"], facts["roles"], facts["person"]) for facts in refused]

    return lines


def test_a_place_that_is_closed_to_a_role(enter, cast, lines):
    enter("omar").get("/en/workspace/scorecard/")
    enter("salma").get("/en/workspace/scorecard/")
    assert lines() == [
        (403, "workspace:scorecard", [], cast.omar.pk),
        (403, "workspace:scorecard", ["partner_manager"], cast.salma.pk),
    ]


def test_a_thing_of_another_organisation(enter, cast, lines):
    entry = ProposalFactory(initiative=cast.forum, entered_by=cast.noura, person=PersonFactory())
    enter("salma").get(f"/en/workspace/records/{entry.pk}/")
    assert lines() == [(404, "workspace:record", ["partner_manager"], cast.salma.pk)]


def test_a_form_that_was_sent_from_elsewhere(cast, lines):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.noura.account, backend="athar.web.ui.viewer.Accounts")
    strict.post("/en/workspace/records/decisions/", {"verdict": "approved"})
    assert [(status, route) for status, route, _roles, _person in lines()] == [
        (403, "workspace:record-decisions")
    ]


def test_a_key_that_opens_nothing(client, db, lines):
    client.get("/api/v1/key", headers={"Authorization": "Bearer athar_nothing"})
    assert lines() == [(401, "api:key", [], None)]


def test_what_is_open_and_what_was_never_there_leave_none(enter, client, lines):
    enter("noura").get("/en/workspace/records/")
    enter("noura").get("/en/nothing/here/")
    client.get("/en/news/nothing-of-that-name/")
    client.get("/en/workspace/")  # led to sign in
    assert lines() == []
