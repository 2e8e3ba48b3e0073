"""Data in its owner's hands, and the association kept to its duties: each journey whole, in both languages."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import sticking_out
from tests.browser.visiting import ARABIC, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]


def on_a_phone(page):
    page.set_viewport_size(PHONE)
    assert sticking_out(page) == []


def press(page, path):
    """The button of the form that is sent to a path."""
    page.locator(f'form[action$="{path}"] button').first.click()


def test_a_volunteer_takes_a_copy_withdraws_and_takes_an_erasure_back(visits, axe, language):
    page = visits.page("yahya")
    page.goto(language.at("/me/data/"))
    on_a_phone(page)
    axe(page)
    # None is asked for while that of the other language is being made.
    if page.locator('form[action$="/me/data/copies/"]').count():
        press(page, "/me/data/copies/")
    expect(page.locator("#copies progress, #copies a").first).to_be_visible()

    page.goto(language.at("/me/consents/"))
    if page.locator('form[action$="/consents/contact/agreement/"]').count():
        press(page, "/consents/contact/agreement/")
    press(page, "/consents/contact/withdrawal/")
    withdrawn = page.locator(
        "article.consent", has=page.locator('form[action$="/consents/contact/agreement/"]')
    )
    expect(withdrawn.locator(".chip--bad")).to_be_visible()
    expect(withdrawn.locator(".changes")).to_be_visible()
    on_a_phone(page)
    axe(page)

    page.goto(language.at("/me/data/erasure/"))
    axe(page)
    press(page, "/me/data/erasure/")
    expect(page.locator(".notice--watch time, .notice--watch p").first).to_be_visible()
    axe(page)
    on_a_phone(page)
    press(page, "/me/data/erasure/undoing/")
    expect(page.locator('form[action$="/me/data/erasure/"] button')).to_be_visible()


def test_a_guardian_asks_for_a_correction_and_reads_what_was_decided(visits, axe, language):
    guardian, officer = visits.page("abdulrahman"), visits.page("fahad")
    guardian.goto(language.at("/me/children/"))
    guardian.locator('a[href*="/me/children/"].button').first.click()
    on_a_phone(guardian)
    axe(guardian)
    guardian.locator('a[href$="/corrections/birth_date/"]').click()
    day = "٢٠١١-٠٢-٠٣" if language is ARABIC else "2011-02-04"
    guardian.locator("#id_value").fill(day)
    guardian.locator("#id_text").fill(
        "كما في سجل الأسرة" if language is ARABIC else "As in the family register"
    )
    on_a_phone(guardian)
    axe(guardian)
    guardian.locator("main form.form .button--main").click()
    expect(guardian.locator("article.panel").first).to_contain_text("2011")

    officer.goto(language.at("/workspace/requests/"))
    axe(officer)
    officer.locator("tbody a.button").first.click()
    axe(officer)
    officer.locator("#id_kind").select_option("accepted")
    officer.locator("#id_text").fill(
        "طابقنا سجل الأسرة." if language is ARABIC else "It agrees with the family register."
    )
    officer.locator("form.form .button--main").click()
    expect(officer.locator(".timeline__event--good")).to_be_visible()

    guardian.goto(language.at("/me/requests/"))
    first = guardian.locator("article.panel").first
    expect(first.locator(".chip--good")).to_be_visible()
    expect(first.locator("form")).to_have_count(0)
    on_a_phone(guardian)
    axe(guardian)


def test_a_request_by_letter_is_recorded_by_staff_and_read_by_whoever_asked(visits, axe, language):
    officer, asker = visits.page("fahad"), visits.page("yahya")
    name = "يحيى" if language is ARABIC else "Yahya"
    officer.goto(language.at("/workspace/requests/new/"))
    axe(officer)
    officer.locator("#id_q").fill("yahya@example.org")
    officer.locator("main form .button--main").click()
    expect(officer.locator("main tbody tr")).to_have_count(1)
    on_a_phone(officer)
    axe(officer)
    officer.locator("main tbody a.button").click()
    officer.locator("main form .button--main").evaluate("(button) => { button.form.noValidate = true; }")
    officer.locator("main form .button--main").click()
    expect(officer.locator("main .field--bad").first).to_be_visible()
    on_a_phone(officer)
    axe(officer)
    words = f"{name} {language.code}: أريد أن أعرف ما تحفظونه عني."
    officer.locator('[name="channel"][value="letter"]').check()
    officer.locator("#id_on").fill("٢٠٢٦-٠٩-١٥")
    officer.locator("#id_checked").select_option("document")
    officer.locator("#id_kind").select_option("access")
    officer.locator("#id_text").fill(words)
    officer.locator("main form .button--main").click()
    expect(officer.locator("main")).to_contain_text(words)
    axe(officer)
    asker.goto(language.at("/me/requests/"))
    expect(asker.locator("main")).to_contain_text(words)
    officer.locator("#id_kind").select_option("answered")
    officer.locator("#id_text").fill("في صفحة بياناتك كل ما نحفظه.")
    officer.locator("main form.form .button--main").click()
    expect(officer.locator("main form.form")).to_have_count(0)
    asker.reload()
    expect(asker.locator("article.panel").first).to_contain_text("في صفحة بياناتك كل ما نحفظه.")
    axe(asker)


def test_a_breach_runs_against_its_clock_is_told_and_closed(visits, axe, language):
    page = visits.page("fahad")
    page.goto(language.at("/workspace/breaches/new/"))
    axe(page)
    title = f"كشف في مجلد مفتوح {language.code}"
    page.locator("#id_title").fill(title)
    page.locator("#id_happened").fill("وُجد الكشف في مجلد يفتحه من يملك رابطه.")
    found = page.evaluate(
        "new Intl.DateTimeFormat('sv', {timeZone: 'Asia/Riyadh', dateStyle: 'short', timeStyle: 'short'}).format(Date.now() - 50 * 3600e3)"
    )
    day, hour = found.split(" ")
    page.locator("#id_day").fill(day)
    page.locator("#id_hour").fill(hour)
    page.locator('[name="kinds"][value="contact"]').check()
    page.locator("#id_affected").fill("٤٠")
    page.locator("#id_method").fill("عدد الصفوف")
    page.locator("#id_risk").select_option("medium")
    page.locator("main form.form .button--main").click()
    expect(page.locator(".clock--urgent .clock__left")).to_contain_text(
        "21" if language.code == "en" else "المتبقي"
    )
    axe(page)
    on_a_phone(page)
    page.goto(language.at("/workspace/"))
    expect(page.locator("main")).to_contain_text(title)
    page.goto(language.at("/workspace/breaches/"))
    axe(page)
    page.locator("tbody th a", has_text=title).click()
    steps = [
        ("contained", "أُلغي الرابط.", ""),
        ("authority_told", "من البوابة.", "2026/114"),
        ("persons_told", "بالبريد.", ""),
    ]
    for kind, text, reference in steps:
        page.locator("#id_kind").select_option(kind)
        page.locator("#id_text").fill(text)
        page.locator("#id_reference").fill(reference)
        page.locator("main form.form .button--main").click()
        expect(page.locator(".timeline")).to_contain_text(text)
    expect(page.locator(".clock--told")).to_be_visible()
    page.locator("#closing_text").fill("لكل رابط مدة.")
    page.locator('button[name="closing"]').click()
    expect(page.locator(".timeline")).to_contain_text("لكل رابط مدة.")
    expect(page.locator("main form.form")).to_have_count(0)
    axe(page)


def test_what_has_passed_its_period_is_previewed_approved_by_another_and_gone(visits, axe, language):
    preparing, approving = visits.page("hind"), visits.page("saad")
    preparing.goto(language.at("/workspace/retention/"))
    axe(preparing)
    press(preparing, "/workspace/retention/previews/")
    expect(preparing.locator("main h1")).to_be_visible()
    if preparing.locator(
        ".refusal"
    ).count():  # a worker took it in the other language: nothing has ended any more
        return
    preview = preparing.url.removeprefix(preparing.url.partition("/workspace")[0].removesuffix("/en"))
    axe(preparing)
    on_a_phone(preparing)
    assert preparing.locator("main form.form").count() == 0

    approving.goto(preview)
    axe(approving)
    approving.locator("main form.form .button--main").click()
    expect(approving.locator(".progress, dl.approval").first).to_be_visible()
    axe(approving)
