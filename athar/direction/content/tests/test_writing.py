"""Revisions: never overwritten, never lost, and always sure which language is behind."""

import pytest
from django.db import ProgrammingError, transaction

from athar.direction.content.choices import Shelf, Translation
from athar.direction.content.models import Item, Revision
from athar.direction.content.operations import ContentRefused, add_picture, begin, restore, write
from athar.direction.content.tests.factories import ARABIC, image, manuscript


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_writing_in_arabic_leaves_english_outdated_until_it_catches_up(cast, news, now):
    second = write(
        item=news.item, manuscript=manuscript(body_ar=f"{ARABIC} وزادوا."), based_on=1, by=cast.reem, at=now
    )
    assert (second.arabic, second.english) == (Translation.CURRENT, Translation.OUTDATED)
    third = write(
        item=news.item,
        manuscript=manuscript(body_ar=f"{ARABIC} وزادوا.", body_en="They did more."),
        based_on=2,
        by=cast.fahad,
        at=now,
    )
    assert (third.arabic, third.english, third.written_by) == (
        Translation.CURRENT,
        Translation.CURRENT,
        cast.fahad,
    )


def test_a_writer_may_say_that_the_other_language_needs_no_change(cast, news, now):
    changed = manuscript(body_ar=f"{ARABIC}!", still_true=True)
    assert (
        write(item=news.item, manuscript=changed, based_on=1, by=cast.reem, at=now).english
        is Translation.CURRENT
    )


def test_two_writers_cannot_overwrite_each_other_unseen(cast, news, now):
    write(item=news.item, manuscript=manuscript(title_ar="أولًا"), based_on=1, by=cast.reem, at=now)
    with pytest.raises(ContentRefused) as refused:
        write(item=news.item, manuscript=manuscript(title_ar="ثانيًا"), based_on=1, by=cast.fahad, at=now)
    assert (codes(refused), news.item.revisions.first().title_ar) == (["overtaken"], "أولًا")


def test_a_text_that_says_the_same_makes_no_revision(cast, news, now):
    assert write(item=news.item, manuscript=manuscript(), based_on=1, by=cast.fahad, at=now) == news


def test_a_revision_never_changes_even_past_the_code(news):
    with pytest.raises(ProgrammingError), transaction.atomic():
        Revision.objects.filter(pk=news.pk).update(title_ar="غيره")


def test_going_back_is_a_new_revision_that_keeps_which_language_was_behind(cast, news, now):
    second = write(item=news.item, manuscript=manuscript(body_ar="غيره"), based_on=1, by=cast.reem, at=now)
    write(
        item=news.item,
        manuscript=manuscript(body_ar="غيره", body_en="Else"),
        based_on=2,
        by=cast.reem,
        at=now,
    )
    back = restore(revision=second, by=cast.reem, at=now)
    assert (back.number, back.body_en, back.behind) == (4, second.body_en, "en")


def test_an_address_belongs_to_one_item_of_a_shelf(cast, news, now):
    with pytest.raises(ContentRefused) as refused:
        begin(shelf=Shelf.NEWS, slug="season", manuscript=manuscript(), by=cast.reem, at=now)
    assert codes(refused) == ["taken"]
    assert begin(shelf=Shelf.PAGE, slug="season", manuscript=manuscript(), by=cast.reem, at=now).number == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('{{ figure "no.such" period="2023" }}', "unknown_figure"),
        ('{{ figure "no.such" }}', "no_period"),
        ('{{ picture "7" }}', "unknown_picture"),
        ('{{ chart "initiatives" }}', "unknown_directive"),
        ("![x](https://elsewhere.example/pixel.png)", "image"),
        ("{{ figure", "unclosed"),
    ],
)
def test_a_text_with_a_fault_is_not_kept(cast, now, body, code):
    with pytest.raises(ContentRefused) as refused:
        begin(shelf=Shelf.NEWS, slug="x", manuscript=manuscript(body_en=body), by=cast.reem, at=now)
    assert (codes(refused), Item.objects.count()) == ([code], 0)


def test_a_text_needs_a_title_in_some_language(cast, now):
    with pytest.raises(ContentRefused) as refused:
        begin(
            shelf=Shelf.NEWS, slug="x", manuscript=manuscript(title_ar=" ", title_en=""), by=cast.reem, at=now
        )
    assert codes(refused) == ["no_title"]


def test_a_revision_knows_the_pictures_it_shows(cast, news, now):
    described = {"alt_ar": "وصف", "alt_en": "Words", "decorative": False, "by": cast.reem, "at": now}
    first = add_picture(item=news.item, file=image(), **described)
    second = add_picture(item=news.item, file=image(colour=(1, 2, 3)), **described)
    add_picture(item=news.item, file=image(colour=(9, 9, 9)), **described)
    shown = manuscript(body_ar='{{ picture "2" }}', lead_picture=first.pk)
    written = write(item=news.item, manuscript=shown, based_on=1, by=cast.reem, at=now)
    assert set(written.pictures.all()) == {first, second}
