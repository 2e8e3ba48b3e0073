import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.test import RequestFactory
from django.utils.translation import override

from athar.analytics.metrics import Period
from athar.direction.strategy.models import Plan
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, service
from athar.foundation.core.sparkline import drawn
from athar.web.workspace.shaping.scorecard import stops, year_shown
from athar.web.workspace.views.scorecard import PlanPage

TODAY = time_machine.travel("2026-07-01T12:00:00+03:00", tick=False)


@pytest.fixture
def forum(cast, plans):
    """One person took part in the forum of 2026."""
    post(
        [service(cast.sara, cast.forum, date(2026, 5, 9))],
        entered_by=cast.noura,
        entered_at=NOON,
        approved_by=cast.khalid,
        approved_at=NOON,
    )


def lines(answer):
    return {line.code: line for group in answer.context["card"].groups for line in group.lines}


@TODAY
def test_an_indicator_shows_target_value_receipt_and_state(enter, forum):
    line = lines(enter("reem").get("/en/workspace/scorecard/"))["forum.participants"]
    assert (line.target, line.found.value, line.state) == (3200, 1, "behind")
    assert line.found.receipt == "/en/figures/2026/forum.participants/receipt/"


@TODAY
def test_the_target_of_a_running_year_is_asked_for_in_proportion(enter, forum):
    line = lines(enter("reem").get("/en/workspace/scorecard/"))["forum.participants"]
    assert line.standing.expected == Decimal(3200) * Decimal(182) / Decimal(365)


@TODAY
def test_without_records_there_is_no_data_and_no_zero(enter, forum):
    line = lines(enter("reem").get("/en/workspace/scorecard/"))["hours.approved"]
    assert (line.state, line.found, line.spark) == ("no_data", None, None)


@TODAY
def test_the_second_plan_has_four_objectives_and_twelve_indicators(enter, forum):
    card = enter("reem").get("/en/workspace/scorecard/").context["card"]
    assert (len(card.groups), len(card.lines)) == (4, 12)


@TODAY
@pytest.mark.parametrize(("query", "many"), [
    ("state=behind", 2), ("state=no_data", 10), ("owner=reviewer", 2), ("objective=technology", 3), ("objective=technology&state=behind", 1), ("state=good", 12),
])  # fmt: skip
def test_the_scorecard_is_narrowed(enter, forum, query, many):
    assert len(lines(enter("reem").get(f"/en/workspace/scorecard/?{query}"))) == many


@pytest.mark.parametrize(
    ("query", "year"),
    [("", 2026), ("year=2024", 2024), ("year=whole", None), ("year=1999", 2026), ("year=x", 2026)],
)
def test_the_year_is_chosen_and_nonsense_shows_this_one(query, year):
    view = PlanPage()
    view.setup(RequestFactory().get(f"/workspace/scorecard/?{query}"))
    view.now = datetime(2026, 7, 1, tzinfo=UTC)
    assert view.year(Plan(starts_on=date(2024, 1, 1), ends_on=date(2026, 12, 31))) == year


@TODAY
def test_the_first_plan_is_shown_over_its_last_year(enter, forum):
    assert enter("reem").get("/en/workspace/scorecard/?plan=2020-2023").context["card"].period.name == "2023"


def test_an_unknown_plan_is_not_found(enter, plans):
    assert enter("reem").get("/en/workspace/scorecard/?plan=2099").status_code == 404


def test_a_year_that_has_not_begun_is_not_due(enter, plans):
    with time_machine.travel("2025-03-01T12:00:00+03:00", tick=False):
        card = enter("reem").get("/en/workspace/scorecard/?year=2026").context["card"]
    assert {line.state for line in card.lines} == {"not_due"}


@TODAY
def test_the_file_holds_what_the_page_shows(enter, forum):
    answer = enter("reem").get("/en/workspace/scorecard/file.csv?state=behind&objective=technology")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["Code"], row["Target 2026"], row["Achieved 2026"], row["State"]) for row in rows] == [
        ("forum.participants", "3200", "1", "Behind")
    ]


def test_the_workbook_is_one(enter, plans):
    assert enter("reem").get("/workspace/scorecard/file.xlsx").content[:2] == b"PK"


@TODAY
def test_plans_stand_side_by_side_and_are_never_added(enter, forum):
    cards = enter("munirah").get("/en/workspace/scorecard/comparison/").context["cards"]
    assert [part["card"].period.name for part in cards] == ["2020-2023", "2024-2026"]


