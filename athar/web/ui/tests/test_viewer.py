"""Whoever is signed in is read once a request."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from athar.foundation.people.models import Account
from athar.foundation.people.tests.factories import AccountFactory


@pytest.fixture
def browser(db):
    client = Client()
    client.force_login(AccountFactory(), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_one_query_says_who_looks_what_they_hold_and_what_is_unread(browser):
    browser.get("/en/help/")
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/en/help/").status_code == 200
    assert len([query for query in asked if 'FROM "people_account"' in query["sql"]]) == 1


def test_a_closed_account_is_signed_in_nowhere(browser):
    Account.objects.update(is_active=False)
    assert browser.get("/me/").status_code == 302
