"""Hours follow from attendance, wait for a second person, and are entered once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from athar.engine.intake import operations as intake
from athar.engine.intake.tests.factories import table
from athar.engine.journeys.attendance import attendance_of
from athar.engine.journeys.models import Seat
from athar.engine.journeys.operations import mark_attendance, state_attendance
from athar.engine.ledger.models import Proposal, Record
from athar.engine.ledger.operations import approve, reject, reverse
from athar.engine.ledger.posting import post
from athar.engine.ledger.rows import facts_of
from athar.engine.ledger.tests.factories import ProposalFactory
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.entered import code_of, session_named
from athar.initiatives.volunteering.operations import (
    ApprovalRefused,
    ClaimRefused,
    approve_entries,
    claim_hours,
    sign_up,
)
from athar.initiatives.volunteering.operations.claiming import hours_in
from athar.initiatives.volunteering.tests.factories import NOW, published, volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path):
    settings.ATHAR_SIGNING_KEY_FILE = tmp_path / "signing.key"


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def khalid(db):
    return PersonFactory(name="خالد الحربي")


@pytest.fixture
def session(noura, khalid):
    return published(noura, khalid).edition.sessions.get()


@pytest.fixture
def seat(session) -> Seat:
    return seated(session)


def seated(session) -> Seat:
    person = volunteer()
    return sign_up(
        opportunity=session.edition.opportunity,
        person=person,
        by=person,
        at=NOW,
        answers={"charter": True},
        session=session,
    ).seat


def was_there(seat, by, *, came=0, went=240) -> None:
    for leaves, minutes in ((False, came), (True, went)):
        mark_attendance(
            seat=seat, leaves=leaves, by=by, at=seat.session.starts_at + timedelta(minutes=minutes)
        )


def claim(session, by):
    return claim_hours(session=session, by=by, at=session.ends_at + timedelta(hours=1))


def test_attendance_becomes_hours_that_count_once_a_second_person_approved(session, seat, noura, khalid):
    was_there(seat, noura, came=15)
    claimed = claim(session, noura)
    assert [(one.person, one.quantity, one.level) for one in claimed.entered] == [
        (seat.person, Decimal("3.75"), "general")
    ]
    assert not Record.objects.exists()
    positions = approve(proposals=claimed.entered, by=khalid, at=session.ends_at + timedelta(hours=2))
    record = Record.objects.get(position=positions.start)
    assert (record.quantity, record.edition, record.source) == (
        Decimal("3.75"),
        session.edition,
        "attendance",
    )


def test_hours_are_entered_once_however_often_they_are_claimed(session, seat, noura, khalid):
    was_there(seat, noura)
    claimed = claim(session, noura)
    assert claim(session, noura).entered == []
    approve(proposals=claimed.entered, by=khalid, at=session.ends_at + timedelta(hours=2))
    assert claim(session, noura).entered == []
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(("once", "outcome"), [(True, (0, ["listed"])), (False, (1, []))])
def test_hours_of_a_day_that_a_list_of_whole_days_brought_in_are_not_entered_beside_it(
    session, seat, noura, khalid, once, outcome
):
    """Sara registered without her identity number; the list knows her by it, and the intake by name and birth date."""
    was_there(seat, noura)
    day, name, born = riyadh_day(session.starts_at), seat.person.name, seat.person.birth_date
    row = {
        "kind": "hours", "initiative": session.edition.initiative.code, "occurred_on": f"{day}", "person_name": name,
        "national_id": fake_national_id(1), "birth_date": f"{born}", "quantity": "4",
    }  # fmt: skip
    file, at = ContentFile(table(row).encode()), session.ends_at
    imported = intake.start(file=file, name="list.csv", by=noura, at=at, hours_once=once)
    intake.read(imported.pk, at=at)
    intake.approve(imported=imported, by=khalid, at=at)
    assert Record.objects.get().person == seat.person
    claimed = claim(session, noura)
    told = [reason.code for _person, reasons in claimed.refused for reason in reasons]
    assert (len(claimed.entered), told) == outcome


def test_a_forgotten_end_is_never_credited_until_somebody_states_it(session, seat, noura):
    mark_attendance(seat=seat, leaves=False, by=noura, at=session.starts_at)
    claimed = claim(session, noura)
    assert claimed.entered == []
    assert [person for person, _doubts in claimed.doubtful] == [seat.person]
    state_attendance(
        session=session, person=seat.person, came_at=session.starts_at, left_at=session.ends_at, reason="كشف الورق", by=noura,
        at=session.ends_at,
    )  # fmt: skip
    assert claim(session, noura).entered[0].quantity == 4


def test_whoever_did_not_come_has_no_hours(session, seat, noura):
    claimed = claim(session, noura)
    assert (claimed.entered, claimed.doubtful, claimed.refused) == ([], [], [])


def test_what_was_rejected_or_taken_back_is_claimed_again_as_it_stands_now(session, seat, noura, khalid):
    was_there(seat, noura)
    later = session.ends_at + timedelta(hours=2)
    reject(proposals=claim(session, noura).entered, by=khalid, at=later, reason="راجع وقت الانصراف")
    positions = approve(proposals=claim(session, noura).entered, by=khalid, at=later)
    reverse(
        record=Record.objects.get(position=positions.start),
        reason="خطأ",
        entered_by=noura,
        approved_by=khalid,
        at=later,
    )
    assert len(claim(session, noura).entered) == 1


def stated(seat, by, *, minutes):
    """Somebody in charge says that they were there so long from the beginning, or not at all."""
    begin = seat.session.starts_at
    state_attendance(
        session=seat.session, person=seat.person, came_at=begin if minutes else None,
        left_at=begin + timedelta(minutes=minutes) if minutes else None, reason="كشف الباب", by=by, at=seat.session.ends_at + timedelta(hours=2),
    )  # fmt: skip


@pytest.mark.parametrize("minutes", [60, 0])
def test_hours_that_wait_and_are_outdated_are_named_and_neither_entered_nor_approved(
    session, seat, noura, khalid, minutes
):
    was_there(seat, noura)
    entered = claim(session, noura).entered
    stated(seat, noura, minutes=minutes)
    claimed = claim(session, noura)
    assert (claimed.entered, claimed.doubtful) == ([], [])
    [(person, [reason])] = claimed.refused
    assert (person, reason.code) == (seat.person, "outdated")
    with pytest.raises(ApprovalRefused) as refused:
        approve_entries(proposals=entered, by=khalid, at=session.ends_at + timedelta(hours=3))
    assert [reason.code for reason in refused.value.reasons] == ["outdated"]
    assert not Record.objects.exists()


def test_outdated_hours_are_rejected_by_another_and_entered_again_as_attendance_says(
    session, seat, noura, khalid
):
    was_there(seat, noura)
    entered, later = claim(session, noura).entered, session.ends_at + timedelta(hours=3)
    stated(seat, noura, minutes=60)
    reject(proposals=entered, by=khalid, at=later, reason="غادرت بعد ساعة")
    claimed = claim(session, noura)
    assert ([one.quantity for one in claimed.entered], claimed.refused) == ([1], [])
    assert approve_entries(proposals=claimed.entered, by=khalid, at=later) == range(1)
    stated(seat, noura, minutes=0)
    assert claim(session, noura).refused == []  # what counts is taken back by a correction


def test_what_brings_attendance_into_doubt_holds_back_the_hours_that_wait(session, seat, noura, khalid):
    was_there(seat, noura)
    entered = claim(session, noura).entered
    mark_attendance(seat=seat, leaves=False, by=noura, at=session.ends_at - timedelta(minutes=5))
    assert attendance_of(session)[0].doubts
    with pytest.raises(ApprovalRefused):
        approve_entries(proposals=entered, by=khalid, at=session.ends_at + timedelta(hours=3))


def test_entries_of_whom_attendance_knows_nothing_are_approved_as_ever(session, seat, noura, khalid):
    elsewhere = [
        ProposalFactory(
            kind="hours", entered_by=noura, initiative=session.edition.initiative, edition=edition, session=code, source="program"
        )
        for edition, code in ((session.edition, code_of(session)), (None, code_of(session)), (None, "session-0"))
    ]  # fmt: skip
    assert approve_entries(proposals=elsewhere, by=khalid, at=session.ends_at + timedelta(hours=3)) == range(
        3
    )


def test_hours_that_came_into_the_ledger_another_way_are_not_claimed_again(session, seat, noura, khalid):
    was_there(seat, noura)
    [(person, proposal)] = hours_in(session, attendance_of(session)).ready
    later = session.ends_at + timedelta(hours=2)
    post([facts_of(proposal)], entered_by=noura, entered_at=later, approved_by=khalid, approved_at=later)
    assert person == seat.person
    assert claim(session, noura).entered == []


def test_a_record_leads_to_the_shift_it_names_and_other_words_lead_nowhere(session):
    assert session_named(code_of(session)) == session
    for other in (
        "",
        "site-1-0405",
        "session-",
        f"session-{session.pk + 1}",
        "session-٧",
        f"session-{'9' * 30}",
    ):
        assert session_named(other) is None


def test_more_than_a_persons_day_holds_is_refused(session, seat, noura):
    was_there(seat, noura)
    ProposalFactory(
        kind="hours", person=seat.person, occurred_on=session.starts_at.date(), quantity=Decimal(9), unit="hour",
        entered_by=noura, initiative=session.edition.initiative,
    )  # fmt: skip
    claimed = claim(session, noura)
    assert claimed.entered == []
    [(person, reasons)] = claimed.refused
    assert (person, [reason.code for reason in reasons]) == (seat.person, ["too_much"])


def test_hours_wait_until_the_shift_is_over(session, noura):
    with pytest.raises(ClaimRefused):
        claim_hours(session=session, by=noura, at=session.ends_at - timedelta(minutes=1))
