"""A real site, as `athar serve` starts it, over the demonstration database; and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from athar.config import env

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def site(demo_database: str) -> Iterator[str]:
    """The address of a site that serves the demonstration association."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("build_assets", verbosity=0)
    port = _free_port()
    place = settings.DATABASES["default"]
    address = f"http://127.0.0.1:{port}"
    variables = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT']}/{demo_database}",
        "ATHAR_DEMO": "yes",
        "ATHAR_BASE_URL": address,
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
               "--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "athar.config.wsgi:application"]  # fmt: skip
    server = subprocess.Popen(command, cwd=env.BASE_DIR, env=variables)
    try:
        _wait(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    installed = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        None,
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """A visitor who has never been here: no cookies, desktop size. No request may leave the site."""
    context = chromium.new_context(base_url=site, viewport={"width": 1440, "height": 900})
    elsewhere: list[str] = []
    context.on(
        "request",
        lambda request: (
            None if request.url.startswith((site, "data:", "blob:")) else elsewhere.append(request.url)
        ),
    )
    yield context
    context.close()
    assert elsewhere == [], "requests left the site"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def axe():
    """Check a page with axe; every finding fails, with what and where."""

    def check(page: Page) -> None:
        page.evaluate("document.fonts.ready")
        found = Axe().run(page).response["violations"]
        assert [(issue["id"], [node["target"] for node in issue["nodes"]]) for issue in found] == [], page.url

    return check


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert server.poll() is None, "the site did not start"
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    message = f"{address} did not answer within 20 seconds"
    raise AssertionError(message)
