"""An opportunity from its draft to hours that count: written, published, filled, attended, entered and approved by five hands."""

import os
from datetime import datetime, timedelta
from itertools import count

import psycopg
import pytest
from playwright.sync_api import Page, expect

from athar.engine.journeys.operations import carry_out
from athar.foundation.core.dates import RIYADH
from conftest import url_of
from tests.browser.arriving import GROWN_UP, finish_account, fresh_address, on_phone, prove_address
from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import DESK, PHONE, Language, Visits

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
SEND = "main .form__acts .button--main"
PASSED = count()  # how many shifts lie in the past already
TEXTS = {
    "name": ("سقيا الحجاج", "Water for pilgrims"),
    "summary": ("نسقي من يمشي في الحر.", "We give water to whoever walks in the heat."),
    "description": ("تحمل الماء وتوزعه.", "You carry water and hand it out."),
    "charter": ("ألتزم بموعدي.", "I keep my time."),
    "place": ("ساحة المسجد", "The square of the mosque"),
}


@pytest.fixture
def station(axe, language):
    """Look at a page as a whole, on a desk and on a phone."""

    def look(page: Page) -> None:
        assert written_in(page, language) == []
        assert sticking_out(page) == []
        axe(page)
        page.set_viewport_size(PHONE)
        assert sticking_out(page) == []
        page.set_viewport_size(DESK)

    return look


@pytest.fixture
def time_passes(request):
    """
    Let a shift be over: it lies some hours back then, with its seats, as if one had waited. Returns when it ended.

    What was marked stays at its moment, since marks never change.
    """
    if "ATHAR_TEST_SITE" in os.environ:
        pytest.skip("nobody reaches into the database of a site that runs already")
    database = request.getfixturevalue("demo_database")

    def pass_by(shift: int) -> datetime:
        # Each further back than the one before: nobody was in two places at a time.
        end = datetime.now(RIYADH) - timedelta(hours=1 + 5 * next(PASSED))
        begin = end - timedelta(hours=4)
        with psycopg.connect(url_of(database)) as connection:
            connection.execute(
                "UPDATE journeys_session SET starts_at = %s, ends_at = %s WHERE id = %s", [begin, end, shift]
            )
            connection.execute(
                "UPDATE journeys_seat SET during = tstzrange(%s, %s) WHERE session_id = %s",
                [begin, end, shift],
            )
        return end

    return pass_by


@pytest.fixture
def worker(meanwhile):
    """Let what waits be carried out, as the worker does that runs beside a site."""
    return lambda: meanwhile(carry_out)


def press(page: Page, selector: str = SEND) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def soon() -> datetime:
    """When a shift begins whose attendance can be taken already."""
    return datetime.now(RIYADH) + timedelta(minutes=70)


def write(
    page: Page, language: Language, code: str, *, organisation: str = "", choosing: str = "open"
) -> str:
    """Draft an opportunity of two days with one shift; returns its address."""
    begins = soon()
    page.goto(language.at("/workspace/opportunities/new/"))
    page.locator('[name="initiative"]').select_option("community_day")
    if organisation:
        page.locator('[name="organisation"]').select_option(label=organisation)
    page.locator('[name="code"]').fill(code)
    page.locator('[name="starts_on"]').fill(f"{begins:%Y-%m-%d}")
    page.locator('[name="ends_on"]').fill(f"{begins + timedelta(days=1):%Y-%m-%d}")
    for name, texts in TEXTS.items():
        for tongue, text in zip(("ar", "en"), texts, strict=True):
            page.locator(f'[name="{name}_{tongue}"]').fill(text)
    page.locator('[name="field"]').select_option("pilgrims")
    page.locator(f'[name="choosing"][value="{choosing}"]').check()
    page.locator('[name="region"]').select_option("SA-02")
    press(page)
    address = page.url
    press(page, 'main .desk__tools a[href$="/shifts/new/"]')
    page.locator('[name="name_ar"]').fill("وردية الظهيرة")
    page.locator('[name="name_en"]').fill("Midday shift")
    page.locator('[name="begins"]').fill(f"{begins:%H:%M}")
    page.locator('[name="ends"]').fill(f"{begins + timedelta(hours=4):%H:%M}")
    page.locator('[name="capacity"]').fill("١٠")
    press(page)
    assert page.url == address
    return address


def ask(page: Page, station) -> None:
    """Whoever signs up says the size of their shirt; what is lacking is named first."""
    address = page.url
    press(page, 'main a[href$="/questions/new/"]')
    page.locator('[name="label_ar"]').fill("مقاس القميص")
    page.locator('[name="label_en"]').fill("Shirt size")
    page.locator('[name="asking"][value="one"]').check()
    page.locator('[name="options_ar"]').fill("صغير\nكبير")
    page.locator('[name="options_en"]').fill("Small")
    page.locator('[name="required"]').check()
    press(page)
    expect(page.locator("main .refusal")).to_be_visible()
    station(page)
    page.locator('[name="options_en"]').fill("Small\nLarge")
    press(page)
    assert page.url == address
    station(page)


