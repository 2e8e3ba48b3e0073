"""What somebody reads of their own seats and applications when they ask for all that is held of them."""

import json
from datetime import timedelta

import pytest
from django.utils.translation import override

from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.operations import open_session, take_seat
from athar.engine.journeys.tests.factories import NOW
from athar.engine.ledger.tests.factories import EditionFactory
from athar.foundation.privacy import exporting, held

pytestmark = pytest.mark.django_db
BEGIN = NOW + timedelta(days=1)  # at noon in Riyadh


@pytest.fixture
def seat(cast):
    edition = EditionFactory(starts_on=BEGIN.date(), ends_on=BEGIN.date())
    Enrolment.objects.create(edition=edition, part="volunteer", person=cast.sara, since=NOW)
    session = open_session(
        edition=edition,
        part="volunteer",
        names=("مناوبة", "Shift"),
        starts_at=BEGIN,
        ends_at=BEGIN + timedelta(hours=4),
        capacity=5,
    )
    return take_seat(session=session, person=cast.sara, by=cast.sara, at=NOW)


def test_a_copy_for_programs_tells_from_when_to_when_a_seat_was(cast, seat):
    sections = list(exporting.contents([cast.sara.pk]))
    whole = json.loads(exporting.as_data(cast.sara, sections, at=NOW))
    (seats,) = [each for each in whole["held"] if (each["table"], each["as"]) == ("journeys.Seat", "person")]
    assert seats["rows"][0]["during"] == {"from": "2026-03-02T09:00:00Z", "to": "2026-03-02T13:00:00Z"}


def test_a_seat_is_told_in_words_by_its_day_and_the_clock_of_riyadh(seat):
    holding = held.holding_named("journeys.seat-person")
    with override("en"):
        told = {column.name: text for column, text in held.said(holding, seat)}
    assert told["during"] == "2 March 2026 (13 Ramadan 1447\N{NO-BREAK SPACE}AH), 12:00 to 16:00"


def test_sections_about_several_persons_say_as_what_they_are_about_this_one(cast, seat):
    called = [heading["en"] for heading in exporting.headings([cast.sara.pk])]
    assert {"Seats: Whose seat", "Seats: Who took it"} <= set(called)
    assert len(called) == len(set(called))
