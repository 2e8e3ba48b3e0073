"""Opportunities in the workspace: drafted, reviewed by somebody else, published, closed; each only within one's scope."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hijridate import Gregorian

from athar.engine.ledger.tests.factories import InitiativeFactory
from athar.foundation.core.dates import riyadh_day
from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import (
    AccountFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
)
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import submit_opportunity
from athar.initiatives.volunteering.tests.factories import drafted, published
from athar.web.ui.viewer import Viewer
from athar.web.workspace.counts import opportunities_to_review

HOME = "/en/workspace/opportunities/"


@pytest.fixture
def draft(cast):
    """Noura's, of the association's forum."""
    return drafted(cast.noura, at=timezone.now(), initiative=cast.forum)


@pytest.fixture
def in_review(draft, cast):
    return submit_opportunity(opportunity=draft, by=cast.noura, at=timezone.now())


def typed(cast, **changes):
    first = (timezone.now() + timedelta(days=10)).date()
    usual = {
        "initiative": "forum", "organisation": cast.body.pk, "code": "Water-٢", "name_ar": "سقيا", "name_en": "Water",
        "starts_on": first.isoformat(), "ends_on": (first + timedelta(days=2)).isoformat(), "level": "general", "field": "food",
        "choosing": "open", "least_age": "١٦",
    }  # fmt: skip
    return usual | changes


def elsewhere():
    return InitiativeFactory(code="youth", number=70)


def address(opportunity, *tail):
    return "/".join([f"{HOME}{opportunity.pk}", *map(str, tail), ""])


def names(answer):
    return [line.name for line in answer.context["table"].lines]


# ---- who sees which


def test_a_partners_manager_sees_only_what_her_organisation_offers(enter, cast, draft):
    hers = drafted(cast.noura, code="hers", at=timezone.now(), organisation=cast.body)
    client = enter("salma")
    assert names(client.get(HOME)) == [str(hers.edition.name_en)]
    assert client.get(address(hers)).status_code == 200
    for tail in ((), ("text",), ("people",), ("shifts", draft.edition.sessions.get().pk)):
        assert client.get(address(draft, *tail)).status_code == 404
    assert client.post(address(draft, "steps"), {"step": "in_review"}).status_code == 404


def test_a_manager_of_one_initiative_sees_and_writes_what_lies_within(cast, draft, client):
    drafted(cast.noura, code="elsewhere", at=timezone.now(), initiative=elsewhere())
    person = AccountFactory(email="majed@example.org").person
    RoleGrantFactory(person=person, role=Role.PROGRAMME_MANAGER, initiative="forum")
    client.force_login(person.account, backend="athar.web.ui.viewer.Accounts")
    assert names(client.get(HOME)) == ["Iftar"]
    assert client.get(address(draft, "text")).status_code == 200
    answer = client.post(f"{HOME}new/", typed(cast))
    assert (answer.status_code, Opportunity.objects.filter(edition__code="water-2").exists()) == (302, True)


# ---- the list


def test_the_list_is_narrowed_by_state_level_initiative_and_words_in_any_spelling(enter, cast, draft):
    published(
        cast.noura,
        cast.khalid,
        code="public",
        initiative=elsewhere(),
        at=timezone.now(),
        level="skilled",
        summary_ar="تعليم القراءة",
    )
    client = enter("noura")
    for query, many in (
        ("", 2), ("state=draft", 1), ("level=skilled", 1), ("initiative=forum", 1), ("q=تعليم قراءه", 1), ("q=xyz", 0),
    ):  # fmt: skip
        assert len(client.get(f"{HOME}?{query}").context["table"].lines) == many, query


def test_an_empty_list_says_what_it_is_for_and_offers_the_first_act(enter):
    assert f'href="{HOME}new/"' in enter("noura").get(HOME).content.decode()
    assert "No opportunity is here yet" in enter("khalid").get(HOME).content.decode()


def test_the_list_is_taken_home_as_a_file(enter, draft):
    answer = enter("noura").get(f"{HOME}opportunities.csv")
    text = b"".join(answer.streaming_content).decode()
    assert "Iftar" in text


# ---- the way of one


def test_noura_drafts_one_in_any_digits_and_it_is_kept(enter, cast):
    answer = enter("noura").post(f"{HOME}new/", typed(cast))
    found = Opportunity.objects.get()
    assert answer.url == address(found)
    assert (found.edition.code, found.least_age, found.written_by) == ("water-2", 16, cast.noura)


def test_a_draft_that_cannot_be_says_every_reason_and_keeps_what_was_typed(enter, cast):
    page = (
        enter("noura")
        .post(f"{HOME}new/", typed(cast, code="a b", ends_on="2020-01-01", name_en=""))
        .content.decode()
    )
    assert "words apart by hyphens" in page
    assert 'value="سقيا"' in page
    answer = enter("noura").post(f"{HOME}new/", typed(cast, ends_on="2020-01-01"))
    assert (answer.status_code, Opportunity.objects.count()) == (409, 0)
    assert "It would end before it starts." in answer.content.decode()


def test_salma_drafts_for_her_organisation_and_for_no_other(enter, cast):
    other = OrganisationFactory()
    client = enter("salma")
    assert client.post(f"{HOME}new/", typed(cast, organisation=other.pk)).status_code == 422
    assert client.post(f"{HOME}new/", typed(cast)).status_code == 302
    assert Opportunity.objects.get().organisation == cast.body


def test_a_draft_says_what_is_missing_until_it_can_be_sent_to_review(enter, cast):
    opportunity = drafted(cast.noura, at=timezone.now(), charter_en="")
    client = enter("noura")
    assert "A text is missing in one of the languages." in client.get(address(opportunity)).content.decode()
    answer = client.post(address(opportunity, "steps"), {"step": "in_review"})
    assert answer.status_code == 409
    form = client.get(address(opportunity, "text")).context["form"]
    client.post(
        address(opportunity, "text"),
        {
            name: "" if value in (None, False) else getattr(value, "pk", value)
            for name, value in form.initial.items()
        }
        | {"charter_en": "I keep the time."},
    )
    client.post(address(opportunity, "steps"), {"step": "in_review"})
    opportunity.refresh_from_db()
    assert (opportunity.state, opportunity.charter_en) == ("in_review", "I keep the time.")


def test_somebody_else_publishes_it_and_who_wrote_it_cannot(enter, cast, in_review):
    answer = enter("noura").post(address(in_review, "publication"), {"verdict": "published"})
    assert answer.status_code == 409
    assert "Nobody publishes what they wrote themselves" in answer.content.decode()
    last = (timezone.now() + timedelta(days=5)).date()
    enter("khalid").post(
        address(in_review, "publication"), {"verdict": "published", "last_day": last.isoformat()}
    )
    in_review.refresh_from_db()
    assert in_review.state == "published"
    assert timezone.localtime(in_review.call.closes_at).date() in {last, last + timedelta(days=1)}


def test_whoever_sent_it_to_review_is_not_asked_to_review_it(enter, cast, draft):
    submit_opportunity(opportunity=draft, by=cast.khalid, at=timezone.now())
    client = enter("khalid")
    for tail in ((), ("publication",)):
        assert "You wrote this or sent it to review" in client.get(address(draft, *tail)).content.decode()
    reviewers = (Viewer(person, frozenset({Role.REVIEWER})) for person in (cast.khalid, PersonFactory()))
    assert [list(opportunities_to_review(one)) for one in reviewers] == [[], [draft]]


def test_it_comes_back_with_a_reason_that_whoever_wrote_it_reads(enter, in_review):
    client = enter("khalid")
    assert client.post(address(in_review, "publication"), {"verdict": "returned"}).status_code == 409
    client.post(address(in_review, "publication"), {"verdict": "returned", "reason": "Where is the charter?"})
    page = enter("noura").get(address(in_review)).content.decode()
    assert page.count("Where is the charter?") == 2  # above the page, and where it is told what happened


def test_what_is_published_is_closed_and_evaluated_once_its_last_day_is_over(enter, cast):
    opportunity = published(
        cast.noura, cast.khalid, at=timezone.now() - timedelta(days=40), initiative=cast.forum
    )
    client = enter("noura")
    assert client.post(address(opportunity, "evaluation"), {"lessons": "More water"}).status_code == 409
    client.post(address(opportunity, "steps"), {"step": "closed"})
    client.post(address(opportunity, "evaluation"), {"lessons": "More water"})
    opportunity.refresh_from_db()
    assert opportunity.state == "evaluated"
    assert "More water" in client.get(address(opportunity)).content.decode()


def test_what_is_no_draft_is_not_written_anew(enter, in_review):
    assert enter("noura").get(address(in_review, "text")).url == address(in_review)


# ---- shifts


def shift_typed(opportunity, **changes):
    usual = {
        "name_ar": "مساء", "name_en": "Evening", "day": opportunity.edition.starts_on.isoformat(), "begins": "٢٠", "ends": "1:00",
        "capacity": "١٢", "times": "3", "every": "2",
    }  # fmt: skip
    return usual | changes


def test_a_series_of_shifts_is_added_at_once(enter, draft):
    enter("noura").post(address(draft, "shifts", "new"), shift_typed(draft))
    added = draft.edition.sessions.filter(name_en="Evening")
    assert [(one.capacity, one.ends_at - one.starts_at) for one in added] == [(12, timedelta(hours=5))] * 3


def test_a_season_is_a_series_from_a_day_until_a_day_in_either_calendar(enter, draft):
    client, first = enter("noura"), draft.edition.starts_on
    last = Gregorian(*(first + timedelta(days=5)).timetuple()[:3]).to_hijri()
    typed = shift_typed(draft, until=f"{last.isoformat()}H")
    assert (
        client.post(
            address(draft, "shifts", "new"), typed | {"day": last.isoformat() + "H", "until": first}
        ).status_code
        == 422
    )
    client.post(address(draft, "shifts", "new"), typed)
    begun = draft.edition.sessions.filter(name_en="Evening").values_list("starts_at", flat=True)
    assert sorted((riyadh_day(at) - first).days for at in begun) == [0, 2, 4]


def test_a_shift_outside_the_days_or_without_hours_is_refused(enter, draft):
    client = enter("noura")
    assert client.post(address(draft, "shifts", "new"), shift_typed(draft, begins="")).status_code == 422
    answer = client.post(address(draft, "shifts", "new"), shift_typed(draft, times="9"))
    assert (answer.status_code, draft.edition.sessions.count()) == (409, 1)


def test_seats_are_changed_and_a_shift_is_cancelled_with_a_reason(enter, cast, draft):
    session = draft.edition.sessions.get()
    client = enter("noura")
    client.post(address(draft, "shifts", session.pk, "capacity"), {"capacity": "٩"})
    session.refresh_from_db()
    assert session.capacity == 9
    assert client.post(address(draft, "shifts", session.pk, "cancellation"), {}).status_code == 422
    client.post(address(draft, "shifts", session.pk, "cancellation"), {"reason": "Rain"})
    session.refresh_from_db()
    assert session.cancelled_at
    assert "Rain" in client.get(address(draft, "shifts", session.pk)).content.decode()


def test_a_shift_of_another_opportunity_is_not_found_under_this_one(enter, cast, draft):
    other = drafted(cast.noura, code="other", at=timezone.now()).edition.sessions.get()
    assert enter("noura").get(address(draft, "shifts", other.pk)).status_code == 404


# ---- what waits, and queries


def test_one_in_review_waits_for_everybody_who_may_publish_it_but_its_writer(enter, in_review):
    for key, many in (("khalid", 1), ("noura", 0), ("salma", 0)):
        page = enter(key).get("/en/workspace/")
        counted = [
            item["count"]
            for group in page.context["places"]
            for item in group["items"]
            if item["url"] == HOME
        ]
        assert (page.context["queue"].many, counted) == (many, [many or None]), key
    [item] = enter("khalid").get("/en/workspace/").context["volunteering"]
    assert item.url == address(in_review, "publication")


@pytest.mark.parametrize("many", [1, 3])
def test_pages_stay_within_twelve_queries(cast, pages, many):
    for number in range(many):
        opportunity = published(cast.noura, cast.khalid, code=f"public-{number}", at=timezone.now())
        submit_opportunity(
            opportunity=drafted(cast.noura, code=f"waits-{number}", at=timezone.now()),
            by=cast.noura,
            at=timezone.now(),
        )
    assert pages("khalid", HOME) <= 12
    assert pages("khalid", address(opportunity)) <= 12
    assert pages("khalid", address(Opportunity.objects.get(edition__code="waits-0"), "publication")) <= 12


def test_a_draft_asks_questions_that_its_reviewer_reads_and_that_stay_as_they_are(enter, cast):
    opportunity = drafted(cast.noura, at=timezone.now())
    client, base = enter("noura"), f"{HOME}{opportunity.pk}/questions/"
    said = {
        "label_ar": "مقاس القميص", "label_en": "Shirt size", "asking": "one", "options_ar": "صغير\nكبير", "options_en": "Small\nLarge",
        "required": "on", "after": "",
    }  # fmt: skip
    assert client.post(f"{base}new/", said | {"label_en": ""}).status_code == 422
    wrong = client.post(f"{base}new/", said | {"options_en": "Small"})
    assert wrong.status_code == 409
    assert "Write as many lines in Arabic as in English" in wrong.content.decode()
    assert "كبير" in wrong.content.decode()
    client.post(f"{base}new/", said)
    client.post(f"{base}new/", said | {"label_en": "Comes by car", "asking": "yes_no", "after": "shirt_size"})
    page = client.get(f"{base}shirt_size/").content.decode()
    assert "Small\nLarge" in page
    client.post(f"{base}shirt_size/", said | {"label_en": "Size of your shirt", "after": "comes_by_car"})
    client.post(f"{base}comes_by_car/", {"remove": "yes"})
    opportunity = Opportunity.objects.get()
    assert [(one.code, one.label.en) for one in opportunity.asks] == [("shirt_size", "Size of your shirt")]
    assert client.get(f"{base}comes_by_car/").status_code == 404
    submit_opportunity(opportunity=opportunity, by=cast.noura, at=timezone.now())
    reviewed = enter("khalid").get(f"{HOME}{opportunity.pk}/publication/").content.decode()
    assert "Size of your shirt" in reviewed
    assert "مقاس القميص" in reviewed
    assert client.post(f"{base}shirt_size/", said).status_code == 409
    assert client.get(f"{base}shirt_size/").status_code == 302
    assert enter("khalid").post(f"{base}new/", said).status_code == 403
