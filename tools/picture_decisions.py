"""
What waits between two people: a correction, a pair, an unlikely row, a request by letter, a report on its way.

This walk decides and posts, so a demonstration that was walked shows its traces.
"""

from collections.abc import Iterator
from uuid import uuid4

from picture_stops import Stop, Wanted, opened, send
from playwright.sync_api import Page

from tests.browser.entering import open_account
from tests.browser.visiting import Language, Visits

REPORT = "/workspace/reports/annual-2023/"
HEADERS = "kind,initiative,occurred_on,person_name,national_id,quantity,unit,external_id"


def decisions(visits: Visits, language: Language, wanted: Wanted) -> Iterator[Stop]:
    for name, walk in WALKS.items():
        if wanted(name):
            yield from walk(visits, language)


def _correction(visits: Visits, language: Language) -> Iterator[Stop]:
    noura, khalid = visits.page("noura"), visits.page("khalid")
    noura.goto(language.at("/workspace/ledger/"))
    for record in noura.locator("tbody th a").all()[:20]:
        address = record.get_attribute("href") or ""
        khalid.goto(address)
        if khalid.locator("main textarea").count():
            break
    noura.goto(address)
    status = send(noura, form="main form:has(textarea)", button="button", reason="سُجّلت هذه الساعات مرتين.")
    yield Stop("correction 1 asked for", noura, status)
    yield opened(khalid, language, "/workspace/", "correction 2 home")
    yield opened(khalid, language, "/workspace/corrections/", "correction 3 list")
    khalid.locator("main .queue a").first.click()
    yield Stop("correction 4 to decide", khalid, 200)
    noura.goto(khalid.url)
    yield Stop("correction 5 of one’s own", noura, 200)
    let_stand = 'button[value="rejected"]'
    status = send(khalid, button=let_stand)
    yield Stop("correction 6 declined without a reason", khalid, status)
    here = khalid.url
    send(khalid, button=let_stand, reason="سُجّلت مرة واحدة، والكشف الثاني ليوم آخر.")
    khalid.goto(here)
    yield Stop("correction 7 declined", khalid, 200)


def _pair(visits: Visits, language: Language) -> Iterator[Stop]:
    for _ in range(2):
        page = visits.newcomer().new_page()
        open_account(page, language, f"haya-{uuid4().hex[:8]}@example.org", lambda _page: None)
    noura = visits.page("noura")
    yield opened(noura, language, "/workspace/people/", "pair 1 list")
    noura.locator('main a[href*="/workspace/people/"]').first.click()
    yield Stop("pair 2 side by side", noura, 200)
    yield Stop("pair 3 merged", noura, send(noura))


def _row(visits: Visits, language: Language) -> Iterator[Stop]:
    noura, khalid = visits.page("noura"), visits.page("khalid")
    rows = [
        f"hours,forum,2026-05-0{day},هيا المطيري,,{hours},hour,row-{uuid4().hex[:8]}" for day, hours in ((4, 30), (5, 3))
    ]  # fmt: skip
    noura.goto(language.at("/workspace/imports/new/"))
    yield Stop("row 1 delivered", noura, send(noura, file="\n".join([HEADERS, *rows])))
    here = noura.url
    for _ in range(180):
        noura.goto(here)
        if not noura.locator("main progress").count():
            break
        noura.wait_for_timeout(1000)
    yield Stop("row 2 read", noura, 200)
    explaining = noura.locator('main a[href$="/explanation/"]')
    if explaining.count():
        explaining.first.click()
        yield Stop("row 3 to explain", noura, 200)
        yield Stop("row 4 not explained", noura, send(noura))
    khalid.goto(here)
    yield Stop("row 5 to review", khalid, 200)


def _letter(visits: Visits, language: Language) -> Iterator[Stop]:
    fahad, guardian = visits.page("fahad"), visits.page("abdulrahman")
    guardian.goto(language.at("/me/children/"))
    child = (guardian.locator("main section.panel h2").first.text_content() or "").strip(
        " \N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"
    )
    yield opened(fahad, language, "/workspace/requests/new/?q=عبدالرحمن", "letter 1 found")
    fahad.locator('main a[href*="?person="]').first.click()
    yield Stop("letter 2 form", fahad, 200)
    yield Stop("letter 3 wrong", fahad, send(fahad, kind="correction", on="31/2/2026"))
    here = fahad.url
    for channel in ("letter", "phone", "in_person"):
        fahad.goto(here)
        said = {
            "kind": "access",
            "channel": channel,
            "on": "2026-11-20",
            "checked": _first_choice(fahad, "checked"),
        }
        yield Stop(f"letter 4 by {channel}", fahad, send(fahad, text="أريد نسخة مما تحفظونه عني.", **said))
    yield opened(fahad, language, f"/workspace/requests/new/?q={child}", "letter 5 child found")
    found = fahad.locator('main a[href*="?person="]')
    if found.count():
        found.first.click()
        yield Stop("letter 6 guardians", fahad, 200)
    yield opened(fahad, language, "/workspace/requests/", "letter 7 list")


def _first_choice(page: Page, name: str) -> str:
    return page.locator(f'[name="{name}"] option:not([value=""])').first.get_attribute("value") or ""


def _report(visits: Visits, language: Language) -> Iterator[Stop]:
    reem, munirah, fahad = (visits.page(person) for person in ("reem", "munirah", "fahad"))
    reem.goto(language.at(f"{REPORT}text/"))
    yield Stop("report 1 written", reem, send(reem, form="main form.studio", note="تصويب كلمة في المقدمة"))
    yield opened(munirah, language, "/workspace/", "report 2 home of the board")
    yield opened(munirah, language, REPORT, "report 3 to approve")
    yield opened(munirah, language, f"{REPORT}approval/", "report 4 approval")
    yield Stop("report 5 approved", munirah, send(munirah, resolution="2026/7"))
    yield opened(fahad, language, REPORT, "report 6 to freeze")
    yield opened(fahad, language, f"{REPORT}freeze/", "report 7 freeze")
    yield Stop("report 8 frozen", fahad, send(fahad))
    yield opened(fahad, language, f"{REPORT}publication/", "report 9 publication")
    yield Stop("report 10 published", fahad, send(fahad))
    yield opened(fahad, language, f"{REPORT}figures/", "report 11 figures")


WALKS = {"correction": _correction, "pair": _pair, "row": _row, "letter": _letter, "report": _report}
