from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import ProgrammingError, transaction

from athar.engine.journeys.attendance import attendance_of
from athar.engine.journeys.codes import STEP, code_for, seat_of, shown_at
from athar.engine.journeys.models import AttendanceMark, Enrolment, Seat
from athar.engine.journeys.operations import (
    AttendanceRefused,
    Marked,
    cancel_session,
    change_capacity,
    join_waiting_list,
    mark_attendance,
    open_session,
    receive,
    register_device,
    release_seat,
    report_lost,
    state_attendance,
    take_seat,
)
from athar.engine.journeys.presence import Doubt
from athar.engine.journeys.tests.factories import NOW
from athar.engine.ledger.tests.factories import EditionFactory

pytestmark = pytest.mark.django_db
BEGIN = NOW + timedelta(days=1)
END = BEGIN + timedelta(hours=4)


def everywhere(_session) -> bool:
    return True


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def key(curve=None) -> bytes:
    public = ec.generate_private_key(curve or ec.SECP256R1()).public_key()
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture
def session(cast):
    edition = EditionFactory(starts_on=BEGIN.date(), ends_on=END.date())
    for person in (cast.sara, cast.layan):
        Enrolment.objects.create(edition=edition, part="volunteer", person=person, since=NOW)
    return open_session(
        edition=edition, part="volunteer", names=("مناوبة", "Shift"), starts_at=BEGIN, ends_at=END, capacity=5
    )


@pytest.fixture
def seat(cast, session):
    return take_seat(session=session, person=cast.sara, by=cast.sara, at=NOW)


@pytest.fixture
def phone(cast):
    return register_device(person=cast.noura, name="هاتف نورة", key=key(), at=NOW)


def only(session, person):
    (found,) = attendance_of(session, person=person)
    return found


def test_a_code_is_of_one_seat_and_one_half_minute_and_cannot_be_made_up():
    code = code_for(7, at=BEGIN)
    assert seat_of(code) == 7
    assert BEGIN - shown_at(code) < timedelta(seconds=STEP)
    assert code != code_for(7, at=BEGIN + timedelta(seconds=STEP))
    assert shown_at(code.replace("A1.7.", "A1.8.")) is None
    assert shown_at("A1.7.12345678901234.abcdefgh") is None


@pytest.mark.parametrize("code", ["", "https://example.org", "A1.x.1.a", "A1.٧.1.a", "B1.7.1.a", "A1.7.1"])
def test_what_is_no_code_of_ours_names_no_seat(code):
    assert seat_of(code) is None
    assert shown_at(code) is None


def test_marks_of_a_phone_become_minutes_and_sending_them_again_changes_nothing(cast, session, seat, phone):
    marks = [
        Marked(uuid4(), leaves=False, at=BEGIN + minutes(2), code=code_for(seat.pk, at=BEGIN + minutes(2))),
        Marked(uuid4(), leaves=True, at=END, seat=seat.pk),
    ]
    late = END + timedelta(hours=20)
    assert receive(device=phone, sent_at=late, marks=marks, may=everywhere, at=late).new == 2
    before = only(session, cast.sara)
    assert (before.minutes(session), before.doubts) == (238, frozenset())
    again = receive(
        device=phone, sent_at=late + minutes(9), marks=marks[::-1], may=everywhere, at=late + minutes(9)
    )
    assert (again.new, again.known) == (0, 2)
    assert only(session, cast.sara) == before


def test_a_phone_whose_clock_is_wrong_is_put_right(cast, session, seat, phone):
    off = minutes(75)
    marks = [
        Marked(uuid4(), leaves=False, at=BEGIN - off, code=code_for(seat.pk, at=BEGIN)),
        Marked(uuid4(), leaves=True, at=END - off, code=code_for(seat.pk, at=END)),
    ]
    receive(device=phone, sent_at=END - off, marks=marks, may=everywhere, at=END)
    assert only(session, cast.sara).minutes(session) == 240
    assert only(session, cast.sara).doubts == set()


