"""The Ramadan season of 1444 on the journey engine: what it keeps of every volunteer, and that hours are what attendance says."""

import csv
import io
from collections import defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from athar.demo.tests.asking import ask, one
from athar.engine.journeys.attendance import attendance_of, clocks_of
from athar.engine.journeys.models import (
    AttendanceMark,
    Case,
    Device,
    Enrolment,
    Seat,
    Sending,
    Session,
    Statement,
)
from athar.engine.ledger.models import Record
from athar.foundation.core.dates import RIYADH, riyadh_day
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import consenting
from athar.initiatives.volunteering.finding import found
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import claim_hours
from athar.initiatives.volunteering.operations.claiming import code_of
from athar.initiatives.volunteering.rules import fit_refusals

pytestmark = pytest.mark.usefixtures("demo")
SEASON = "ramadan-1444"


@pytest.fixture
def opportunity():
    return Opportunity.objects.select_related("edition__initiative", "call").get(edition__code=SEASON)


@pytest.fixture
def sessions(opportunity):
    return opportunity.edition.sessions.select_related("edition__initiative", "region")


def test_it_was_written_by_one_published_by_another_and_evaluated_when_it_was_over(opportunity):
    steps = list(opportunity.steps.order_by("at").select_related("by"))
    assert [step.target for step in steps] == ["in_review", "published", "closed", "evaluated"]
    assert opportunity.written_by != steps[1].by
    begins, ends = opportunity.edition.starts_on, opportunity.edition.ends_on
    assert riyadh_day(steps[1].at) < begins <= ends < riyadh_day(steps[2].at)
    assert steps[3].reason


def test_it_is_not_among_what_one_can_sign_up_for(opportunity):
    now = timezone.now()
    assert opportunity not in found(at=now)
    assert not opportunity.is_open(at=now)


def test_every_site_has_a_shift_of_four_hours_on_every_night(sessions):
    spans = {
        (each.ends_at - each.starts_at, f"{each.starts_at.astimezone(RIYADH):%H:%M}") for each in sessions
    }
    assert spans == {(timedelta(hours=4), "17:00")}
    by_site = sessions.values("place_ar", "region").annotate(nights=Count("pk")).order_by("place_ar")
    assert [row["nights"] for row in by_site] == [29] * 5
    assert {row["region"] for row in by_site} == {"SA-01", "SA-02"}


def test_free_seats_are_what_the_capacity_leaves(sessions):
    rows = sessions.annotate(taken=Count("seats", filter=Q(seats__released_at=None), distinct=True)).annotate(
        free=Sum("counters__free", distinct=True)
    )
    assert [each for each in rows if each.free != each.capacity - each.taken or each.free < 0] == []
    assert sum(each.taken for each in rows) == 750


def test_everybody_has_three_seats_and_is_in_one_place_at_a_time(sessions):
    seats = Seat.objects.filter(session__in=sessions)
    assert set(seats.values("person").annotate(many=Count("pk")).values_list("many", flat=True)) == {3}
    together = one("""SELECT count(*) FROM journeys_seat a JOIN journeys_seat b ON a.person_id = b.person_id AND a.id < b.id
        AND a.during && b.during WHERE a.released_at IS NULL AND b.released_at IS NULL""")  # fmt: skip
    assert together == 0


def test_everybody_came_by_a_decision_that_was_released(opportunity):
    enrolments = Enrolment.objects.filter(edition=opportunity.edition, part="volunteer")
    assert (enrolments.count(), enrolments.filter(team=None, ended_at__isnull=False).count()) == (250, 250)
    released = enrolments.filter(
        case__call=opportunity.call, case__person=F("person"), case__decisions__ending="released",
        case__decisions__transition="take", case__decisions__release__at=F("since"),
    )  # fmt: skip
    assert released.distinct().count() == 250
    assert not Seat.objects.filter(enrolment__in=enrolments).exclude(
        person=F("enrolment__person"), taken_at__gt=F("enrolment__since"), session__ends_at__lt=F("enrolment__ended_at")
    ).exists()  # fmt: skip


def test_every_case_went_the_way_of_its_workflow_step_by_step(opportunity):
    cases = (
        Case.objects.filter(call=opportunity.call)
        .select_related("version")
        .prefetch_related("events", "answers")
    )
    design = cases[0].version.design
    for case in cases:
        events = list(case.events.all())
        assert [event.transition for event in events] == ["send", "take", "complete"]
        states = [design.start, *(event.target for event in events)]
        for (source, target), event in zip(pairwise(states), events, strict=True):
            step = design.transition_by_code[event.transition]
            assert (event.source, event.target) == (source, target)
            assert (source in step.sources, target) == (True, step.target)
        assert (case.state, case.moves, case.ended_at) == (states[-1], len(events), events[-1].at)
        assert case.begun_at < case.answers.all()[0].at < events[0].at < opportunity.call.closes_at
        assert [event.by_id == case.person_id for event in events] == [True, False, False]


