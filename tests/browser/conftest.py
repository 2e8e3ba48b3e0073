"""
A real site, as `athar serve` starts it, over the demonstration database; and a real browser.

While writing tests, point them at a demonstration site that runs already, and nothing is built:
``ATHAR_TEST_SITE=http://127.0.0.1:8000 python -m pytest tests/browser``. The tests of approval then
approve and reject entries of that site; `athar demo --fresh` brings them back.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from athar.foundation.identity.tests.provider import CLIENT, SECRET, Provider
from conftest import on_database
from tests.browser.pages import inaccessible, sticking_out, written_in
from tests.browser.reading import installed
from tests.browser.serving import read, serving
from tests.browser.visiting import ARABIC, DESK, ENGLISH, FLAGS, PATIENCE, PHONE, Language, Visits

# The figures of these are computed when they are first asked for: once here, so that no test waits for them.
FIRST_PAGES = ["/", "/reports/annual-2023/", "/figures/2023/beneficiaries.reached/"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Last of all: a browser keeps an event loop, which others may want; and what decides changes what others count."""
    items.sort(key=lambda item: [name in getattr(item, "fixturenames", ()) for name in ("site", "deciding")])


@pytest.fixture(scope="session")
def running_provider() -> Iterator[Provider]:
    """Where somebody signs in for the site; it answers from here, while the site is a process of its own."""
    with Provider() as running:
        yield running


@pytest.fixture
def provider(running_provider: Provider) -> Provider:
    if "ATHAR_TEST_SITE" in os.environ:
        pytest.skip("a site that runs already knows nothing of this provider")
    running_provider.back_to_rules()
    return running_provider


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, running_provider: Provider) -> Iterator[str]:
    """The address of a site that serves the demonstration association."""
    if running := os.environ.get("ATHAR_TEST_SITE"):
        yield running.rstrip("/")
        return
    variables = {
        "ATHAR_LIMITS": "yes",
        "ATHAR_LIMIT_API": "4",  # forty in a demonstration: a test reaches it
        "ATHAR_OIDC_ISSUER": running_provider.issuer,
        "ATHAR_OIDC_CLIENT_ID": CLIENT,
        "ATHAR_OIDC_CLIENT_SECRET": SECRET,
    }
    with serving(request.getfixturevalue("demo_database"), variables) as address:
        for path in FIRST_PAGES:
            read(f"{address}{path}")
        yield address


@pytest.fixture(scope="package")  # it keeps an event loop: no longer than browsers need it
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def all_visits(site: str, chromium: Browser, running_provider: Provider) -> Iterator[Visits]:
    visits = Visits(chromium, site, running_provider.issuer)
    yield visits
    visits.close()


@pytest.fixture
def visits(all_visits: Visits) -> Iterator[Visits]:
    """Visitors of the site; afterwards, nothing they met may have failed or come from elsewhere."""
    all_visits.faults.clear()
    yield all_visits
    all_visits.see_newcomers_off()
    assert all_visits.faults == []


@pytest.fixture(params=[ARABIC, ENGLISH], ids=lambda language: language.code)
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture
def deciding() -> None:
    """Asked for by tests that approve or reject entries of the demonstration."""


@pytest.fixture
def meanwhile(request: pytest.FixtureRequest, django_db_blocker: Any) -> Callable[..., Any]:
    """
    Do something in the site's database, as a worker or people who are not looked at do; returns what it returned.

    In a thread of its own, since a browser keeps an event loop in this one.
    """
    if "ATHAR_TEST_SITE" in os.environ:
        pytest.skip("nobody reaches into the database of a site that runs already")
    database = request.getfixturevalue("demo_database")

    def there(work: Callable[..., Any], given: tuple[Any, ...], more: dict[str, Any]) -> Any:
        with django_db_blocker.unblock(), on_database(database):
            return work(*given, **more)

    def do(work: Callable[..., Any], *given: Any, **more: Any) -> Any:
        with ThreadPoolExecutor(1) as hand:
            return hand.submit(there, work, given, more).result()

    return do


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Check a page with axe; every finding fails, with what and where."""

    def check(page: Page) -> None:
        assert inaccessible(page) == [], page.url

    return check


@pytest.fixture
def station(axe: Callable[[Page], None], language: Language) -> Callable[[Page], None]:
    """Look at a page as a whole, on a desk and on a phone."""

    def look(page: Page) -> None:
        assert written_in(page, language) == []
        axe(page)
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            assert sticking_out(page) == []

    return look
