import json
import re

import pytest

from athar.analytics.proofs import verify_receipt
from athar.engine.ledger.tests.factories import headcount, service
from athar.foundation.people.tests.factories import PersonFactory
from athar.web.site.tests.conftest import REACHED, page


def test_a_figure_stands_with_its_split_its_definition_and_its_receipt(records, visitor):
    text = page(visitor, "/en" + REACHED)
    assert '<data value="382">382</data>' in text
    assert '<data value="2"><b>2</b></data>' in text
    assert '<data value="380"><b>380</b></data>' in text
    assert "Every identified person served by one initiative or more" in text
    assert f'href="/en{REACHED}receipt/"' in text


def test_a_figure_may_be_asked_for_one_initiative_or_one_region_alone(records, visitor):
    assert visitor.get(f"{REACHED}receipt.json?initiative=forum").json()["value"] == "2"
    assert visitor.get(f"{REACHED}receipt.json?region=SA-02").json()["value"] == "380"


@pytest.mark.parametrize(
    "address",
    [
        "/figures/2023/no.such/",
        "/figures/1999/beneficiaries.reached/",
        "/figures/2099/beneficiaries.reached/",
        "/figures/2023-2020/beneficiaries.reached/",
        f"{REACHED}?initiative=nobody",
        f"{REACHED}?region=SA-13",
        f"{REACHED}breakdown.csv?by=mood",
        "/records/99/",
        "/records/99999999999999999999/",
        "/records/99/proof.json",
        f"/evidence/{'0' * 64}/",
        f"/evidence/{'0' * 64}/file",
        "/initiatives/nobody/",
        "/reports/annual-1999/",
    ],
)
def test_what_does_not_exist_is_not_found(records, visitor, address):
    assert visitor.get(address).status_code == 404


def test_the_receipt_file_is_what_the_public_key_verifies(records, visitor):
    answer = visitor.get(f"{REACHED}receipt.json")
    assert (
        answer["Content-Disposition"]
        == 'attachment; filename="athar-beneficiaries.reached-2023.receipt.json"'
    )
    assert "2 identified and 380 counted come to 382" in verify_receipt(json.loads(answer.content))


def test_a_recomputation_says_that_the_records_still_come_to_the_value(records, visitor):
    answer = visitor.post(f"/en{REACHED}recomputation/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "It matches." in text
    assert "Computed again from 3 records" in text


def test_whoever_comes_back_to_a_recomputation_stands_before_the_receipt(records, visitor):
    assert visitor.get(f"/en{REACHED}recomputation/")["Location"] == f"/en{REACHED}receipt/"


def test_a_published_figure_and_the_restated_one_stand_side_by_side_with_what_changed_it(
    published, correct, visitor
):
    correct(published)
    text = page(visitor, "/en" + REACHED)
    assert "As published" in text
    assert '<data value="382">382</data>' in text
    assert "As restated" in text
    assert '<data value="2">2</data>' in text
    assert "R-000003" in text


def test_the_receipt_of_a_published_figure_stays_as_it_was_published(published, correct, visitor):
    before = visitor.get(f"{REACHED}receipt.json").json()
    correct(published)
    assert visitor.get(f"{REACHED}receipt.json").json() == before
    assert before["approver"]["resolution"] == "7/1445"
    assert visitor.get(f"{REACHED}receipt.json?as=live").json()["value"] == "2"


def test_an_exclusion_is_told_with_its_reason(records, correct, visitor):
    correct(records)
    assert "Was taken back by a correction" in page(visitor, "/en" + REACHED)


def test_whoever_two_initiatives_served_is_taken_off_once_in_the_open(records, append, visitor):
    from athar.engine.register.models import Initiative

    append(service(records.sara, Initiative.objects.get(code="leaders")))
    text = page(visitor, "/en" + REACHED)
    assert "The same person in more than one initiative" in text
    assert '<td class="number">−1</td>' in text


def test_the_list_of_records_goes_on_after_the_last_one_seen(records, append, visitor):
    guests = [PersonFactory(name=f"ضيف {n}") for n in range(55)]
    append(*[service(guest, records.forum) for guest in guests])
    first = page(visitor, f"{REACHED}records/")
    assert first.count(' scope="row"><a href="/records/') == 50
    assert "?after=49" in first
    rest = page(visitor, f"{REACHED}records/?after=49")
    assert rest.count(' scope="row"><a href="/records/') == 8


def test_the_list_of_records_is_narrowed_by_kind_initiative_and_region(records, visitor):
    assert page(visitor, f"{REACHED}records/?kind=headcount").count(' scope="row">') == 1
    assert page(visitor, f"{REACHED}records/?initiative=forum&region=SA-01").count(' scope="row">') == 2
    assert page(visitor, f"{REACHED}records/?region=SA-14").count(' scope="row">') == 0


def test_a_table_of_a_figure_is_a_file_whose_last_rows_say_what_the_others_count_twice(records, visitor):
    text = b"".join(visitor.get(f"/en{REACHED}breakdown.csv?by=region").streaming_content).decode("utf-8-sig")
    assert text.splitlines() == [
        "region,label,value,identified,headcount",
        "SA-01,Riyadh,2,2,0",
        "SA-02,Makkah,380,0,380",
        ",overlap,0,,",
        ",total,382,,",
    ]


def test_a_headcount_far_away_from_the_year_is_in_no_row(records, append, visitor):
    from datetime import date

    append(headcount(records.evidence, records.ramadan, 9, on=date(2022, 12, 31)))
    assert '<data value="382">382</data>' in page(visitor, REACHED)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_regions_are_shown_where_they_lie_and_those_without_anybody_too(records, visitor, prefix):
    shown = page(visitor, f"{prefix}{REACHED}")
    drawing = shown[shown.index('id="by-region"') :].split("</svg>")[0]
    assert drawing.count('class="tile"') == 13


@pytest.mark.parametrize(("prefix", "under_the_column", "in_a_row"), [("/en", ">Feb<", "February 2023"), ("", ">فبراير<", "فبراير 2023")])  # fmt: skip
def test_english_months_are_short_under_their_columns_and_whole_in_a_row(
    records, visitor, prefix, under_the_column, in_a_row
):
    shown = page(visitor, f"{prefix}{REACHED}")
    drawn = shown[shown.index('id="by-month"') :]
    assert (under_the_column in re.sub("[\u2066-\u2069]", "", drawn), in_a_row in drawn) == (True, True)
