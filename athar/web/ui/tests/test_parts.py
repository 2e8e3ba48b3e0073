"""The parts, by what a reader gets from them."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.core.refusals import Reason
from athar.foundation.core.templatetags.athar_ui import marks, motif, numbers, tables

positive = st.integers(min_value=0, max_value=10**9)


def drawn(source: str, path: str = "/", **context) -> str:
    with override("en"):
        return Template(source).render(Context({"request": RequestFactory().get(path), **context}))


@given(st.lists(positive, min_size=1, max_size=30))
def test_rings_widen_and_the_last_reaches_the_rim(values):
    rings = motif.rings_of([{"value": value, "counted": False} for value in values])
    radii = [ring.radius for ring in rings]
    assert radii == sorted(radii)
    assert radii[-1] == pytest.approx(motif.OUTERMOST, abs=0.1)


def test_a_counted_ring_is_dotted():
    picture = drawn(
        "{% ripple rings %}", rings=[{"value": 50, "counted": False}, {"value": 55_120, "counted": True}]
    )
    assert picture.count("stroke-dasharray") == 1


def test_a_year_without_initiatives_still_draws():
    assert motif.rings_of([]) == []


@given(positive, positive)
def test_the_solid_share_stays_within_the_bar(identified, headcount):
    share = numbers.shares(identified, headcount)
    assert 0 <= share["solid"] <= 100


def test_a_mixed_total_says_how_much_is_which():
    figure = {
        "value": 72_347,
        "unit": "beneficiaries",
        "identified": 15_427,
        "headcount": 56_920,
        "basis": "mixed",
    }
    picture = drawn("{% figure figure %}", figure=figure)
    assert ("15,427" in picture, "56,920" in picture, 'width="21.32%"' in picture) == (True, True, True)


def test_zero_is_a_number_and_nothing_is_not():
    assert ("No data" in drawn("{% figure value=0 %}"), "No data" in drawn("{% figure value=None %}")) == (
        False,
        True,
    )


def test_the_seal_says_which_number_it_proves():
    assert 'aria-label="Receipt of 14 initiatives"' in drawn(
        "{% figure value=14 unit='initiatives' url='/r/' %}"
    )


def test_no_space_stands_between_a_seal_and_the_comma_after_it():
    assert "</a></span>, all" in drawn("{% sentence_figure 3000 'hours' '/r/' %}, all")


@pytest.mark.parametrize(("name", "turns"), [("arrow-right", True), ("circle-check", False)])
def test_only_directed_icons_turn_with_the_language(name, turns):
    assert ("icon--forward" in marks.icon(name)) is turns


def test_a_name_from_people_is_escaped():
    picture = drawn(
        "{% chip name %}{% empty name %}{% notice title=name %}x{% endnotice %}", name="<b>Sara</b>"
    )
    assert ("<b>" in picture, picture.count("&lt;b&gt;")) == (False, 3)


def test_a_refusal_shows_every_reason_with_its_remedy():
    reasons = [
        Reason("own", "You entered it.", "Ask Khalid."),
        Reason("bare", "No evidence.", "Attach the sheet."),
    ]
    picture = drawn("{% refusal 'Refused' reasons %}", reasons=reasons)
    assert [
        word in picture for word in ("You entered it.", "Ask Khalid.", "No evidence.", "Attach the sheet.")
    ] == [True] * 4


def test_plain_sentences_can_be_reasons():
    assert "Too large." in drawn("{% refusal 'Refused' reasons %}", reasons=["Too large."])


def test_work_of_unknown_length_shows_no_share():
    assert "value=" not in drawn("{% progress 5 None %}").split("</progress>")[0]


def test_a_header_turns_the_order_round_on_the_second_click():
    source = "{% sort_header 'Day' 'day' %}"
    assert ('href="?sort=day"' in drawn(source), 'href="?sort=-day"' in drawn(source, "/?sort=day")) == (
        True,
        True,
    )
    assert 'aria-sort="descending"' in drawn(source, "/?sort=-day")


class HeadcountForm(forms.Form):
    count = forms.IntegerField(help_text="From the sheet.")
    agreed = forms.BooleanField()


def test_help_and_error_are_tied_to_their_control():
    picture = drawn("{% field form.count %}", form=HeadcountForm({"count": "many"}))
    assert 'aria-describedby="id_count_helptext id_count_error"' in picture
    assert ('id="id_count_helptext"' in picture, 'id="id_count_error"' in picture) == (True, True)


def test_a_box_stands_before_its_words():
    picture = drawn("{% field form.agreed %}", form=HeadcountForm())
    assert picture.index("<input") < picture.index("<label")


@pytest.mark.parametrize(
    ("many", "expected"), [(2, "شخصان"), (3, "أشخاص"), (11, "شخصًا"), (100, "شخص"), (15_427, "شخصًا")]
)
def test_the_identified_part_agrees_with_its_number(many, expected):
    with override("ar"):
        picture = Template("{% split many 5 %}").render(Context({"many": many}))
    assert f"</data> {expected} " in picture


def test_a_table_of_cards_says_in_each_place_what_its_head_says():
    head = '<thead><tr><th scope="col">Person</th><th scope="col" class="number">Hours &amp; <i>days</i></th><td></td></tr></thead>'
    rows = '<tbody><tr class="group"><th scope="colgroup" colspan="3">One</th></tr><tr><th scope="row">{{ name }}</th><td>4</td><td></td></tr></tbody>'
    page = drawn('{% table "Hours" kind="cards" %}' + head + rows + "{% endtable %}", name="<b>Sara")
    assert '<td role="cell" data-label="Hours &amp; days">4</td><td role="cell"></td>' in page
    assert '<th role="columnheader" scope="colgroup" colspan="3">One</th>' in page
    assert '<th role="rowheader" scope="row">&lt;b&gt;Sara</th>' in page
    assert (page.count('role="row"'), page.count('role="rowgroup"'), 'role="table"' in page) == (3, 2, True)


@pytest.mark.parametrize(("here", "left_out"), [(1, [2]), (3, [4]), (4, [5]), (7, [6, 8]), (12, [11])])
def test_a_phone_leaves_out_the_pages_that_the_ways_back_and_on_lead_to(here, left_out):
    links = tables.pages(
        Context({"request": RequestFactory().get("/")}), Paginator(range(120), 10).page(here)
    )["links"]
    assert [link["number"] for link in links if link["near"]] == left_out


def test_a_phone_leaves_out_no_page_where_all_of_them_are_shown():
    links = tables.pages(Context({"request": RequestFactory().get("/")}), Paginator(range(40), 10).page(2))[
        "links"
    ]
    assert [(link["number"], link["near"]) for link in links] == [
        (1, False),
        (2, False),
        (3, False),
        (4, False),
    ]


class RegionForm(forms.Form):
    region = forms.CharField(required=False)


class RegionAndYearForm(RegionForm):
    year = forms.CharField(required=False)


@pytest.mark.parametrize(("form", "path", "opening"), [
    (RegionForm, "/", "<form"), (RegionAndYearForm, "/", '<details class="narrow">'),
    (RegionAndYearForm, "/?year=2023", '<details class="narrow" open>'), (RegionAndYearForm, "/?sort=year", '<details class="narrow">'),
])  # fmt: skip
def test_a_filter_of_several_fields_is_folded_up_until_it_narrows_the_list(form, path, opening):
    assert drawn("{% filters form %}", path, form=form()).strip().startswith(opening)
