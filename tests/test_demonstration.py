"""The demonstration association: every figure from records, every trap without effect, and with effect once its guard is gone."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from athar.analytics.metrics import GUARDS, Cutoff, Frame, Period, evaluate, gross_and_net
from athar.direction.strategy import headlines, measuring
from athar.engine.ledger import integrity
from athar.engine.register.models import Initiative

pytestmark = pytest.mark.usefixtures("demo")

YEAR, PLAN = Period.year(2023), Period.years(2020, 2023)

# Number: gross, already counted in a row above, net.
TABLE = {
    1: (55_120, 0, 55_120), 2: (2_400, 0, 2_400), 3: (180, 120, 60), 4: (320, 90, 230), 5: (300, 110, 190), 6: (54, 4, 50),
    7: (103, 23, 80), 8: (1_100, 150, 950), 9: (420, 160, 260), 10: (7_200, 640, 6_560), 11: (3_150, 0, 3_150), 12: (540, 190, 350),
    13: (1_800, 0, 1_800), 14: (1_260, 113, 1_147),
}  # fmt: skip


def values(codes, period):
    return {code: found.value for code, found in measuring.measure(codes, period).items()}


def value(code, period=YEAR, *, without="", at=None):
    """A figure computed with one guard taken away."""
    guards = tuple(guard for guard in GUARDS if guard.name != without)
    frame = Frame(period, cutoff=Cutoff(at=at), guards=guards)
    return evaluate(list(measuring.definitions().values()), measuring.run, frame, codes=[code])[code].value


def test_the_headlines_of_the_year_come_from_records():
    found = values(headlines.YEAR, YEAR)
    assert {
        code: found[code] for code in headlines.YEAR if code not in {"beneficiaries.targeted", "hours.value"}
    } == {
        "initiatives.run": 14,
        "initiatives.strategic": 4,
        "beneficiaries.reached": 72_347,
        "beneficiaries.identified": 15_427,
        "beneficiaries.headcount": 56_920,
        "beneficiaries.participations": 17_027,
        "volunteers.active": 250,
        "hours.approved": 3_000,
        "ramadan.beneficiaries": 55_120,
        "ramadan.hours": 3_000,
    }
    assert found["beneficiaries.targeted"] > 0
    assert found["hours.value"] > 0


def test_the_headlines_of_the_plan_come_from_records():
    assert values(headlines.PLAN, PLAN) == {
        "trainers.accredited": 104,
        "youth.enabled": 243,
        "strategic_programmes.qualified": 2_500,
        "culture.guides": 1,
        "culture.responses": 1_536,
        "ramadan.beneficiaries": 55_120,
        "ramadan.hours": 3_000,
    }


def test_the_table_of_initiatives_comes_out_row_by_row():
    known = measuring.definitions()
    order = {initiative.code: initiative.number for initiative in Initiative.objects.order_by("number")}
    lines = gross_and_net(
        known["beneficiaries.reached"], measuring.run, Frame(YEAR), order=list(order), parts=known
    )
    assert {order[line.initiative]: (line.gross, line.above, line.net) for line in lines} == TABLE
    assert sum(line.gross for line in lines) == 73_947
    assert sum(line.above for line in lines) == 1_600
    assert sum(line.net for line in lines) == 72_347


def test_spelling_variants_of_one_person_would_be_counted_twice_had_nobody_merged_them():
    before_any_merge = datetime(2019, 1, 1, tzinfo=UTC)
    assert value("beneficiaries.reached") == 72_347
    assert value("beneficiaries.reached", at=before_any_merge) > 72_347


@pytest.mark.parametrize(
    ("guard", "code"),
    [
        ("approved", "beneficiaries.reached"),  # the rejected headcount
        ("approved", "hours.approved"),  # hours that await approval
        ("consent_in_force", "beneficiaries.reached"),
        ("guardian_approval_in_force", "beneficiaries.reached"),
        ("not_reversed", "beneficiaries.headcount"),
    ],
)
def test_a_figure_would_move_if_the_guard_were_removed(guard, code):
    kept = {"beneficiaries.reached": 72_347, "hours.approved": 3_000, "beneficiaries.headcount": 56_920}
    assert value(code) == kept[code]
    assert value(code, without=guard) > kept[code]


def test_records_dated_just_outside_the_year_count_in_the_year_they_belong_to():
    from datetime import date

    day_more_at_both_ends = Period(date(2022, 12, 31), date(2024, 1, 1))
    assert value("beneficiaries.reached") == 72_347
    assert value("beneficiaries.reached", day_more_at_both_ends) > 72_347


def test_the_import_of_fifty_five_thousand_thousand_was_refused():
    from athar.engine.intake.models import Import

    refused = [imported for imported in Import.objects.with_state() if imported.refused]
    assert refused
    assert not any(imported.state == "posted" and imported.refused == imported.total for imported in refused)
    assert value("ramadan.beneficiaries") == Decimal(55_120)


def test_the_ledger_of_the_demonstration_holds():
    verdict = integrity.verify()
    assert verdict.faults == []
    assert verdict.heads > 1


def test_a_kept_value_is_found_again_by_computing():
    for code, measurement in measuring.measure(headlines.YEAR, YEAR).items():
        assert measuring.recompute(measurement).agrees, code


def test_the_two_engines_agree_on_every_indicator_in_every_year(demo_database, tmp_path):
    from django.db import connection

    from athar.analytics.metrics import connect, export, runner
    from athar.config import database

    address = database.url().rsplit("/", 1)[0] + f"/{demo_database}"
    assert connection.settings_dict["NAME"] == demo_database
    export(address, tmp_path)
    lake = runner(connect(tmp_path))
    known = list(measuring.definitions().values())
    for period in [Period.year(year) for year in range(2020, 2027)] + [PLAN, Period.years(2024, 2026)]:
        frame = Frame(period, cutoff=Cutoff(at=datetime(2026, 11, 1, tzinfo=UTC)))
        live = {code: found.value for code, found in evaluate(known, measuring.run, frame).items()}
        again = {code: found.value for code, found in evaluate(known, lake, frame, dialect="duckdb").items()}
        assert live == again, period.name