def test_a_clock_that_is_set_on_another_day_changes_nothing_of_this_one(cast, session, seat, phone):
    fast = -minutes(15)
    marks = [
        Marked(uuid4(), leaves=False, at=BEGIN - fast, seat=seat.pk),
        Marked(uuid4(), leaves=True, at=END - fast, seat=seat.pk),
    ]
    receive(device=phone, sent_at=END - fast, marks=marks, may=everywhere, at=END)
    told = only(session, cast.sara)
    assert (told.minutes(session), told.doubts) == (240, frozenset())
    for moment in (BEGIN - timedelta(days=30), END + timedelta(days=3), END + timedelta(days=30)):
        receive(device=phone, sent_at=moment, marks=[], may=everywhere, at=moment)
    assert only(session, cast.sara) == told


def test_a_clock_that_is_set_during_a_session_is_doubted_for_everybody_it_marked(cast, session, seat, phone):
    other = take_seat(session=session, person=cast.layan, by=cast.layan, at=NOW)
    came = Marked(uuid4(), leaves=False, at=BEGIN + minutes(15), seat=seat.pk)
    receive(device=phone, sent_at=BEGIN + minutes(15), marks=[came], may=everywhere, at=BEGIN)
    assert Doubt.CLOCK not in only(session, cast.sara).doubts
    came = Marked(uuid4(), leaves=False, at=BEGIN + minutes(20), seat=other.pk)
    receive(device=phone, sent_at=BEGIN + minutes(20), marks=[came], may=everywhere, at=BEGIN + minutes(20))
    both = attendance_of(session)
    assert [Doubt.CLOCK in one.doubts for one in both] == [True, True]
    # Asked about one of them alone, the answer is the same.
    assert [only(session, one.person) for one in both] == both


def test_a_code_that_was_passed_on_or_made_up_is_doubted(cast, session, seat, phone):
    for code in (code_for(seat.pk, at=BEGIN - minutes(60)), code_for(seat.pk, at=BEGIN)[:-1] + "!"):
        mark = Marked(uuid4(), leaves=False, at=BEGIN, code=code)
        receive(device=phone, sent_at=BEGIN, marks=[mark], may=everywhere, at=BEGIN)
        assert Doubt.CODE in only(session, cast.sara).doubts


def test_what_arrives_from_a_phone_that_is_lost_is_doubted(cast, session, seat, phone):
    report_lost(device=phone, by=cast.noura, at=BEGIN)
    mark = Marked(uuid4(), leaves=False, at=BEGIN, seat=seat.pk)
    receive(device=phone, sent_at=END, marks=[mark], may=everywhere, at=END)
    assert Doubt.LOST_PHONE in only(session, cast.sara).doubts


def test_each_mark_that_is_not_taken_comes_back_with_its_reason(seat, phone):
    lost, theirs = (
        Marked(UUID(int=number), leaves=False, at=BEGIN, seat=key) for number, key in ((1, 0), (2, seat.pk))
    )
    received = receive(
        device=phone, sent_at=BEGIN, marks=[lost, theirs], may=lambda _session: False, at=BEGIN
    )
    assert {nonce.int: reason.code for nonce, reason in received.refused.items()} == {
        1: "no_seat",
        2: "not_yours",
    }
    assert not AttendanceMark.objects.exists()


@pytest.mark.parametrize("ahead", [-75, 0, 75])
def test_whoever_was_marked_before_a_shift_was_broken_off_was_there(cast, session, seat, phone, ahead):
    off = minutes(ahead)
    came, went = (
        Marked(uuid4(), leaves=leaves, at=BEGIN + minutes(when) + off, seat=seat.pk)
        for leaves, when in ((False, 1), (True, 65))
    )
    cancel_session(session=session, by=cast.noura, at=BEGIN + minutes(60))
    late = BEGIN + minutes(120)
    received = receive(device=phone, sent_at=late + off, marks=[came, went], may=everywhere, at=late)
    assert (received.new, received.refused) == (2, {})
    found = only(session, cast.sara)
    assert (found.seat, found.minutes(session), found.doubts) == (None, 64, frozenset())


