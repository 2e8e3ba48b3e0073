"""What only a browser can tell: accessibility, theme, drawer, menu, and how much is transferred."""

import gzip
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.test import override_settings
from playwright.sync_api import sync_playwright

from tests.browser.pages import FAULTS_ALONE
from tests.browser.reading import installed

pytestmark = [
    pytest.mark.browser,
    # whitenoise looks for collected files; a development tree has none, the finders serve them.
    pytest.mark.filterwarnings("ignore:No directory at"),
]

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
BUDGET = 130_000


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_args):
        """Say nothing: a browser asks for dozens of files."""


@pytest.fixture(scope="module")
def browser():
    call_command("build_assets", verbosity=0)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address():
    """A server without a database: the guide asks it nothing, and the ledger could not be emptied between tests."""
    with override_settings(ROOT_URLCONF="athar.web.ui.tests.addresses"):
        application = StaticFilesHandler(WSGIHandler())
        server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
        server.set_app(application)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="light")
    context.set_default_timeout(60_000)  # a busy machine draws the whole guide slowly
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_in_the_guide(page, address, prefix, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}{prefix}/styleguide/")
    assert [finding["id"] for finding in Axe().run(page, options=FAULTS_ALONE).response["violations"]] == []


def test_the_dark_panes_hold_their_contrast(page, address):
    page.goto(f"{address}/styleguide/")
    page.evaluate("document.querySelectorAll('[inert]').forEach((pane) => pane.removeAttribute('inert'))")
    found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [finding["id"] for finding in found] == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_nothing_sticks_out_of_a_narrow_phone(page, address, prefix):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}{prefix}/styleguide/")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_chosen_theme_is_remembered(page, address):
    page.goto(f"{address}/styleguide/")
    page.locator("[data-theme-toggle]").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_menu_closes_on_escape_and_gives_the_focus_back(page, address):
    page.goto(f"{address}/styleguide/")
    page.locator(".menu summary").click()
    page.keyboard.press("Escape")
    assert page.evaluate("[!!document.querySelector('.menu[open]'), document.activeElement.tagName]") == [
        False,
        "SUMMARY",
    ]


def test_a_seal_opens_its_receipt_beside_the_page(page, address):
    page.goto(f"{address}/styleguide/")
    page.locator("a.seal").first.evaluate("(seal) => { seal.href = location.pathname; }")
    page.locator("a.seal").first.click()
    page.locator("dialog[open] [data-receipt]").wait_for()
    page.keyboard.press("Escape")
    assert (page.locator("dialog[open]").count(), page.evaluate("document.activeElement.className")) == (
        0,
        "seal",
    )


def test_style_fonts_and_scripts_stay_within_the_budget(browser):
    built = Path(settings.ATHAR_BUILD) / "static" / "athar"
    fonts = sum(path.stat().st_size for path in built.glob("fonts/*.woff2"))
    texts = [
        built / "athar.css",
        *(Path(finders.find(f"athar/js/{name}.js")) for name in ("theme", "drawer", "menu")),
    ]
    texts.append(Path(finders.find("django_htmx/htmx-2.min.js")))
    assert fonts + sum(len(gzip.compress(path.read_bytes())) for path in texts) < BUDGET
