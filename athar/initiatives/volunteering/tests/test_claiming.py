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
from athar.initiatives.volunteering.operations import ClaimRefused, claim_hours, sign_up
from athar.initiatives.volunteering.operations.claiming import code_of, hours_in, session_named
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
