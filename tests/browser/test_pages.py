"""Every page anybody can reach: it answers, fits the screen, is accessible, and asks nothing of anybody else."""

import re

import pytest
from django.urls import resolve
from django.utils import translation
from playwright.sync_api import APIRequestContext, Page

from athar.web.site import doors as site
from athar.web.ui import doors as ui
from tests.browser.pages import main_of, not_by_keyboard, sticking_out, written_in
from tests.browser.visiting import PHONE

pytestmark = pytest.mark.browser

RECORD, EVIDENCE = "/records/6263/", "evidence of that record"
PUBLIC = [
    "/",
    "/initiatives/",
    "/initiatives/?q=xyz",
    "/initiatives/ramadan/",
    "/opportunities/",
    "/opportunities/?q=xyz",
    "/opportunities/food-baskets/",
    "/reports/",
    "/reports/annual-2023/",
    "/reports/annual-2023/?figure=beneficiaries.reached",
    "/reports/plan-2020-2023/",
    "/figures/2023/beneficiaries.reached/",
    "/figures/2023/beneficiaries.reached/?region=SA-01",
    "/figures/2020-2023/trainers.accredited/",
    "/figures/2023/beneficiaries.reached/receipt/",
    "/figures/2023/beneficiaries.reached/records/",
    RECORD,
    EVIDENCE,
    "/verification/",
    "/verification/?number=1,536",
    "/verification/?number=72,346",
    "/ledger/",
    "/news/",
    "/news/ramadan-season/",
    "/library/",
    "/library/?q=xyz",
    "/library/culture-guide/",
    "/governance/",
    "/governance/conflict-of-interest-policy/",
    "/about/",
    "/about/figures/",
    "/about/accessibility/",
    "/sign-in/",
    "/sign-in/code/",
    "/sign-in/outbox/",
    "/account/new/",
    "/preferences/",
    "/search/?q=ramadan",
    "/help/",
    "/help/user/",
    "/shortcuts/",
    "/offline/",
]
WORDS = """(main) => {
  for (const shows of main.querySelectorAll("[data-shows], .file__name")) shows.hidden = true;
  return main.innerText;
}"""
HEAVIEST = 150_000  # bytes of the first public page with all it needs


# Files, and what is for programs.
NO_PAGES = {
    "report-pdf", "report-data", "report-exhibit", "receipt-file", "figure-records-file", "figure-breakdown-file", "record-proof",
    "opportunities-calendar", "opportunity-calendar", "library-print", "document", "picture", "head", "feed", "sitemap", "robots", "manifest",
}  # fmt: skip
# Lead on at once, or are looked at by tests of their own.
WAYS = {"tour", "recomputation", "styleguide", "certificate", "card"}


def evidence_of(request: APIRequestContext, path: str) -> str:
    """The address of a public page; of evidence, that of the headcount's sheet."""
    if path != EVIDENCE:
        return path
    return re.search(r'href="(/evidence/\w{64}/)"', request.get(RECORD).text())[1]


@pytest.fixture(scope="module")
def address(all_visits):
    return lambda path: evidence_of(all_visits.page().context.request, path)


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_whole_and_says_the_same_without_scripts(visits, axe, language, address, path):
    page, plain = visits.page(), visits.page(scripts=False)
    # Light in one language and dark in the other: contrast does not depend on the language.
    page.emulate_media(color_scheme="dark" if language.code == "en" else "light")
    assert page.goto(language.at(address(path))).status == 200
    assert written_in(page, language) == []
    assert sticking_out(page) == []
    axe(page)
    assert language.code == "en" or not_by_keyboard(page) == []
    page.set_viewport_size(PHONE)
    assert sticking_out(page) == []

    plain.set_viewport_size(PHONE)
    plain.goto(page.url)
    assert words_of(plain) == words_of(page)
    assert len(words_of(plain)) > 10


def test_no_public_page_is_forgotten():
    open_to_all = {
        name for name, door in {**site.DOORS, **ui.DOORS}.items() if ":" in name and ui.VISITOR in door.reads
    }
    with translation.override("ar"):
        looked_at = {resolve(path.partition("?")[0]).view_name for path in PUBLIC if path != EVIDENCE} | {
            "site:evidence"
        }
    left = {name.partition(":")[2] for name in open_to_all - looked_at}
    assert left == NO_PAGES | WAYS


def test_a_page_that_is_not_there_says_so_kindly(visits, axe, language):
    page = visits.page()
    assert page.goto(language.at("/nothing-here/")).status == 404
    assert written_in(page, language) == []
    assert main_of(page).locator("a").count() >= 1
    axe(page)


def test_the_first_page_is_light(visits, language):
    context = visits.newcomer()
    page = context.new_page()
    network = context.new_cdp_session(page)
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    network.send("Network.enable")
    page.goto(language.at("/"), wait_until="networkidle")
    context.close()
    assert len(sizes) > 4, "the page, its styles, its scripts and a font"
    assert sum(sizes) < HEAVIEST


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/reports/annual-2023/ar.pdf", "application/pdf"),
        ("/en/reports/annual-2023/en.pdf", "application/pdf"),
        ("/reports/annual-2023/data.zip", "application/zip"),
        ("/figures/2023/beneficiaries.reached/receipt.json", "application/json"),
        ("/figures/2023/beneficiaries.reached/records.csv", "text/csv"),
        ("/en/figures/2023/beneficiaries.reached/breakdown.csv?by=initiative", "text/csv"),
        ("/records/6263/proof.json", "application/json"),
    ],
)
def test_a_public_file_is_handed_over_as_a_file(visits, path, media_type):
    answer = visits.page().context.request.get(path)
    assert answer.status == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["content-disposition"].startswith("attachment")
    assert len(answer.body()) > 500


def test_the_newest_seal_is_plain_text(visits):
    answer = visits.page().context.request.get("/ledger/head.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    origin, size, *_ = answer.text().splitlines()
    assert origin.endswith("/ledger")
    assert int(size) > 20_000


def words_of(page: Page) -> list[str]:
    """What a page says on a phone, less what only a script says: switches beside passwords, and which file is chosen."""
    # A busy browser takes a while to become as narrow as it was told to, and a chart has other words then.
    page.wait_for_function("(width) => innerWidth === width", arg=PHONE["width"])
    return str(main_of(page).evaluate(WORDS)).split()
