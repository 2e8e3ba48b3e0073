"""Search finds what somebody may see, best first, in any spelling."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from athar.direction.content.choices import Shelf
from athar.direction.content.operations import begin
from athar.direction.content.operations import publish as publish_text
from athar.direction.content.tests.factories import manuscript
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Person
from athar.foundation.people.tests.factories import PersonFactory, RoleGrantFactory
from athar.web.ui.finding import Asked

from .conftest import page, signed_in


def results(client, words: str, prefix: str = "") -> dict[str, list[str]]:
    html = page(client, f"{prefix}/search/?q={words}")
    groups = re.findall(r'<h2 class="found__group">(.*?) <span.*?</h2><ul.*?>(.*?)</ul>', html, re.DOTALL)
    return {
        label: [re.sub(r"<[^>]*>", "", hit) for hit in re.findall(r"<a [^>]*>(.*?)</a>", hits)]
        for label, hits in groups
    }


def test_an_initiative_is_found_by_its_name_in_any_spelling(published, visitor):
    for words in ["موسم رمضان", "مَوسِم رمضان", "رمضان", "Ramadan"]:
        assert "موسم رمضان" in results(visitor, words)["المبادرات"], words


def test_a_slip_of_the_finger_is_forgiven(published, visitor):
    assert "Ramadan season" in results(visitor, "Ramadhan", "/en")["Initiatives"]


def test_the_word_asked_for_is_marked_as_it_stands(published, visitor):
    assert "موسم <mark>رمضان</mark>" in page(visitor, "/search/?q=رَمضان")


def test_a_record_is_found_by_its_number_in_either_digits(published, visitor):
    for words in ["R-000001", "r-1", "R-٠٠٠٠٠١"]:
        assert "Record R-000001" in results(visitor, words, "/en")["By its number or code"]


def test_a_figure_is_found_by_name_and_by_code(published, visitor):
    assert results(visitor, "beneficiaries.reached", "/en")
    assert results(visitor, "reached", "/en")["Figures"]


def test_a_sentence_of_a_published_report_is_found_with_its_chapter(published, visitor):
    [sentence] = results(visitor, "we reached", "/en")["Reports and their sentences"]
    assert sentence.startswith("We reached 38")


def test_evidence_is_found_by_its_title(published, visitor):
    assert results(visitor, "Counting", "/en")["Evidence"] == ["Counting sheet"]


def test_a_visitor_finds_no_people(published, visitor):
    assert "People" not in results(visitor, "Noura", "/en")


@pytest.mark.parametrize("words", ["سارة", "ساره الزهراني", "Sara", "Sarah Alzahrani", "Az-Zahrani"])
def test_a_programme_manager_finds_a_person_by_any_spelling(published, words):
    assert "سارة الزهراني" in results(signed_in(published.noura), words, "/en")["People"]


def test_a_person_is_found_by_pseudonym(published):
    sara = Person.objects.get(pk=published.sara.pk)
    assert results(signed_in(published.noura), str(sara.ref), "/en")["People"] == ["سارة الزهراني"]


def test_whoever_sees_initials_finds_them_by_pseudonym_and_never_by_name(published):
    khalid = signed_in(published.khalid)
    assert [hit[:5] for hit in results(khalid, str(published.sara.ref), "/en")["People"]] == ["س. ز."]
    for words in ["سارة", "سارة الزهراني", "Sara Alzahrani"]:
        assert "People" not in results(khalid, words, "/en"), words


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROGRAMME_MANAGER])
def test_nobody_but_a_programme_manager_learns_of_a_child_by_name(published, role):
    child = PersonFactory(name="ليان النجدي", birth_date=date(timezone.now().year - 9, 1, 1))
    RoleGrantFactory(person=published.omar, role=role, since=timezone.now() - timedelta(days=1))
    html = page(signed_in(published.omar), "/en/search/?q=ليان")
    assert (str(child.ref) in html, "النجدي" in html) == (False, False)


def test_a_national_id_finds_nobody_and_is_never_shown(published):
    number = Person.objects.get(pk=published.sara.pk).national_id
    for who in (published.noura, published.khalid, published.omar):
        assert "People" not in results(signed_in(who), number), who
        assert number not in page(signed_in(who), f"/search/?q={published.sara.ref}"), who


def test_staff_find_the_places_they_may_open_and_no_others(published):
    assert results(signed_in(published.noura), "imports", "/en")["Places of the workspace"] == ["Imports"]
    assert "Places of the workspace" not in results(signed_in(published.fahd), "imports", "/en")
    assert "Places of the workspace" not in results(signed_in(published.omar), "ledger", "/en")


def test_what_readers_see_is_found_by_a_word_of_its_text_and_nothing_else_is(published, visitor):
    now, salma = timezone.now(), published.salma
    RoleGrantFactory(person=published.fahd, role=Role.EXECUTIVE, since=now - timedelta(days=1))
    out = begin(shelf=Shelf.NEWS, slug="season", manuscript=manuscript(), by=salma, at=now)
    begin(shelf=Shelf.NEWS, slug="later", manuscript=manuscript(title_en="Pilgrims later"), by=salma, at=now)
    publish_text(revision=out, by=published.fahd, at=now)
    assert results(visitor, "pilgrims", "/en")["Pages, news and the library"] == ["The season of Hajj"]


def test_the_person_found_leads_to_their_records(published):
    noura = signed_in(published.noura)
    html = page(noura, f"/en/workspace/ledger/?person={published.sara.ref}")
    assert html.count("/en/workspace/ledger/0/") >= 1
    assert "/en/workspace/ledger/1/" not in html


def test_somebody_without_a_role_finds_no_people(published):
    assert "People" not in results(signed_in(published.sara), "نورة", "/en")


@pytest.mark.parametrize("words", ["", "%20", "%00", "((", "%3Cscript%3E", "x" * 500, "-", "١"])
def test_whatever_is_typed_gets_a_page(published, visitor, words):
    html = page(visitor, f"/en/search/?q={words}")
    assert "<script>" not in html


def test_searching_costs_at_most_twelve_queries(published):
    noura = signed_in(published.noura)
    for words in ["سارة", "Sara", "R-000001", "Ramadan", "2023"]:
        page(noura, f"/en/search/?q={words}")
        with CaptureQueriesContext(connection) as asked:
            page(noura, f"/en/search/?q={words}")
        assert len(asked) <= 12, (words, len(asked))


@pytest.mark.parametrize(
    ("text", "rank"),
    [("forum", 0), ("for", 1), ("riyadh", 2), ("yadh", 3), ("forun", 4), ("hackathon", None)],
)
def test_better_answers_rank_before_worse_ones(text, rank):
    assert Asked(text).rank("Forum", "The Riyadh forum") == rank
