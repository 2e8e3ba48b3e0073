"""The attendance of a session as a file: who came, in both languages, with nothing a spreadsheet would run."""

import csv
import io
from datetime import timedelta

import pytest

from athar.engine.journeys.attendance import attendance_of
from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.operations import mark_attendance, open_session, state_attendance, take_seat
from athar.engine.journeys.sheets import attendance_sheet
from athar.engine.journeys.tests.factories import NOW
from athar.engine.ledger.tests.factories import EditionFactory

pytestmark = pytest.mark.django_db
BEGIN = NOW + timedelta(days=1)  # at noon in Riyadh


@pytest.fixture
def session(cast):
    edition = EditionFactory(starts_on=BEGIN.date(), ends_on=BEGIN.date())
    session = open_session(
        edition=edition,
        part="volunteer",
        names=("مناوبة", "Shift"),
        starts_at=BEGIN,
        ends_at=BEGIN + timedelta(hours=4),
        capacity=5,
    )
    for person in (cast.sara, cast.layan, cast.huda):
        Enrolment.objects.create(edition=edition, part="volunteer", person=person, since=NOW)
        take_seat(session=session, person=person, by=person, at=NOW)
    return session


def lines(session):
    content = attendance_sheet(session, attendance_of(session), titles=("كشف", "List"), notice="تجربة")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_sheet_lists_who_came_when_and_how_it_is_known(cast, session):
    cast.sara.national_id, cast.sara.name_latin = "1000000016", "=Sara"
    cast.sara.save()
    seat = session.seats.get(person=cast.sara)
    for leaves, minutes in ((False, -10), (True, 225)):
        mark_attendance(seat=seat, leaves=leaves, by=cast.noura, at=BEGIN + timedelta(minutes=minutes))
    state_attendance(
        session=session, person=cast.layan, came_at=BEGIN, left_at=BEGIN + timedelta(hours=4), reason="كشف الورق", by=cast.noura,
        at=BEGIN + timedelta(hours=5),
    )  # fmt: skip
    titles, heads, *people = lines(session)
    assert titles == ["كشف", "List", "تجربة"]
    assert [" / " in head for head in heads] == [True] * 8
    marked = "سجّله هاتف الباب / Marked by a phone at the door"
    assert sorted(people, key=lambda line: line[4]) == [
        ["1", "سارة الزهراني", "'=Sara", "••••••0016", "11:50", "15:45", "3.75", marked],
        ["2", "ليان القرني", cast.layan.name_latin, "", "12:00", "16:00", "4.00", "كشف الورق"],
    ]


def test_whoever_did_not_come_is_on_no_sheet(session):
    assert len(lines(session)) == 2
