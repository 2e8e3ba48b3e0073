"""
A browser that reads pages which no server sends: they are handed to it, and the site's own files beside them.

It lives in a thread of its own, since it keeps an event loop there and tests that ask the database may have none in theirs.
"""

import mimetypes
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route, sync_playwright

from tests.browser.pages import inaccessible, lying_on_words, not_by_keyboard, sticking_out, written_in
from tests.browser.visiting import ARABIC, FLAGS, PATIENCE, PHONE

SITE = "http://testserver"


class Reader:
    """Reads one page after the other; every call waits for its answer."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1)
        self.page = self.thread.submit(self._open).result()
        self.handed: tuple[str, Mapping[str, str]] = ("", {})

    def faults(self, html: str, headers: Mapping[str, str], *, forms: bool = True) -> list[str]:
        """
        What is wrong with a page in Arabic as it is seen on a phone by night.

        ``forms``: whether it is there to be used; a page of samples is not.
        """
        return self.thread.submit(self._faults, html, headers, forms).result()

    def close(self) -> None:
        self.thread.submit(self._close).result()
        self.thread.shutdown()

    def _open(self) -> Page:
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        context = self.browser.new_context(base_url=SITE, reduced_motion="reduce", service_workers="block")
        context.set_default_timeout(PATIENCE)
        context.route("**/*", self._answer)
        return context.new_page()

    def _close(self) -> None:
        self.browser.close()
        self.playwright.stop()

    def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.is_navigation_request():
            html, headers = self.handed
            route.fulfill(body=html, headers=dict(headers), content_type="text/html; charset=utf-8")
        elif found := of_the_site(path):
            route.fulfill(path=found, content_type=mimetypes.guess_type(path)[0])
        else:
            route.fulfill(status=404)

    def _faults(self, html: str, headers: Mapping[str, str], forms: bool) -> list[str]:
        page = self.page
        self.handed = (html, headers)
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="dark")
        page.goto("/", wait_until="load")
        found = [*written_in(page, ARABIC), *sticking_out(page), *inaccessible(page)]
        return found + ([*lying_on_words(page), *not_by_keyboard(page)] if forms else [])


def of_the_site(path: str) -> Path | None:
    """The file at an address of the site's own files, as it was collected or as it stands in its room."""
    if not path.startswith(settings.STATIC_URL):
        return None
    name = path.removeprefix(settings.STATIC_URL)
    collected = Path(settings.STATIC_ROOT) / name
    found = collected if collected.is_file() else finders.find(name)
    return Path(found) if found else None


def installed() -> str | None:
    """The machine's own Chromium, at best the one that has no windows at all; without any, Playwright's is used."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)
