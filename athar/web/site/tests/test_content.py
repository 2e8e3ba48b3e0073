"""What the association says, as readers meet it."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from athar.direction.content.choices import Shelf
from athar.direction.content.operations import add_attachment, add_picture, begin, publish, withdraw, write
from athar.direction.content.tests.factories import image, manuscript
from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import RoleGrantFactory

ATOM = "{http://www.w3.org/2005/Atom}"
HOUR = timedelta(hours=1)


def sent(address, client=None):
    """An answer that was read to its end; a file is closed then."""
    answer = (client or Client()).get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
        for close in answer._resource_closers:  # closing the answer would close the database too
            close()
    return answer


@pytest.fixture
def say(records):
    """Say something in public: Salma writes, Fahd lets it out."""
    RoleGrantFactory(person=records.fahd, role=Role.EXECUTIVE, since=timezone.now() - 9 * HOUR)

    def say(shelf, slug, *, starts=None, **changes):
        now = timezone.now()
        revision = begin(shelf=shelf, slug=slug, manuscript=manuscript(**changes), by=records.salma, at=now)
        publish(revision=revision, by=records.fahd, at=now, starts_at=now + starts if starts else None)
        return revision.item

    return say


def read(address, **more):
    return Client().get(address, **more).content.decode()


def test_news_is_read_in_both_languages_once_it_is_out(say):
    say(Shelf.NEWS, "season")
    assert ("موسم الحج" in read("/news/"), "The season of Hajj" in read("/en/news/")) == (True, True)
    assert "Volunteers served the pilgrims." in read("/en/news/season/")


def test_nothing_is_read_before_its_hour_or_after_it_is_withdrawn(say, records):
    say(Shelf.NEWS, "later", starts=HOUR)
    out = say(Shelf.NEWS, "gone")
    withdraw(item=out, by=records.fahd, at=timezone.now())
    assert [Client().get(f"/news/{slug}/").status_code for slug in ("later", "gone", "never")] == [404] * 3
    assert "No news yet" in read("/en/news/")


def test_a_reader_is_told_when_a_translation_is_missing_or_behind(say, records):
    say(Shelf.NEWS, "arabic", body_en="")
    assert "not translated yet" in read("/en/news/arabic/")
    item = say(Shelf.NEWS, "behind")
    now = timezone.now()
    newer = write(item=item, manuscript=manuscript(body_ar="أحدث"), based_on=1, by=records.salma, at=now)
    publish(revision=newer, by=records.fahd, at=now)
    assert "may lag behind" in read("/en/news/behind/")
    assert "قد يتأخر" not in read("/news/behind/")


def test_a_number_in_the_news_leads_to_its_receipt(say):
    say(Shelf.NEWS, "reached", body_en='We reached {{ figure "beneficiaries.reached" period="2023" }}.')
    page = read("/en/news/reached/")
    assert ('href="/en/figures/2023/beneficiaries.reached/receipt/"' in page, "382" in page) == (True, True)


def test_the_library_is_searched_and_narrowed(say):
    say(Shelf.LIBRARY, "guide", title_ar="دليل الثقافة", genre="guide", year=2023, subject="culture")
    say(Shelf.LIBRARY, "study", title_ar="دراسة الأثر", genre="study", year=2024, subject="measurement")

    def found(query):
        page = read(f"/library/?{query}")
        return [slug for slug in ("guide", "study") if f"/library/{slug}/" in page]

    assert [
        found("q=الثقافه"),
        found("kind=study"),
        found("year=2023"),
        found("subject=measurement"),
        found("q=غيره"),
        found("year=x"),
    ] == [
        ["guide"],
        ["study"],
        ["guide"],
        ["study"],
        [],
        ["guide", "study"],
    ]


def test_a_library_item_is_cited_kept_and_compared(say, records):
    item = say(Shelf.LIBRARY, "guide", genre="guide", year=2023, authors_en="Culture team")
    now = timezone.now()
    kept = add_attachment(
        item=item,
        file=ContentFile(b"%PDF-1.7", name="a.pdf"),
        title_ar="دليل",
        title_en="Guide",
        by=records.salma,
        at=now,
    )
    document = f"/documents/library/guide/{kept.sha256}/"
    assert Client().get(document).status_code == 404
    text = manuscript(genre="guide", year=2023, authors_en="Culture team", attachments=(kept.pk,))
    publish(
        revision=write(item=item, manuscript=text, based_on=1, by=records.salma, at=now),
        by=records.fahd,
        at=now,
    )
    page = read("/en/library/guide/")
    assert ("Culture team (2023). The season of Hajj." in page, kept.sha256 in page, document in page) == (
        True,
        True,
        True,
    )
    answer = sent(document)
    assert (
        answer["Content-Type"],
        answer["Content-Disposition"].split(";")[0],
        answer["X-Content-Type-Options"],
    ) == (
        "application/pdf",
        "attachment",
        "nosniff",
    )
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_picture_is_private_until_a_text_that_shows_it_is_out(say, records):
    item = say(Shelf.NEWS, "season")
    now = timezone.now()
    picture = add_picture(
        item=item, file=image(), alt_ar="حلقات", alt_en="Rings", decorative=False, by=records.salma, at=now
    )
    writer = Client()
    writer.force_login(records.noura.account, backend="athar.web.ui.viewer.Accounts")
    assert [sent(picture.large_url, client).status_code for client in (Client(), writer)] == [404, 200]
    text = manuscript(lead_picture=picture.pk)
    publish(
        revision=write(item=item, manuscript=text, based_on=1, by=records.salma, at=now),
        by=records.fahd,
        at=now,
    )
    answer = sent(picture.small_url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    page = read("/en/news/season/")
    assert (
        'alt="Rings"' in page,
        f'<meta property="og:image" content="http://127.0.0.1:8000{picture.large_url}">' in page,
    ) == (True, True)


def test_disclosures_stand_beside_the_seal_of_the_ledger(say):
    say(Shelf.DISCLOSURE, "policy", title_en="Conflict of interest", genre="policy", year=2024)
    page = read("/en/governance/")
    assert ("Conflict of interest" in page, "The newest seal of the ledger" in page) == (True, True)
    assert Client().get("/en/governance/policy/").status_code == 200


def test_pages_stand_at_their_own_address_and_in_the_footer_where_they_are_marked(say):
    from django.core.cache import cache

    say(Shelf.PAGE, "about", title_en="Who we are", navigation="both")
    say(Shelf.PAGE, "privacy", title_en="Privacy notice", navigation="foot")
    cache.clear()
    assert [Client().get(address).status_code for address in ("/about/", "/about/privacy/", "/about/x/")] == [
        200,
        200,
        404,
    ]
    footer = read("/en/news/").partition("<footer")[2]
    assert ('href="/en/about/"' in footer, 'href="/en/about/privacy/"' in footer) == (True, True)


def test_the_feed_lists_what_is_out(say):
    say(Shelf.NEWS, "season", title_en="A & B <b>")
    say(Shelf.NEWS, "later", starts=HOUR)
    answer = Client().get("/en/news/feed.xml")
    titles = [entry.findtext(f"{ATOM}title") for entry in ET.fromstring(answer.content).iter(f"{ATOM}entry")]
    assert (answer["Content-Type"], titles) == ("application/atom+xml; charset=utf-8", ["A & B <b>"])


def test_the_map_of_the_site_leads_to_everything_in_both_languages(say):
    say(Shelf.NEWS, "season")
    addresses = [
        found.text
        for found in ET.fromstring(Client().get("/sitemap.xml").content).iter(
            "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
        )
    ]
    assert {
        "http://127.0.0.1:8000/news/season/",
        "http://127.0.0.1:8000/en/news/season/",
        "http://127.0.0.1:8000/en/library/",
    } <= set(addresses)
    assert {
        Client().get(address.removeprefix("http://127.0.0.1:8000")).status_code for address in addresses
    } == {200}
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in read("/robots.txt")


def test_lists_cost_the_same_for_many_as_for_few(say):
    def asked(address):
        Client().get(address)
        with CaptureQueriesContext(connection) as queries:
            Client().get(address)
        return len(queries)

    for shelf, address in (
        (Shelf.NEWS, "/news/"),
        (Shelf.LIBRARY, "/library/"),
        (Shelf.DISCLOSURE, "/governance/"),
    ):
        say(shelf, "first")
        few = asked(address)
        for number in range(3):
            say(shelf, f"n-{number}")
        assert asked(address) == few <= 12


def test_a_guide_in_chapters_is_offered_as_a_pdf_in_each_language(say):
    chapters = {"body_ar": "## ماذا نقيس\n\nالوعي.\n", "body_en": "## What we measure\n\nAwareness.\n"}
    say(Shelf.LIBRARY, "guide", genre="guide", **chapters)
    say(Shelf.LIBRARY, "leaf", genre="guide", body_ar="ورقة.", body_en="A leaf.")
    page = read("/en/library/guide/")
    assert ("/en/library/guide/ar.pdf" in page, "/en/library/guide/en.pdf" in page) == (True, True)
    answer = Client().get("/en/library/guide/ar.pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    assert answer["Content-Disposition"] == 'attachment; filename="guide.ar.pdf"'
    refused = ("/library/leaf/ar.pdf", "/library/guide/fr.pdf", "/library/nothing/ar.pdf")
    assert [Client().get(address).status_code for address in refused] == [404] * 3
    assert ".pdf" not in read("/library/leaf/")