def test_before_there_is_a_plan_the_page_says_what_it_is_for(enter):
    assert "No plan was adopted yet" in enter("reem").get("/en/workspace/scorecard/").content.decode()


@TODAY
def test_scorecards_stay_within_twelve_queries_once_values_are_kept(forum, pages):
    for page in ("scorecard/", "scorecard/comparison/", "scorecard/file.csv"):
        assert pages("reem", f"/workspace/{page}") <= 12


@pytest.mark.parametrize(
    ("today", "year"), [(date(2019, 1, 1), 2024), (date(2025, 5, 5), 2025), (date(2030, 1, 1), 2026)]
)
def test_the_year_shown_is_this_one_or_the_nearest_of_the_plan(today, year):
    plan = Plan(starts_on=date(2024, 1, 1), ends_on=date(2026, 12, 31))
    assert year_shown(plan, today) == year


def test_a_trend_stops_at_quarters_and_today():
    assert stops(Period.year(2026), date(2026, 7, 1)) == [
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 7, 1),
    ]
    assert stops(Period.year(2023), date(2026, 7, 1))[-1] == date(2023, 12, 31)
    assert stops(Period.years(2024, 2026), date(2026, 7, 1)) == [
        date(2024, 12, 31),
        date(2025, 12, 31),
        date(2026, 7, 1),
    ]


@pytest.mark.parametrize(("language", "now"), [("ar", 4.0), ("en", 100.0)])
def test_time_flows_towards_the_end_of_the_line_of_writing(language, now):
    with override(language):
        spark = drawn([Decimal(5), Decimal(10)], goal=Decimal(10))
    assert (spark.now_x, spark.now_y, spark.goal_y) == (now, 4.0, 4.0)


def test_nothing_is_drawn_of_nothing():
    assert (drawn([], goal=None), drawn([Decimal(0)], goal=Decimal(5))) == (None, None)


@TODAY
@pytest.mark.parametrize(("digits", "other"), [("latin", "[٠-٩]"), ("arabic", "[0-9]")])
def test_the_scorecard_is_written_in_one_kind_of_digits(enter, forum, digits, other):
    client = enter("reem")
    client.cookies["reading"] = f"ar.{digits}.gregorian.system.yes"
    page = client.get("/workspace/scorecard/").content.decode()
    main = re.sub(r"<[^>]*>|&[^;\s]*;", " ", page.split("<main")[1].split("</main>")[0])
    assert re.findall(rf".{{15}}{other}.{{15}}", main) == []
    assert re.search("[0-9٠-٩]", main)


@TODAY
def test_the_plan_is_drawn_as_what_serves_what_whatever_the_card_is_narrowed_to(enter, forum):
    for address in ("/en/workspace/scorecard/", "/en/workspace/scorecard/?state=behind"):
        network = enter("reem").get(address).context["drawings"][0]
        initiatives, objectives, indicators = (len(layer.nodes) for layer in network.layers)
        assert (objectives, indicators) == (4, 12)
        assert initiatives == 1  # the one that is registered here
        tied = {key for link in network.links for key in link}
        assert {node.key for layer in network.layers for node in layer.nodes} == tied


@TODAY
def test_editions_outside_the_year_shown_are_not_drawn(enter, forum, cast):
    spans = enter("reem").get("/en/workspace/scorecard/?year=2026").context["drawings"][1].rows
    assert all(span.starts_on.year <= 2026 <= span.ends_on.year for span in spans)
    assert {span.state for span in spans} <= {"done", "running", "planned"}


@TODAY
def test_the_page_with_its_drawings_stays_within_twelve_queries(pages, forum):
    assert pages("reem", "/en/workspace/scorecard/") <= 12


@TODAY
@pytest.mark.parametrize(("drawing", "head"), [("map", "Initiatives"), ("editions", "Edition")])
def test_each_drawing_is_taken_home_as_a_table_of_the_plan_and_year_shown(enter, forum, drawing, head):
    client = enter("reem")
    address = (
        client.get("/en/workspace/scorecard/?year=2026").context["drawings"][drawing == "editions"].csv_url
    )
    answer = client.get(address)
    assert answer["Content-Disposition"] == f'attachment; filename="{drawing}-2026.csv"'
    assert head in answer.content.decode().splitlines()[0]
