"""What readers see, from when, until when, and by whose decision."""

from datetime import timedelta

import pytest

from athar.direction.content.choices import Shelf, Standing
from athar.direction.content.models import Decision, Item
from athar.direction.content.operations import ContentRefused, begin, publish, retract, withdraw, write
from athar.direction.content.queries import items, matching, narrowed, shown, shown_item, ways
from athar.direction.content.rules import standing
from athar.direction.content.tests.factories import manuscript

HOUR = timedelta(hours=1)


def seen(at):
    decision = shown_item(Shelf.NEWS, "season", at=at)
    return decision.revision.number if decision else None


def named(at):
    item = items(at=at).get()
    return standing(newest=item.newest, shown=item.shown, awaited=item.awaited, decided=item.decided)


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_a_scheduled_text_is_seen_from_its_hour_until_its_end(cast, news, now):
    publish(revision=news, by=cast.saad, at=now, starts_at=now + HOUR, ends_at=now + 3 * HOUR)
    moments = [now, now + HOUR, now + 3 * HOUR - timedelta(seconds=1), now + 3 * HOUR]
    assert [seen(at) for at in moments] == [None, 1, 1, None]
    assert [named(at) for at in moments] == [
        Standing.SCHEDULED,
        Standing.PUBLIC,
        Standing.PUBLIC,
        Standing.WITHDRAWN,
    ]


def test_a_newer_text_waits_until_it_is_published_and_the_date_of_the_news_stays(cast, news, now):
    publish(revision=news, by=cast.saad, at=now)
    newer = write(item=news.item, manuscript=manuscript(title_ar="أدق"), based_on=1, by=cast.reem, at=now)
    assert (seen(now), named(now)) == (1, Standing.CHANGED)
    publish(revision=newer, by=cast.saad, at=now + HOUR)
    assert (seen(now + HOUR), shown(at=now + HOUR).get().first_at) == (2, now)


def test_withdrawal_can_be_scheduled_and_taken_back(cast, news, now):
    publish(revision=news, by=cast.saad, at=now)
    withdrawal = withdraw(item=news.item, by=cast.fahad, at=now, starts_at=now + HOUR)
    assert [seen(now), seen(now + HOUR)] == [1, None]
    retract(decision=withdrawal, by=cast.saad, at=now)
    assert seen(now + HOUR) == 1


def test_taking_back_a_publication_brings_the_text_before_it_back(cast, news, now):
    publish(revision=news, by=cast.saad, at=now)
    newer = write(item=news.item, manuscript=manuscript(title_ar="أدق"), based_on=1, by=cast.reem, at=now)
    second = publish(revision=newer, by=cast.saad, at=now + HOUR)
    retract(decision=second, by=cast.saad, at=now + HOUR)
    assert seen(now + HOUR) == 1


def test_only_the_last_decision_can_be_taken_back(cast, news, now):
    first = publish(revision=news, by=cast.saad, at=now)
    withdraw(item=news.item, by=cast.saad, at=now)
    with pytest.raises(ContentRefused) as refused:
        retract(decision=first, by=cast.saad, at=now)
    assert codes(refused) == ["not_the_last"]


@pytest.mark.parametrize("shelf", [Shelf.PAGE, Shelf.DISCLOSURE])
def test_nobody_publishes_their_own_page_or_disclosure(cast, now, shelf):
    own = begin(shelf=shelf, slug="policy", manuscript=manuscript(), by=cast.fahad, at=now)
    with pytest.raises(ContentRefused) as refused:
        publish(revision=own, by=cast.fahad, at=now)
    assert codes(refused) == ["own_text"]
    assert publish(revision=own, by=cast.saad, at=now).by == cast.saad


def test_news_may_be_published_by_the_governance_officer_who_wrote_it(cast, now):
    own = begin(shelf=Shelf.NEWS, slug="x", manuscript=manuscript(), by=cast.fahad, at=now)
    assert publish(revision=own, by=cast.fahad, at=now).revision == own


