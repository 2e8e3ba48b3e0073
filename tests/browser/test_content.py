"""A text is written, previewed, let out by a second person at its hour, and read in both languages."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import sticking_out
from tests.browser.visiting import ENGLISH, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]

NEW = "/workspace/content/new/"


def test_what_one_writes_another_publishes_and_everybody_reads(visits, axe, language):
    slug = f"open-day-{language.code}"
    writer = visits.page("noura")
    writer.goto(language.at(NEW))
    writer.locator("#id_shelf").select_option("news")
    writer.locator("#id_title_ar").fill("يوم مفتوح")
    writer.locator("#id_title_en").fill("Open day")
    writer.locator("#id_slug").fill(slug)
    axe(writer)
    with writer.expect_navigation():  # until its scripts are there, which show what is written
        writer.locator("main form button").first.click()

    writer.locator("#id_body_ar").fill('وصلنا إلى {{ figure "beneficiaries.reached" period="2023" }}.')
    writer.locator("#id_body_en").fill('We reached {{ figure "beneficiaries.reached" period="2023" }}.')
    live = writer.locator('[hx-post$="language=en"]')
    expect(live).to_contain_text("72,347")
    writer.locator("#id_draft_ar").uncheck()
    writer.locator("#id_draft_en").uncheck()
    axe(writer)
    writer.set_viewport_size(PHONE)
    assert sticking_out(writer) == []
    writer.locator("form .button--main").click()
    writer.locator(".undo").wait_for()
    item = writer.url.partition("?")[0].removeprefix(writer.url.partition("/workspace")[0])

    reader = visits.page()
    assert reader.goto(f"/news/{slug}/").status == 404

    publisher = visits.page("saad")
    publisher.goto(f"{item}publication/")
    publisher.locator("#id_ends_on").fill("٢٠٤٠-٠١-٠١")
    axe(publisher)
    publisher.locator("form .button--main").click()
    publisher.locator(".undo").wait_for()
    axe(publisher)

    for shown, words in ((language, "72,347"), (ENGLISH, "We reached")):
        assert reader.goto(shown.at(f"/news/{slug}/")).status == 200
        expect(reader.locator("main")).to_contain_text(words)
        axe(reader)


def test_a_translation_that_fell_behind_is_flagged_to_writer_and_reader(visits, axe):
    writer, publisher, reader = visits.page("noura"), visits.page("saad"), visits.page()
    writer.goto(ENGLISH.at("/workspace/content/?q=trainers&shelf=news"))
    writer.locator("tbody th a").first.click()
    item = writer.url.removeprefix(writer.url.partition("/en/workspace")[0])
    writer.goto(f"{item}text/")
    writer.locator("#id_summary_ar").fill("ختمت الخطة الأولى، وصار للمهارات من يعلّمها ويقودها.")
    writer.locator("form .button--main").click()
    expect(writer.locator("main")).to_contain_text("Outdated")
    axe(writer)
    publisher.goto(f"{item}publication/")
    publisher.locator("form .button--main").click()
    publisher.locator(".undo").wait_for()
    reader.goto(ENGLISH.at("/news/trainers-and-youth/"))
    expect(reader.locator(".notice--watch")).to_contain_text("may lag behind")
    axe(reader)