def test_whoever_applied_had_agreed_was_of_age_and_accepted_the_charter(opportunity):
    cases = Case.objects.filter(call=opportunity.call).select_related("person").prefetch_related("answers")
    days = {riyadh_day(case.begun_at) for case in cases}
    agreed = {day: set(consenting("participation", on=day).values_list("pk", flat=True)) for day in days}
    assert [case for case in cases if case.person_id not in agreed[riyadh_day(case.begun_at)]] == []
    assert [case for case in cases if fit_refusals(opportunity, case.person)] == []
    assert [case for case in cases if [kept.data for kept in case.answers.all()] != [{"charter": True}]] == []


def test_hours_are_what_the_engine_reads_from_attendance_for_every_one_of_them(sessions):
    recorded = {
        (session, person): quantity
        for session, person, quantity in Record.objects.filter(
            edition__code=SEASON, kind="hours", corrects=None
        ).values_list("session", "person", "quantity")
    }
    read = {
        (code_of(session), each.person.pk): each.minutes(session) / 60
        for session in sessions
        for each in attendance_of(session)
        if not each.doubts
    }
    assert len(read) == 750
    assert read == recorded
    assert set(read.values()) == {4}


def test_claiming_again_enters_nothing(sessions):
    noura = Person.objects.get(email="noura@example.org")
    for session in sessions[::17]:
        claimed = claim_hours(session=session, by=noura, at=timezone.now())
        assert (claimed.entered, claimed.doubtful, claimed.refused) == ([], [], [])


def test_all_that_hours_rest_on_was_there_before_they_were_entered(sessions):
    late = ask("""SELECT r.position FROM ledger_record r JOIN journeys_session s ON r.session = 'session-' || s.id WHERE r.kind = 'hours' AND (
            EXISTS (SELECT FROM journeys_attendancemark m WHERE m.session_id = s.id AND m.arrived_at >= r.entered_at)
            OR EXISTS (SELECT FROM journeys_statement t WHERE t.session_id = s.id AND t.at >= r.entered_at))""")  # fmt: skip
    assert late == []
    assert Record.objects.filter(session__in=[code_of(session) for session in sessions]).count() == 750


def test_the_sheet_behind_hours_lists_those_who_came(sessions):
    for session in sessions[::29]:
        records = Record.objects.filter(session=code_of(session)).select_related("person", "evidence")
        [evidence] = {record.evidence for record in records}
        with evidence.file.open("rb") as file:
            titles, _heads, *lines = csv.reader(io.StringIO(file.read().decode("utf-8-sig")))
        assert titles[:2] == [evidence.title_ar, evidence.title_en]
        assert sorted((line[1], line[6]) for line in lines) == sorted(
            (record.person.name, "4.00") for record in records
        )


def test_phones_told_it_as_phones_do(sessions):
    """Clocks wrong by minutes, marks that came again, twice or a morning late, and departures that somebody had to state."""
    devices = Device.objects.filter(marks__session__in=sessions).distinct()
    marks = AttendanceMark.objects.filter(session__in=sessions)
    arrivals: dict = defaultdict(lambda: defaultdict(list))
    for session, device, arrived_at in marks.values_list("session", "device", "arrived_at"):
        arrivals[session][device].append(arrived_at)
    clocks = [clocks_of(arrivals[session.pk], begin=session.starts_at) for session in sessions]
    assert {round(clock.least / timedelta(minutes=1)) for found in clocks for clock in found.values()} == {
        0,
        7,
        -4,
    }
    assert all(clock.is_steady for found in clocks for clock in found.values())
    assert marks.filter(arrived_at__gt=F("session__ends_at") + timedelta(hours=6)).exists()
    twice = marks.filter(leaves=False).values("session", "person").annotate(many=Count("pk")).filter(many=2)
    stated = Statement.objects.filter(session__in=sessions)
    assert twice.exists()
    assert marks.filter(leaves=True).count() + stated.count() == 750
    assert {bool(statement.reason and statement.by_id != statement.person_id) for statement in stated} == {
        True
    }
    assert Sending.objects.filter(device__in=devices).count() > len(sessions)
    assert Session.objects.filter(pk__in=marks.filter(shown_at=None).values("session")).exists()
    assert not marks.filter(proven=False).exists()


def test_a_record_names_its_shift_and_leads_to_the_opportunity(sessions, client):
    record = Record.objects.filter(session=code_of(sessions[0])).first()
    html = client.get(f"/en/records/{record.position}/").content.decode()
    assert "Evening shift: " in html
    assert f'/opportunities/{SEASON}/"' in html
