"""
States of the workspace that no address alone leads to: mistakes in forms, help laid open, a look as a role, paper.

What is sent here is refused, so nothing of what the demonstration shows changes.
"""

from collections.abc import Iterator

from picture_stops import MAIN_FORM, Stop, Wanted, opened, path_of, send, sent
from playwright.sync_api import Page

from tests.browser.visiting import Language, Visits

# Forms sent as nobody should: who, the name of an address, its query, and what is written into the form.
MISTAKES: list[tuple[str, str, str, dict[str, str]]] = [
    ("noura", "record-new", "?kind=headcount", {"headcount": "-5"}),
    ("noura", "record-new", "?kind=hours", {"who": "1234567890", "quantity": "x", "occurred_on": "31/2/2026"}),
    ("noura", "import-new", "", {}),
    ("noura", "content-new", "", {"title_ar": "يوم مفتوح", "slug": "Open Day!"}),
    ("noura", "content-files", "", {}),
    ("saad", "content-publication", "", {"ends_on": "31/2/2026"}),
    ("reem", "report-text", "", {"source_ar": "بلغ المستفيدون 5000 مستفيد."}),
    ("noura", "organisation", "", {}),
    ("noura", "guardian", "", {}),
    ("hind", "invitation-new", "", {"email": "sara@"}),
    ("hind", "role-new", "", {"code": "Sheet Checker", "name_ar": "مدقق الكشوف"}),
    ("hind", "account-role-new", "", {"last_day": "31/2/2026"}),
    ("hind", "account-closure", "", {}),
    ("fahad", "breach-new", "", {"title": "كشف في مجلد مفتوح", "day": "2031-01-01", "hour": "25:00"}),
    ("fahad", "request", "", {}),
    ("fahad", "breach", "", {}),
    ("fahad", "retention", "", {}),
    ("noura", "ledger-record", "", {}),
]  # fmt: skip
# Which of several forms of a page, and its button.
AMONG = {
    "request": ("main form.form", ".button--main"),
    "breach": ("main form.form", ".button--main"),
    "organisation": ("main form:has(textarea)", 'button[value="refused"]'),
    "guardian": ("main form:has(textarea)", 'button[value="refused"]'),
    "retention": ('main form[action$="/holds/"]', "button"),
    "ledger-record": ("main form:has(textarea)", "button"),
}
# Sent again after it was done.
LATE = [
    ("munirah", "/workspace/reports/annual-2023/approval/"),
    ("fahad", "/workspace/reports/annual-2023/publication/"),
]
HELPED = [
    ("noura", "home"),
    ("khalid", "records"),
    ("noura", "scorecard"),
    ("reem", "report-text"),
    ("hind", "roles"),
]
PRINTED = [("noura", "scorecard"), ("khalid", "records"), ("noura", "ledger"), ("reem", "report-figures"),
           ("fahad", "breach"), ("fahad", "privacy"), ("yousef", "audit")]  # fmt: skip
ASTRAY = [("khalid", "/workspace/audit/"), ("omar", "/workspace/"), ("noura", "/workspace/records/999999/"),
          ("noura", "/workspace/nothing/"), ("noura", "/workspace/ledger/?number=99999999"), ("hind", "/workspace/accounts/?q=xyzxyz"), ("fahad", "/workspace/requests/new/?q=ab"),
          ("fahad", "/workspace/requests/new/?q=xyzxyz")]  # fmt: skip


def states(visits: Visits, language: Language, wanted: Wanted) -> Iterator[Stop]:
    yield from _mistakes(visits, language, wanted)
    for person, path in ASTRAY:
        if wanted(name := f"{path} astray {person}"):
            yield opened(visits.page(person), language, path, name)
    if wanted("help open"):
        yield from _help(visits, language)
    if wanted("look as a role"):
        yield from _look(visits.newcomer().new_page(), language)
    for person, place in PRINTED:
        if wanted(name := f"{place} print"):
            page = visits.page(person)
            status = opened(page, language, path_of(visits, person, place)).status
            yield Stop(name, page, status, media="print")


def _mistakes(visits: Visits, language: Language, wanted: Wanted) -> Iterator[Stop]:
    for person, place, query, answers in MISTAKES:
        name = f"{place} {query} wrong {person}"
        if wanted(name) and (path := path_of(visits, person, place)):
            page, (form, button) = visits.page(person), AMONG.get(place, (MAIN_FORM, ".button--main"))
            page.goto(language.at(path + query))
            if page.locator(form).count():
                yield Stop(name, page, send(page, form=form, button=button, **answers))
    if wanted("records refused without a reason"):
        page = visits.page("khalid")
        page.goto(language.at("/workspace/records/"))
        page.locator("tbody input[type=checkbox]").first.check()
        yield Stop("records refused without a reason", page, _pressed(page, 'button[value="rejected"]'))
    for person, path in LATE:
        if wanted(f"{path} wrong"):
            yield sent(visits.page(person), language, path, {})


def _help(visits: Visits, language: Language) -> Iterator[Stop]:
    for person, place in HELPED:
        page = visits.page(person)
        page.goto(language.at(path_of(visits, person, place)))
        page.locator(".help__sign").first.click()
        yield Stop(f"{place} help open", page, 200)


def _look(page: Page, language: Language) -> Iterator[Stop]:
    page.goto(language.at("/sign-in/"))
    with page.expect_navigation(url=lambda url: "/sign-in/" not in url):
        page.locator('form:has(input[value="hind@example.org"]) button').click()
    page.goto(language.at("/workspace/roles/reviewer/"))
    status = _pressed(page, 'form[action$="/look/"] button')
    yield Stop("look as a role 1 begun", page, status)
    yield opened(page, language, "/workspace/records/", "look as a role 2 records")
    page.locator("tbody input[type=checkbox]").first.check()
    yield Stop("look as a role 3 refused", page, _pressed(page, 'button[value="approved"]'))
    page.goto(language.at("/workspace/"))
    yield Stop("look as a role 4 ended", page, _pressed(page, "aside.look button"))
    page.context.close()


def _pressed(page: Page, selector: str) -> int:
    with page.expect_navigation() as navigation:
        page.locator(selector).first.click()
    return navigation.value.status if navigation.value else 0
