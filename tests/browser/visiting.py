"""Visitors of the site: signed in as one of the cast or not, with scripts or without, and watched all the while."""

from dataclasses import dataclass, field

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
)

DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE = 60_000  # milliseconds; a figure that nobody asked for yet is computed while its page waits

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip


@dataclass(frozen=True)
class Language:
    """A language of the site: its addresses begin with ``prefix``, its pages are written in ``direction``."""

    code: str
    prefix: str
    direction: str

    def at(self, path: str) -> str:
        return f"{self.prefix}{path}"


ARABIC = Language("ar", "", "rtl")
ENGLISH = Language("en", "/en", "ltr")


@dataclass
class Visits:
    """
    One page for each kind of visitor, kept from test to test, since signing in anew each time takes long.

    ``faults`` collects what no visit may bring about: a request to elsewhere, a file that is missing, a
    script that fails, anything the security policy refuses.
    """

    browser: Browser
    site: str
    provider: (
        str  # where somebody signs in for the site: they may go there, but nothing of a page may come from it
    )
    pages: dict[tuple[str, bool], Page] = field(default_factory=dict)
    newcomers: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def page(self, person: str = "", *, scripts: bool = True) -> Page:
        """The page of a person of the cast, by key; without one, of a reader who is not signed in. At desk size."""
        if (person, scripts) not in self.pages:
            self.pages[person, scripts] = self._arrive(person, scripts=scripts)
        page = self.pages[person, scripts]
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light")
        return page

    def newcomer(self, *, scripts: bool = True, workers: bool = False) -> BrowserContext:
        """
        Somebody who has never been here: nothing is kept in their browser. They leave when the test ends.

        ``workers``: whether the site may answer when the network does not; others need not wait for what that keeps.
        """
        context = self._context(scripts=scripts, workers=workers)
        self.newcomers.append(context)
        return context

    def _context(self, *, scripts: bool, workers: bool = False) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.site, viewport=DESK, java_script_enabled=scripts, reduced_motion="reduce",
            service_workers="allow" if workers else "block",
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script failed: {error.error}"))
        return context

    def see_newcomers_off(self) -> None:
        """Close what newcomers left open, so that no browser fills up over a long run."""
        while self.newcomers:
            self.newcomers.pop().close()

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()

    def _arrive(self, person: str, *, scripts: bool) -> Page:
        page = self._context(scripts=scripts).new_page()
        if person:
            step_in(page, person, ARABIC)
        return page

    def _asked(self, request: Request) -> None:
        signing_in = request.is_navigation_request() and request.url.startswith(f"{self.provider}/authorize?")
        if not signing_in and not request.url.startswith((self.site, "data:", "blob:")):
            self.faults.append(f"left the site: {request.url}")

    def _answered(self, response: Response) -> None:
        # Pages may answer 403 or 404, and the tests say where; what a page is made of may not.
        if response.status >= 400 and response.request.resource_type != "document":
            self.faults.append(f"{response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"{message.page.url if message.page else ''}: {message.text}")


def step_in(page: Page, person: str, language: Language) -> Response:
    """Sign in by one click, as the demonstration offers. Returns the answer of the page it leads to."""
    page.goto(language.at("/sign-in/"))
    with page.expect_navigation(url=lambda url: "/sign-in/" not in url) as navigation:
        cast_button(page, person).click()
    answer = navigation.value
    assert answer is not None
    return answer


def cast_button(page: Page, person: str) -> Locator:
    return page.locator(f'form:has(input[value="{person}@example.org"]) button')