def start_from_a_template(page: Page, address: str, language: Language, station) -> None:
    """A text of the organisation: refused with an unknown field, looked at with a real shift, kept; a message begins with it."""
    names = {"ar": f"لقاؤنا {language.code}", "en": f"See you ({language.code})"}
    text = "{name}, see you at {place}"
    page.goto(language.at("/workspace/opportunities/"))
    press(page, 'main a[href$="/message-templates/"]')
    station(page)
    press(page, 'main a[href$="/message-templates/new/"]')
    for tongue, name in names.items():
        page.locator(f'[name="name_{tongue}"]').fill(name)
    page.locator('[name="text_ar"]').fill("{الاسم}، نلتقي في {المكان}")
    page.locator('[name="text_en"]').fill("{name}, see you at {shoe}")
    press(page, 'button[value="keep"]')
    expect(page.locator("main .refusal")).to_be_visible()
    page.locator('[name="text_en"]').fill(text)
    press(page, 'button[value="preview"]')
    expect(page.locator("#preview blockquote")).to_have_count(2)
    station(page)
    press(page, 'button[value="keep"]')
    page.goto(f"{address}messages/new/")
    page.locator('[name="template"]').select_option(label=names[language.code])
    press(page, 'main form[method="get"] button')
    expect(page.locator('[name="text_en"]')).to_have_value(text)
    station(page)


def publish(page: Page, address: str) -> None:
    page.goto(f"{address}publication/")
    press(page, 'button[value="published"]')


def state(page: Page, end: datetime) -> None:
    """That somebody was there for the last three hours of a shift."""
    page.locator('[name="came"]').fill(f"{end - timedelta(hours=3, minutes=2):%H:%M}")
    page.locator('[name="left"]').fill(f"{end - timedelta(minutes=2):%H:%M}")
    page.locator('[name="reason"]').fill("كشف الباب الورقي")
    press(page)


def send_back_once(writer: Page, reviewer: Page, address: str, language: Language, station) -> None:
    reviewer.goto(language.at("/workspace/"))
    press(reviewer, f'main .queue a[href$="{address.partition("/workspace/")[2]}publication/"]')
    station(reviewer)
    reviewer.locator('[name="reason"]').fill("أين مكان التجمع؟")
    press(reviewer, 'button[value="returned"]')
    writer.goto(address)
    expect(writer.locator(".notice--watch")).to_contain_text("أين مكان التجمع؟")
    press(writer, 'button[value="in_review"]')


def join(visits: Visits, language: Language) -> Page:
    """A volunteer who was never here opens an account on her phone, and agrees to take part."""
    page = on_phone(visits)
    page.goto(language.at("/account/new/"))
    prove_address(page, language, fresh_address())
    finish_account(page, "هيا المطيري", GROWN_UP)
    return page


def leave_with_what_is_hers(page: Page, language: Language, station) -> None:
    """Her hours on paper, her data in a file, her consent taken back, and what would be erased and when."""
    press(page, 'form[action$="/me/certificates/"] button')
    page.goto(page.locator('#certificates a[href*="/certificates/"]').first.get_attribute("href"))
    expect(page.locator(".notice--good")).to_be_visible()
    page.goto(language.at("/me/data/"))
    press(page, 'form[action$="/me/data/copies/"] button')
    expect(page.locator("#copies progress, #copies a").first).to_be_visible()
    page.goto(language.at("/me/consents/"))
    press(page, 'form[action$="/participation/withdrawal/"] button')
    expect(page.locator(".consent .chip--bad")).to_be_visible()
    page.goto(language.at("/me/data/erasure/"))
    press(page, 'form[action$="/me/data/erasure/"] button')
    expect(page.locator(".notice--watch")).to_be_visible()
    station(page)


def test_from_a_draft_to_hours_that_count(visits, station, language, time_passes):
    """The volunteer's whole way, and the way of those who work for it: from an empty page to a certificate, and out again."""
    noura, khalid = (visits.page(key) for key in ("noura", "khalid"))
    code = f"water-{language.code}"

    noura.goto(language.at("/workspace/"))
    press(noura, 'nav a[href$="/workspace/opportunities/"]')
    station(noura)
    noura.goto(language.at("/workspace/opportunities/new/"))
    station(noura)
    address = write(noura, language, code)
    station(noura)
    press(noura, 'button[value="in_review"]')

    send_back_once(noura, khalid, address, language, station)
    publish(khalid, address)

    haya = join(visits, language)
    haya.goto(language.at("/opportunities/?level=general&field=pilgrims&region=SA-02"))
    press(haya, f'main .opportunity a[href$="/opportunities/{code}/"]')
    press(haya, "main .shift .button--main")
    haya.locator('[name="charter"]').check()
    press(haya)
    assert "/me/seats/" in haya.url

    noura.goto(address)
    press(noura, "main .shift a")
    shift = noura.url
    noura.locator("main tbody input").check()
    press(noura, 'button[value="came"]')
    expect(noura.locator("main tbody .chip--accent")).to_be_visible()
    station(noura)

    end = time_passes(int(shift.rstrip("/").rpartition("/")[2]))
    noura.goto(language.at("/workspace/"))
    press(noura, f'main .queue a[href$="{shift.partition("/workspace/")[2]}hours/"]')
    expect(noura.locator("main tbody .chip--watch")).to_be_visible()  # nobody saw him go
    station(noura)
    press(noura, "main tbody .data-table__act a")
    station(noura)
    state(noura, end)
    noura.goto(f"{shift}hours/")
    press(noura, 'main form[action$="/hours/"] button')
    assert noura.locator('button[value="approved"]').count() == 0  # they are her own entry

    khalid.goto(f"{shift}hours/")
    khalid.locator("main tbody input").check()
    station(khalid)
    press(khalid, 'button[value="approved"]')
    expect(khalid.locator("main tbody .chip--good")).to_be_visible()

    haya.goto(language.at("/me/hours/"))
    expect(haya.locator("main")).to_contain_text("3")
    leave_with_what_is_hers(haya, language, station)


