"""
Which pages each face has, and how to come to them: every address the tests of the browser know, and states besides.

A face goes from page to page and stops at each. What has several steps or answers with errors is walked as a person
would. Nothing is decided or sent that changes what the demonstration shows; accounts are opened, under new addresses.
"""

from collections.abc import Callable, Iterator
from uuid import uuid4

from picture_decisions import decisions
from picture_stops import Stop, Wanted, opened, places, send, sent, unfolded
from picture_work import states
from playwright.sync_api import Page

from athar.web.ui.guide import ENTRIES
from tests.browser.entering import code_in_outbox, code_of_app, typed
from tests.browser.test_own_pages import THEMSELVES
from tests.browser.test_pages import PUBLIC, evidence_of
from tests.browser.test_workspace_pages import INSIDE, UNLINKED
from tests.browser.visiting import Language, Visits

HTML = "text/html"
# Pages of a face that the tests do not visit by address: further samples, and what is not there.
MORE = {
    "site": [
        "/developers/", "/developers/problems/not-found/", "/nothing-here/", "/search/", "/search/?q=xyzxyz",
        "/verification/?number=99999999", "/verification/?number=abc", "/figures/2023/trainers.accredited/", "/news/?q=xyz",
        "/about/terms/", "/about/privacy/", "/partners/registration/",
    ],
    "entrance": ["/invitation/", "/invitation/nothing/", "/guardianship/", "/guardianship/nothing/", "/partners/registration/",
                 "/account/e-mail/return/nothing/", "/sign-in/passkey/", "/sign-in/password/", "/sign-out/"],
}  # fmt: skip
# Forms sent as nobody should, for their errors: address, and what is written into it.
WRONG = {
    "/sign-in/": {"username": "sara@example.org", "password": "wrong"},
    "/sign-in/code/": {"address": "not an address"},
    "/account/new/": {"email": "sara@"},
    "/verification/": {"number": "abc"},
    "/sign-in/password/": {"email": ""},
}
WRONG_OF_ONES_OWN = ["/me/data/corrections/birth_date/", "/me/requests/new/", "/me/organisations/new/"]
OWN = ["/account/", "/account/security/", "/account/phone/", "/account/security/password/", "/account/security/e-mail/",
       "/account/security/sign-ins/", "/account/security/proof/", "/account/security/passkeys/new/"]  # fmt: skip


def site(visits: Visits, language: Language, wanted: Wanted) -> Iterator[Stop]:
    """What everybody reads, but the ways in."""
    page = visits.page()
    paths = [path for path in PUBLIC if not path.startswith(("/sign-in/", "/account/"))]
    parts = [f"/styleguide/?q={name}" for name, *_ in ENTRIES]
    guides = places(visits, "", "ui") if wanted("/help/") else []
    if wanted("menu"):
        yield unfolded(page, language, "/", ".menu", "menu", phone=True)
    if wanted("wrong file"):
        yield _file_handed_in(page, language)
    for path in dict.fromkeys(
        [*paths, *MORE["site"], *parts, *(found.path for found in guides if found.media_type == HTML)]
    ):
        if wanted(path):
            yield opened(page, language, evidence_of(page.context.request, path), path)


def _file_handed_in(page: Page, language: Language) -> Stop:
    page.goto(language.at("/verification/"))
    nothing = {"name": "حصاد 2023.json", "mimeType": "application/json", "buffer": b"{}"}
    page.locator('#file input[type="file"]').set_input_files(nothing)
    page.locator("#file form button").click()
    page.wait_for_selector("#file .notice")
    return Stop("wrong file", page, 200)


def entrance(visits: Visits, language: Language, wanted: Wanted) -> Iterator[Stop]:
    """The ways in, step by step and with what is answered to mistakes; and an account's own pages."""
    page = visits.page()
    paths = [path for path in PUBLIC if path.startswith(("/sign-in/", "/account/"))]
    for path in filter(wanted, [*paths, *MORE["entrance"]]):
        yield opened(page, language, path)
    for path, answers in WRONG.items():
        if wanted(f"{path} wrong"):
            yield sent(page, language, path, answers)
    if wanted("new account"):
        yield from _new_account(visits, language)


