"""Keys on either layout, being told by a bell, and the site without a network."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import PHONE, Language

pytestmark = pytest.mark.browser

# What an Arabic layout sends for a key: the Arabic letter, and where the key lies.
PRESS = """([key, code, shift]) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { key, code, shiftKey: shift, bubbles: true, cancelable: true }))"""
LAYOUTS = {
    "ar": {
        "G": ("ل", "KeyG"),
        "L": ("م", "KeyL"),
        "J": ("ت", "KeyJ"),
        "K": ("ن", "KeyK"),
        "/": ("ظ", "Slash"),
    },
    "en": {
        "G": ("g", "KeyG"),
        "L": ("l", "KeyL"),
        "J": ("j", "KeyJ"),
        "K": ("k", "KeyK"),
        "/": ("/", "Slash"),
    },
}


def press(page: Page, language: Language, name: str) -> None:
    key, code = (
        ("؟" if language.code == "ar" else "?", "Slash") if name == "?" else LAYOUTS[language.code][name]
    )
    page.evaluate(PRESS, [key, code, name == "?"])


def test_keys_list_search_lead_and_walk_on_either_layout(visits, language, axe):
    page = visits.page("noura")
    page.goto(language.at("/me/notices/"))
    press(page, language, "?")
    expect(page.locator("dialog.keys")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(page.locator("dialog.keys")).to_be_hidden()

    press(page, language, "G")
    expect(page.locator("body > [role=status]")).not_to_be_empty()
    press(page, language, "L")
    page.wait_for_url(f"**{language.at('/ledger/')}")

    press(page, language, "/")
    page.wait_for_url(f"**{language.at('/search/')}")
    field = page.locator("#q")
    field.fill("رمضان")
    press(page, language, "G")  # while one writes, a key is a letter
    press(page, language, "L")
    expect(field).to_be_focused()
    page.goto(language.at("/search/?q=رمضان"))
    press(page, language, "J")
    expect(page.locator(".found__list a").first).to_be_focused()
    press(page, language, "J")
    expect(page.locator(".found__list a").nth(1)).to_be_focused()
    press(page, language, "K")
    expect(page.locator(".found__list a").first).to_be_focused()


def test_the_keys_are_a_page_without_scripts(visits, language):
    page = visits.page(scripts=False)
    page.goto(language.at("/shortcuts/"))
    expect(page.locator("main kbd").first).to_be_visible()
    assert written_in(page, language) == []
    page.set_viewport_size(PHONE)
    assert sticking_out(page) == []


def test_without_a_network_the_reader_meets_our_own_page_and_never_one_of_hers(visits, language, axe):
    context = visits.newcomer(workers=True)
    page = context.new_page()
    page.goto(language.at("/sign-in/"))
    page.locator('form:has(input[value="noura@example.org"]) button').click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()  # from now on the worker stands between the page and the network
    manifest = page.evaluate(
        "fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.text())"
    )
    said = json.loads(manifest)
    assert (said["lang"], said["dir"], said["display"]) == (language.code, language.direction, "standalone")
    sizes = page.evaluate(
        """(icons) => Promise.all(icons.filter((icon) => icon.type === "image/png").map((icon) => new Promise((known) => {
          const image = new Image();
          image.onload = () => known(`${image.naturalWidth}x${image.naturalHeight}`);
          image.onerror = () => known("missing");
          image.src = icon.src;
        })))""",
        said["icons"],
    )
    assert sizes == ["192x192", "512x512", "512x512"]

    page.goto(language.at("/me/"))
    page.goto(language.at("/workspace/"))
    context.set_offline(True)
    page.goto(language.at("/me/data/"))
    expect(page.locator("main h1")).to_have_text(
        "لا اتصال بالشبكة" if language.code == "ar" else "No network"
    )
    assert page.evaluate("getComputedStyle(document.body).direction") == language.direction
    axe(page)
    kept = page.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async (name) =>
          (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat()"""
    )
    assert [path for path in kept if not path.startswith("/static/")] == ["/offline/", "/en/offline/"]
    context.set_offline(False)
    page.locator("main a.button").click()
    expect(page.locator("main h1")).not_to_have_text("No network")
    assert page.url.endswith("/me/data/")
    context.close()


@pytest.mark.usefixtures("deciding")
def test_a_maker_is_told_that_her_entry_was_approved(visits, axe):
    noura, khalid = visits.page("noura"), visits.page("khalid")
    khalid.goto("/en/workspace/records/")
    box = khalid.locator('tr:has(td:text-matches("2026")) input[type=checkbox]').first
    box.check()
    khalid.locator('button[value="approved"]').click()
    expect(khalid.locator(".messages")).to_contain_text("R-")
    told = [page for page in (noura, visits.page("salma")) if _has_unread(page)]
    assert told, "whoever entered it was not told"
    page = told[0]
    page.goto("/en/me/notices/")
    # She may have been told of other things too.
    approval = page.locator(".told--unread", has_text="approved").first
    expect(approval).to_be_visible()
    axe(page)
    page.set_viewport_size(PHONE)
    assert sticking_out(page) == []
    axe(page)
    approval.locator("a").first.click()
    page.wait_for_url("**/workspace/records/")
    page.goto("/en/me/notices/preferences/")
    axe(page)
    assert sticking_out(page) == []


def _has_unread(page: Page) -> bool:
    page.goto("/en/me/notices/?state=unread&kind=ledger.approved")
    return page.locator(".told--unread").count() > 0