def test_a_partners_manager_works_for_her_own_organisation_alone(
    visits, station, language, time_passes, worker
):
    """She posts, accepts who applied, sees who comes, and rejects hours with a reason; what is another body's is not there."""
    salma, noura, khalid, yahya = (visits.page(key) for key in ("salma", "noura", "khalid", "yahya"))
    code = f"guests-{language.code}"
    address = write(salma, language, code, choosing="chosen")
    station(salma)
    press(salma, 'button[value="in_review"]')
    assert salma.goto(f"{address}publication/").status == 403
    publish(khalid, address)

    yahya.goto(language.at(f"/opportunities/{code}/"))
    press(yahya, "main .shift .button--main")
    yahya.locator('[name="charter"]').check()
    press(yahya)

    salma.goto(f"{address}people/")
    salma.locator("main tbody input").check()
    press(salma, 'button[value="take"]')
    press(salma, 'main form[action$="/releases/"] button')
    expect(salma.locator("main tbody .chip--good")).to_be_visible()
    station(salma)
    worker()
    yahya.goto(language.at(f"/opportunities/{code}/"))
    press(yahya, "main .shift .button--main")
    press(yahya)
    assert "/me/seats/" in yahya.url

    salma.goto(address)
    press(salma, "main .shift a")
    shift = salma.url
    station(salma)
    end = time_passes(int(shift.rstrip("/").rpartition("/")[2]))
    noura.goto(f"{shift}hours/")
    press(noura, "main tbody .data-table__act a")
    state(noura, end)
    noura.goto(f"{shift}hours/")
    press(noura, 'main form[action$="/hours/"] button')

    salma.goto(f"{shift}hours/")
    salma.locator("main tbody input").check()
    press(salma, 'button[value="rejected"]')
    expect(salma.get_by_role("alert")).to_be_visible()
    salma.locator('[name="reason"]').fill("انصرف قبل ذلك")
    press(salma, 'button[value="rejected"]')
    noura.goto(f"{shift}hours/")
    expect(noura.locator("main")).to_contain_text("انصرف قبل ذلك")

    noura.goto(language.at("/workspace/opportunities/?q=food"))
    others = noura.locator("main tbody th a").first.get_attribute("href")
    assert salma.goto(others).status == 404


def test_where_people_are_chosen_nobody_is_told_until_the_decisions_are_carried_out(
    visits, station, language
):
    noura, khalid, yahya = (visits.page(key) for key in ("noura", "khalid", "yahya"))
    code = f"chosen-{language.code}"
    address = write(noura, language, code, choosing="chosen")
    ask(noura, station)
    press(noura, 'button[value="in_review"]')
    publish(khalid, address)
    yahya.goto(language.at(f"/opportunities/{code}/"))
    press(yahya, "main .shift .button--main")
    station(yahya)
    yahya.locator('[name="q-shirt_size"][value="large"]').check()
    yahya.locator('[name="charter"]').check()
    press(yahya)

    noura.goto(language.at("/workspace/"))
    press(noura, f'main .queue a[href*="{address.partition("/workspace/")[2]}people/"]')
    station(noura)
    press(noura, "main tbody th a")
    expect(noura.locator("main")).to_contain_text("كبير" if language.code == "ar" else "Large")
    station(noura)
    press(noura, 'main button[name="transition"][value="decline"]')
    expect(noura.get_by_role("alert")).to_be_visible()  # declining says why
    press(noura, 'main button[name="transition"][value="take"]')
    noura.goto(f"{address}people/")
    press(noura, 'main form[action$="/releases/"] button')
    expect(noura.locator("main tbody .chip--good")).to_be_visible()
    yahya.goto(language.at("/me/shifts/"))
    expect(yahya.locator("main")).to_contain_text("أنت معنا" if language.code == "ar" else "You are in")
    start_from_a_template(noura, address, language, station)