def test_whoever_comes_by_a_seat_that_was_given_back_or_only_kept_for_them_has_none(
    cast, session, seat, phone
):
    change_capacity(session=session, capacity=1, at=NOW)
    join_waiting_list(session=session, person=cast.layan, at=NOW)
    release_seat(seat=seat, by=cast.sara, at=NOW)
    kept = Seat.objects.get(person=cast.layan)
    marks = [Marked(uuid4(), leaves=False, at=BEGIN, seat=one.pk) for one in (seat, kept)]
    send = {"device": phone, "sent_at": BEGIN, "marks": marks, "may": everywhere, "at": BEGIN}
    before = receive(**send)
    cancel_session(session=session, by=cast.noura, at=BEGIN + minutes(60))
    after = receive(**send)
    for received in (before, after):
        assert [reason.code for reason in received.refused.values()] == ["no_seat", "no_seat"]
    assert not AttendanceMark.objects.exists()


def test_marks_whose_answer_was_lost_are_known_whatever_became_of_the_seat(cast, session, seat, phone):
    mark = Marked(uuid4(), leaves=False, at=BEGIN + minutes(30), seat=seat.pk)
    send = {"device": phone, "sent_at": BEGIN + minutes(40), "marks": [mark, mark]}
    first = receive(**send, may=everywhere, at=BEGIN + minutes(40))
    assert (first.new, first.known) == (1, 1)
    release_seat(seat=seat, by=cast.noura, at=BEGIN + minutes(20))
    again = receive(**send, may=lambda _session: False, at=BEGIN + minutes(50))
    assert (again.new, again.known, again.refused) == (0, 2, {})


def test_a_mark_never_changes(cast, seat):
    mark = mark_attendance(seat=seat, leaves=False, by=cast.noura, at=BEGIN)
    assert mark_attendance(seat=seat, leaves=True, by=cast.noura, at=END, nonce=mark.nonce) == mark
    for change in (mark.delete, lambda: AttendanceMark.objects.update(leaves=True)):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()


def test_a_statement_stands_above_the_marks_and_the_last_one_stands(cast, session, seat):
    mark_attendance(seat=seat, leaves=False, by=cast.noura, at=BEGIN)
    assert only(session, cast.sara).doubts == {Doubt.NO_END}
    state = {"session": session, "person": cast.sara, "reason": "كشف الورق", "by": cast.noura}
    state_attendance(came_at=BEGIN, left_at=END - minutes(60), at=END, **state)
    found = only(session, cast.sara)
    assert (found.minutes(session), found.doubts, found.came) == (180, frozenset(), True)
    state_attendance(came_at=None, left_at=None, at=END + minutes(1), **state)
    found = only(session, cast.sara)
    assert (found.minutes(session), found.came) == (0, False)
    assert found.is_absent(session, at=END)


def test_a_statement_that_cannot_be_is_refused_with_every_reason(cast, session):
    with pytest.raises(AttendanceRefused) as refused:
        state_attendance(
            session=session, person=cast.noura, came_at=END, left_at=BEGIN, reason=" ", by=cast.noura, at=END
        )
    assert {reason.code for reason in refused.value.reasons} == {"times", "own", "no_reason"}


def test_whoever_did_not_come_is_absent_once_it_is_over(cast, session, seat):
    found = only(session, cast.sara)
    assert not found.is_absent(session, at=END - minutes(1))
    assert found.is_absent(session, at=END)


def test_whoever_was_seen_only_to_go_is_in_doubt_and_not_absent(cast, session, seat):
    mark_attendance(seat=seat, leaves=True, by=cast.noura, at=END)
    found = only(session, cast.sara)
    assert (found.came, found.doubts) == (False, {Doubt.NO_START})
    assert not found.is_absent(session, at=END)
    state_attendance(
        session=session,
        person=cast.sara,
        came_at=None,
        left_at=None,
        reason="كشف الورق",
        by=cast.noura,
        at=END,
    )
    assert only(session, cast.sara).is_absent(session, at=END)


@pytest.mark.parametrize("other", [b"", b"x" * 91, key(ec.SECP384R1())])
def test_a_phone_brings_a_key_of_the_right_kind(cast, other):
    with pytest.raises(AttendanceRefused):
        register_device(person=cast.noura, name="هاتف", key=other, at=NOW)


def test_a_key_is_of_one_phone_and_only_its_owner_reports_it(cast, phone):
    with pytest.raises(AttendanceRefused):
        register_device(person=cast.khalid, name="آخر", key=bytes(phone.key), at=NOW)
    with pytest.raises(AttendanceRefused):
        report_lost(device=phone, by=cast.khalid, at=NOW)
