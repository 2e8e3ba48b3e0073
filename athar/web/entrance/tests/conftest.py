import re

import pytest
from django.test import Client

from athar.foundation.people.models import Account


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.ATHAR_DEMO = True


@pytest.fixture
def visitor() -> Client:
    return Client()


def signed_in(account: Account) -> Client:
    browser = Client()
    browser.force_login(account)
    return browser


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def code_in_outbox(browser: Client) -> str:
    found = re.search(r"(?<!\d)\d{6}(?!\d)", page(browser, "/en/sign-in/outbox/"))
    assert found
    return found[0]