def _new_account(visits: Visits, language: Language) -> Iterator[Stop]:
    context = visits.newcomer()
    page = context.new_page()
    email = f"haya-{uuid4().hex[:8]}@example.org"
    page.goto(language.at("/account/new/"))
    send(page, email=email)
    yield Stop("new account 1 code", page, 200)
    right = code_in_outbox(page, language)
    send(page, code="000000" if right != "000000" else "111111")
    yield Stop("new account 1 code wrong", page, 200)
    send(page, code=right)
    yield Stop("new account 2 consents", page, 200)
    page.locator('[name="participation"]').check()
    send(page)
    yield Stop("new account 3 profile", page, 200)
    send(page, birth_date="31/2/2000")
    yield Stop("new account 3 profile wrong", page, 200)
    page.locator('[name="gender"][value="female"]').check()
    send(
        page,
        name="هيا العتيبي",
        name_latin="Haya Alotaibi",
        birth_date="١٢/٥/١٤٢٠هـ",
        password="palms sand wind sea",
    )
    yield Stop("new account 4 in", page, 200)
    for path in OWN:
        yield opened(page, language, path)
    yield from _two_proofs(page, language, email)
    context.close()


def _two_proofs(page: Page, language: Language, email: str) -> Iterator[Stop]:
    page.goto(language.at("/account/phone/"))
    send(page, phone="123")
    yield Stop("phone wrong", page, 200)
    send(page, phone=f"050{uuid4().int % 10**7:07d}")
    yield Stop("phone code", page, 200)
    page.goto(language.at("/account/security/app/"))
    yield Stop("code app", page, 200)
    secret = page.locator(".key").text_content() or ""
    send(page, code="000000")
    yield Stop("code app wrong", page, 200)
    secret = (page.locator(".key").text_content() or "").replace(" ", "")
    send(page, code=code_of_app(secret))
    yield Stop("code app recovery codes", page, 200)
    yield opened(page, language, "/account/security/", "security with two proofs")
    yield opened(page, language, "/account/security/app/removal/")
    yield opened(page, language, "/account/security/recovery-codes/")
    page.context.clear_cookies()
    page.goto(language.at("/sign-in/"))
    typed(page, "username", email)
    typed(page, "password", "palms sand wind sea")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{language.at('/sign-in/second-proof/')}")
    yield Stop("second proof", page, 200)
    send(page, answer="000000")
    yield Stop("second proof wrong", page, 200)


def portal(visits: Visits, language: Language, wanted: Wanted) -> Iterator[Stop]:
    """The pages of one's own, as somebody with hours and somebody with a child reach them."""
    yield from _reached(visits, language, wanted, THEMSELVES, ("portal", "entrance"))
    page = visits.page(THEMSELVES[0])
    for path in WRONG_OF_ONES_OWN:
        if wanted(f"{path} wrong"):
            yield sent(page, language, path, {})
    if wanted("help open"):
        yield unfolded(page, language, "/me/data/", ".help", "help open")
    if wanted("filter open"):
        yield unfolded(page, language, "/me/notices/?about=data", ".narrow", "filter open", phone=True)


def workspace(visits: Visits, language: Language, wanted: Wanted) -> Iterator[Stop]:
    """Every place of the workspace, by the first of the staff who reaches it; everybody's first page."""
    yield from _reached(visits, language, wanted, INSIDE, ("workspace",))
    for person, paths in UNLINKED.items():
        for path in filter(wanted, paths):
            yield opened(visits.page(person), language, path, f"{path} {person}")
    yield from states(visits, language, wanted)


def _reached(
    visits: Visits, language: Language, wanted: Wanted, people: list[str], rooms: tuple[str, ...]
) -> Iterator[Stop]:
    seen: set[str] = set()
    for person in people:
        for found in places(visits, person, *rooms):
            key = f"{found.name} {person}" if found.name == "home" else found.name
            if key in seen or found.media_type != HTML:
                continue
            seen.add(key)
            if wanted(name := f"{found.path} {person}"):
                yield opened(visits.page(person), language, found.path, name)


FACES: dict[str, Callable[[Visits, Language, Wanted], Iterator[Stop]]] = {
    "decisions": decisions,
    "entrance": entrance,
    "portal": portal,
    "site": site,
    "workspace": workspace,
}
