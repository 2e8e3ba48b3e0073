"""The editor: two languages side by side, nothing lost, and a second person lets it out."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from athar.direction.content.choices import Shelf
from athar.direction.content.models import Decision, Item
from athar.direction.content.operations import begin, publish, write
from athar.direction.content.queries import shown_item
from athar.direction.content.tests.factories import image, manuscript

HOME = "/en/workspace/content/"


@pytest.fixture
def item(cast):
    return begin(
        shelf=Shelf.NEWS,
        slug="season",
        manuscript=manuscript(),
        by=cast.reem,
        at=timezone.now() - timedelta(hours=1),
    ).item


def typed(**changes):
    usual = {
        "title_ar": "موسم الحج", "title_en": "The season of Hajj", "summary_ar": "خلاصة", "summary_en": "A summary",
        "body_ar": "خدم المتطوعون الحجاج.", "body_en": "Volunteers served the pilgrims.", "based_on": "1",
    }  # fmt: skip
    return usual | changes


def test_reem_begins_an_item_and_is_led_to_its_text(enter, plans):
    answer = enter("reem").post(
        f"{HOME}new/", {"shelf": "page", "title_ar": "الخصوصية", "title_en": "Privacy", "slug": "Privacy-٢"}
    )
    item = Item.objects.get()
    assert (item.slug, answer.url) == ("privacy-2", f"{HOME}{item.pk}/text/")


@pytest.mark.parametrize("slug", ["سلام", "a b", "-a", "../x", "a/b"])
def test_an_address_that_is_none_is_refused_with_its_reason(enter, plans, slug):
    answer = enter("reem").post(f"{HOME}new/", {"shelf": "page", "title_ar": "x", "slug": slug})
    assert (answer.status_code, Item.objects.count()) == (422, 0)
    assert "words apart by hyphens" in answer.content.decode()


def test_saving_makes_a_new_version_and_offers_to_take_it_back(enter, plans, item):
    client = enter("reem")
    answer = client.post(f"{HOME}{item.pk}/text/", typed(body_ar="غيره"), follow=True)
    assert [row.number for row in item.revisions.all()] == [2, 1]
    assert f"/en/workspace/content/{item.pk}/revisions/1/restoration/" in answer.content.decode()
    client.post(f"{HOME}{item.pk}/revisions/1/restoration/")
    assert item.revisions.first().body_ar == "خدم المتطوعون الحجاج."


def test_a_typed_number_is_doubted_and_saved_all_the_same(enter, plans, item):
    answer = enter("reem").post(
        f"{HOME}{item.pk}/text/", typed(body_en="We reached 72,347 people."), follow=True
    )
    assert item.revisions.first().number == 2
    assert "has no receipt" in answer.content.decode()


def test_the_second_of_two_editors_sees_what_changed_and_loses_nothing(enter, cast, plans, item):
    write(
        item=item,
        manuscript=manuscript(body_en="Fahad was quicker."),
        based_on=1,
        by=cast.fahad,
        at=timezone.now(),
    )
    client = enter("reem")
    answer = client.post(f"{HOME}{item.pk}/text/", typed(body_en="Reem wrote long."))
    page = answer.content.decode()
    assert (answer.status_code, item.revisions.count()) == (409, 2)
    assert ("<ins>Fahad was quicker.</ins>" in page, "Reem wrote long.</textarea>" in page) == (True, True)
    assert 'name="based_on" value="2"' in page
    client.post(f"{HOME}{item.pk}/text/", typed(body_en="Both.", based_on="2"))
    assert item.revisions.first().body_en == "Both."


def test_a_preview_shows_what_was_typed_and_keeps_nothing(enter, plans, item):
    hostile = typed(body_en="# New\n\n<script>alert(1)</script>")
    page = enter("reem").post(f"{HOME}{item.pk}/preview/?language=en", hostile).content.decode()
    assert ("<h2>New</h2>" in page, "<script>alert" in page, item.revisions.count()) == (True, False, 1)


def test_a_live_preview_is_only_the_text(enter, plans, item):
    answer = enter("reem").post(
        f"{HOME}{item.pk}/preview/?language=en", typed(body_en="{{ chart"), headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert ("<html" in page, "opened and not closed" in page) == (False, True)


def test_saad_schedules_it_in_either_calendar_and_takes_it_back(enter, plans, item):
    client = enter("saad")
    answer = client.post(
        f"{HOME}{item.pk}/publication/",
        {"revision": "1", "starts_on": "١٤٥٠-٠١-٠١H", "starts_hour": "٩:٣٠", "ends_on": "2029-01-01"},
    )
    decision = Decision.objects.get()
    assert (answer.status_code, f"{timezone.localtime(decision.starts_at):%Y-%m-%d %H:%M}") == (
        302,
        "2028-05-25 09:30",
    )
    client.post(f"{HOME}{item.pk}/decisions/{decision.pk}/retraction/")
    assert Decision.objects.in_force().count() == 0


@pytest.mark.parametrize("hour", ["25", "9:75", "soon"])
def test_an_hour_that_is_none_is_refused(enter, plans, item, hour):
    answer = enter("saad").post(
        f"{HOME}{item.pk}/publication/", {"revision": "1", "starts_on": "2030-01-01", "starts_hour": hour}
    )
    assert (answer.status_code, Decision.objects.count()) == (422, 0)


def test_saad_publishes_exactly_what_he_read(enter, cast, plans, item):
    write(item=item, manuscript=manuscript(title_ar="أحدث"), based_on=1, by=cast.reem, at=timezone.now())
    answer = enter("saad").post(f"{HOME}{item.pk}/publication/", {"revision": "1"})
    assert (answer.status_code, Decision.objects.count()) == (409, 0)


def test_withdrawn_readers_find_nothing(enter, cast, plans, item):
    publish(revision=item.revisions.get(), by=cast.saad, at=timezone.now() - timedelta(minutes=1))
    enter("fahad").post(f"{HOME}{item.pk}/withdrawal/", {})
    assert shown_item(Shelf.NEWS, "season", at=timezone.now()) is None


def test_a_picture_and_a_document_are_added_and_chosen(enter, plans, item):
    client = enter("reem")
    described = {"what": "picture", "alt_ar": "حلقات", "alt_en": "Rings"}
    client.post(f"{HOME}{item.pk}/files/", described | {"file": SimpleUploadedFile("a.png", image().read())})
    answer = client.post(
        f"{HOME}{item.pk}/text/", typed(lead_picture=item.pictures.get().pk, body_en='{{ picture "1" }}')
    )
    assert (answer.status_code, item.revisions.first().lead_picture) == (302, item.pictures.get())
    paper = {
        "what": "document",
        "title_ar": "ورقة",
        "title_en": "Paper",
        "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7"),
    }
    assert (client.post(f"{HOME}{item.pk}/files/", paper).status_code, item.attachments.count()) == (302, 1)


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"what": "picture", "alt_ar": "x"}, 422, "required"),
        ({"what": "picture", "alt_ar": "x", "file": SimpleUploadedFile("a.png", b"<svg onload=alert(1)>")}, 409, "not described"),
        ({"what": "picture", "decorative": "on", "file": SimpleUploadedFile("a.png", b"<svg/>")}, 409, "no picture we can read"),
        ({"what": "document", "title_ar": "x", "title_en": "x", "file": SimpleUploadedFile("a.html", b"<b>")}, 409, "not handed out"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_its_reason(enter, plans, item, form, status, said):
    answer = enter("reem").post(f"{HOME}{item.pk}/files/", form)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)


def test_the_list_finds_any_spelling_and_narrows(enter, cast, plans, item):
    begin(
        shelf=Shelf.PAGE,
        slug="a",
        manuscript=manuscript(title_ar="سياسة الخصوصيّة", body_en=""),
        by=cast.reem,
        at=timezone.now(),
    )
    client = enter("noura")

    def listed(query):
        return [row.slug for row in client.get(f"{HOME}?{query}").context["table"].page.object_list]

    assert [
        listed(""),
        listed("q=الخصوصيه"),
        listed("shelf=news"),
        listed("translation=missing"),
        listed("sort=slug"),
    ] == [
        ["a", "season"],
        ["a"],
        ["season"],
        ["a"],
        ["a", "season"],
    ]


def test_every_page_stays_within_twelve_queries_however_many_there_are(pages, cast, plans, item):
    few = pages("fahad", "/workspace/content/")
    for number in range(4):
        begin(shelf=Shelf.NEWS, slug=f"n-{number}", manuscript=manuscript(), by=cast.reem, at=timezone.now())
    publish(revision=item.revisions.get(), by=cast.saad, at=timezone.now())
    assert pages("fahad", "/workspace/content/") == few <= 12
    tails = ("", "text/", "preview/", "revisions/", "files/", "publication/", "withdrawal/")
    assert max(pages("fahad", f"/workspace/content/{item.pk}/{tail}") for tail in tails) <= 12
