"""
A real site, as `athar serve` starts it, over the demonstration database; and a real browser.

While writing tests, point them at a demonstration site that runs already, and nothing is built:
``ATHAR_TEST_SITE=http://127.0.0.1:8000 python -m pytest tests/browser``. The tests of approval then
approve and reject entries of that site; `athar demo --fresh` brings them back.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from athar.config import env
from athar.foundation.identity.tests.provider import CLIENT, SECRET, Provider
from tests.browser.pages import inaccessible
from tests.browser.reading import installed
from tests.browser.visiting import ARABIC, ENGLISH, FLAGS, PATIENCE, Language, Visits

# The figures of these are computed when they are first asked for: once here, so that no test waits for them.
FIRST_PAGES = ["/", "/reports/annual-2023/", "/figures/2023/beneficiaries.reached/"]
STARTING = 60  # seconds


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
    database = request.getfixturevalue("demo_database")
    address = f"http://localhost:{_free_port()}"  # a name: browsers keep no passkeys for numbers
    server = _serve(database, address, running_provider.issuer)
    try:
        _wait(f"{address}/healthz", server)
        for path in FIRST_PAGES:
            with urlopen(f"{address}{path}", timeout=STARTING) as answer:
                answer.read()
        yield address
    finally:
        server.terminate()
        server.wait(20)


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
def axe() -> Callable[[Page], None]:
    """Check a page with axe; every finding fails, with what and where."""

    def check(page: Page) -> None:
        assert inaccessible(page) == [], page.url

    return check


def _serve(database: str, address: str, issuer: str) -> subprocess.Popen[bytes]:
    from django.conf import settings
    from django.core.management import call_command

    call_command("build_assets", verbosity=0)
    place = settings.DATABASES["default"]
    variables = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT']}/{database}",
        "ATHAR_DEMO": "yes",
        "ATHAR_LIMITS": "yes",
        "ATHAR_LIMIT_API": "4",  # forty in a demonstration: a test reaches it
        "ATHAR_BASE_URL": address,
        "ATHAR_OIDC_ISSUER": issuer,
        "ATHAR_OIDC_CLIENT_ID": CLIENT,
        "ATHAR_OIDC_CLIENT_SECRET": SECRET,
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", address.rpartition(":")[2],
               "--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "athar.config.wsgi:application"]  # fmt: skip
    return subprocess.Popen(command, cwd=env.BASE_DIR, env=variables)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(STARTING * 10):
        assert server.poll() is None, "the site did not start"
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    message = f"{address} did not answer within {STARTING} seconds"
    raise AssertionError(message)
