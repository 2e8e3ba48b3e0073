"""Approved hours in the workspace: as a list, as a file, and as what they would have cost."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from athar.direction.strategy.models import Rate
from athar.engine.ledger.models import Record
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, InitiativeFactory, service
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.models import SensitiveRead
from athar.foundation.people.tests.factories import PersonFactory

PAGE = "/en/workspace/opportunities/hours/"


@pytest.fixture
def hours(cast):
    """A student of Oasis University gave four hours in 2023, Sara three in 2024; both were approved."""
    cast.student.national_id = fake_national_id(5)
    cast.student.save()
    youth = InitiativeFactory(code="youth", number=9071)
    facts = [
        service(
            cast.student, cast.forum, on=date(2023, 4, 2), kind="hours", quantity=Decimal(4), unit="hour", level="general",
            session="session-1", organisation=cast.body.code, organisation_id=cast.body.pk,
        ),
        service(cast.sara, youth, on=date(2024, 4, 2), kind="hours", quantity=Decimal(3), unit="hour", level="skilled"),
    ]  # fmt: skip
    post(facts, entered_by=cast.noura, entered_at=NOON, approved_by=cast.khalid, approved_at=NOON)
    for level, year, rates in (("general", 2023, (20, 24, 30)), ("skilled", 2024, (41, 51, 66))):
        low, rate, high = rates
        Rate.objects.create(
            level=level, year=year, rate=rate, low=low, high=high, source_ar="م", source_en="ILO"
        )
    return Record.objects.order_by("position")


def file(client, query) -> list[dict[str, str]]:
    answer = client.get(f"{PAGE}hours.csv?{query}")
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_newest_year_stands_first_and_every_year_on_request(enter, hours):
    noura = enter("noura")
    years = {
        query: [line.name for line in noura.get(f"{PAGE}{query}").context["table"].lines]
        for query in ("", "?year=2023", "?year=all", "?year=all&level=skilled", "?year=1999")
    }
    first, second = map(str, hours)
    assert years == {
        "": [second], "?year=2023": [first], "?year=all": [second, first], "?year=all&level=skilled": [second], "?year=1999": [second],
    }  # fmt: skip


def test_the_file_has_a_line_for_each_record_with_who_approved_it_and_where_it_stands(enter, cast, hours):
    columns = "&".join(
        f"columns={name}"
        for name in ("person", "identity", "opportunity", "occurred_on", "hours", "level", "approved_by")
    )
    [row] = file(enter("noura"), f"year=2023&{columns}")
    assert row == {
        "Record": str(hours[0]), "Whom": "ليان الواحة", "Identity number": fake_national_id(5), "Opportunity": str(cast.forum.name_en),
        "Day": "2023-04-02", "Hours": "4.00", "Level": "General", "Approved by": str(cast.khalid),
    }  # fmt: skip


def test_whoever_sees_names_masked_gets_the_last_digits_and_a_partner_her_own_alone(enter, hours):
    columns = "year=all&columns=person&columns=identity"
    masked = {row["Identity number"] for row in file(enter("yousef"), columns)}
    assert masked == {"", f"••••••{fake_national_id(5)[-4:]}"}
    [hers] = file(enter("salma"), columns)
    assert (hers["Record"], hers["Whom"]) == (str(hours[0]), "ليان الواحة")


def test_identity_numbers_in_clear_are_noticed(enter, hours):
    file(enter("noura"), "year=2023&columns=person")
    assert not SensitiveRead.objects.exists()
    file(enter("yousef"), "year=2023&columns=identity")
    assert not SensitiveRead.objects.exists()
    file(enter("noura"), "year=2023&columns=identity")
    assert [(read.about, read.kind) for read in SensitiveRead.objects.all()] == [("approved hours", "number")]


def test_what_hours_would_have_cost_is_a_range_with_its_rates_and_source(enter, hours):
    page = enter("noura").get(f"{PAGE}?year=all")
    assert [(row.level, row.low, row.central, row.high) for row in page.context["worth"]] == [
        ("General", 80, 96, 120), ("Skilled", 123, 153, 198), ("All levels", 203, 249, 318),
    ]  # fmt: skip
    assert "Source of the rates: ILO" in page.content.decode()
    assert page.context["worth"][0].rates == "2023: 20 to 30, counted at 24"
    one = enter("noura").get(f"{PAGE}?year=2024")
    assert one.context["receipt"] == "/en/figures/2024/hours.value/receipt/"
    assert enter("noura").get(f"{PAGE}?year=2024&level=skilled").context["receipt"] == ""


def test_a_record_that_was_taken_back_is_not_there(enter, cast, hours):
    record = hours[1]
    back = service(
        cast.sara, record.initiative, on=record.occurred_on, kind="hours", quantity=Decimal(3), unit="hour", level="skilled",
        corrects=record.position, reason="مكرر",
    )  # fmt: skip
    post([back], entered_by=cast.noura, entered_at=NOON, approved_by=cast.khalid, approved_at=NOON)
    assert [line.name for line in enter("noura").get(f"{PAGE}?year=all").context["table"].lines] == [
        str(hours[0])
    ]


def test_the_page_asks_no_more_for_many_records(pages, cast, hours):
    few = pages("noura", f"{PAGE}?year=all")
    facts = [
        service(PersonFactory(), cast.forum, on=date(2023, 4, 2), kind="hours", quantity=Decimal(4), unit="hour", level="general", session=f"session-{n}")
        for n in range(10)
    ]  # fmt: skip
    post(facts, entered_by=cast.noura, entered_at=NOON, approved_by=cast.khalid, approved_at=NOON)
    assert pages("noura", f"{PAGE}?year=all") <= few <= 12