def test_every_reason_against_publishing_is_told_at_once(cast, news, now):
    write(item=news.item, manuscript=manuscript(draft_ar=True), based_on=1, by=cast.reem, at=now)
    drafted = news.item.revisions.first()
    write(item=news.item, manuscript=manuscript(), based_on=2, by=cast.reem, at=now)
    with pytest.raises(ContentRefused) as refused:
        publish(revision=drafted, by=cast.omar, at=now, starts_at=now - HOUR, ends_at=now - 2 * HOUR)
    assert codes(refused) == ["no_arabic", "not_newest", "past", "no_window", "no_publisher"]
    assert Decision.objects.count() == 0


def test_what_nobody_sees_cannot_be_withdrawn(cast, news, now):
    with pytest.raises(ContentRefused) as refused:
        withdraw(item=news.item, by=cast.saad, at=now)
    assert codes(refused) == ["not_shown"]


def test_any_spelling_finds_an_item(cast, now):
    written = begin(
        shelf=Shelf.LIBRARY, slug="guide", by=cast.reem, at=now,
        manuscript=manuscript(title_ar="دليلُ قياس الحالة الثقافيّة", body_ar="إلى القارئ"),
    )  # fmt: skip
    publish(revision=written, by=cast.saad, at=now)
    for words in ("دليل الثقافيه", "الي القارئ", "PILGRIMS"):
        assert matching(shown(at=now), words).count() == 1
        assert narrowed(Item.objects.all(), words=words).count() == 1
    assert matching(shown(at=now), "غيره").count() == 0


@pytest.mark.parametrize("state", ["missing", "draft", "current", "outdated"])
def test_the_list_narrows_to_a_state_of_translation_exactly_as_the_rule_names_it(cast, now, state):
    texts = [
        manuscript(),
        manuscript(body_en=""),
        manuscript(draft_en=True),
        manuscript(title_ar="", body_ar="", draft_en=True),
    ]
    for number, text in enumerate(texts):
        begin(shelf=Shelf.NEWS, slug=f"n-{number}", manuscript=text, by=cast.reem, at=now)
    behind = Item.objects.get(slug="n-0")
    begin(shelf=Shelf.NEWS, slug="n-9", manuscript=manuscript(), by=cast.reem, at=now)
    write(item=behind, manuscript=manuscript(body_ar="غيره"), based_on=1, by=cast.reem, at=now)
    found = {item.slug for item in narrowed(Item.objects.all(), translation=state)}
    newest = [item.revisions.first() for item in Item.objects.all()]
    assert found == {row.item.slug for row in newest if state in {row.arabic, row.english}}


def test_pages_stand_in_header_and_footer_where_they_are_marked(cast, now):
    for slug, navigation, place in (("about", "both", 1), ("privacy", "foot", 2), ("hidden", "", 0)):
        text = manuscript(title_ar=slug, title_en="", navigation=navigation, place=place)
        publish(
            revision=begin(shelf="page", slug=slug, manuscript=text, by=cast.reem, at=now),
            by=cast.saad,
            at=now,
        )
    assert [(way.slug, way.in_head, way.in_foot, way.title_en) for way in ways(at=now)] == [
        ("about", True, True, "about"),
        ("privacy", False, True, "privacy"),
    ]


def test_listing_costs_the_same_for_many_items_as_for_few(cast, news, now, django_assert_num_queries):
    for number in range(5):
        text = begin(shelf=Shelf.NEWS, slug=f"n-{number}", manuscript=manuscript(), by=cast.reem, at=now)
        publish(revision=text, by=cast.saad, at=now)
    with django_assert_num_queries(1):
        assert next((row.item.slug, row.revision.title_ar) for row in shown(at=now, shelf=Shelf.NEWS)) == (
            "n-4",
            "موسم الحج",
        )
    with django_assert_num_queries(1):
        assert [item.newest for item in items(at=now)] == [1] * 6
