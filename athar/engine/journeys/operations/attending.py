"""Phones say who came and went; somebody in charge states what they do not tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.codes import seat_of, shown_at
from athar.engine.journeys.models import AttendanceMark, Device, Seat, Sending, Session, Statement
from athar.engine.journeys.sendings import Marked
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person


class AttendanceRefused(Refused):
    """The phone, the mark or the statement cannot be taken; every reason is listed."""


@dataclass
class Received:
    """What became of a sending: how many marks are new, how many were known, and why the others were not taken."""

    new: int = 0
    known: int = 0
    refused: dict[UUID, Reason] = field(default_factory=dict)


NO_SEAT = Reason("no_seat", _("Nobody has this seat."), _("Load the list again, or note them on paper."))
OWN = Reason("own", _("Nobody marks their own attendance."), _("Ask a colleague to."))
NOT_YOURS = Reason("not_yours", _("You are not in charge of this session."), _("Ask its leader."))
CLOCK = Reason(
    "clock",
    _("The clock of the program runs wrong."),
    _("Set it by a time server, say in sent_at when it is sent, and send it again."),
)
TOO_FAR = Reason(
    "too_far", _("This lies too long ago, or ahead."), _("State the attendance in the workspace.")
)
NOTHING = timedelta(0)
MOST_WRONG = timedelta(minutes=2)  # by which a program's clock may differ from ours, the way included
FARTHEST = timedelta(days=60)  # from now, of what a program marks


@transaction.atomic
def register_device(*, person: Person, name: str, key: bytes, at: datetime) -> Device:
    """
    Let a phone mark attendance for its owner.

    :param key: P-256, as SubjectPublicKeyInfo in DER; the phone keeps the private one.
    :raises AttendanceRefused: when the key is of another kind, or is known already.
    """
    try:
        found = load_der_public_key(key)
    except (ValueError, UnsupportedAlgorithm):
        found = None
    if not isinstance(found, EllipticCurvePublicKey) or not isinstance(found.curve, SECP256R1):
        raise AttendanceRefused(
            Reason("key", _("This is no key for a phone."), _("Open the page anew in a current browser."))
        )
    if Device.objects.filter(key=key).exists():
        raise AttendanceRefused(
            Reason("known", _("This phone is registered already."), _("Use it, or register another."))
        )
    return Device.objects.create(person=person, name=name.strip()[:80], key=key, registered_at=at)


@transaction.atomic
def report_lost(*, device: Device, by: Person, at: datetime) -> None:
    """
    Doubt what arrives from a phone from now on.

    :raises AttendanceRefused: when it is somebody else's, or was reported already.
    """
    reported = Device.objects.filter(pk=device.pk, person=by, lost_at=None).update(lost_at=at)
    if not reported:
        raise AttendanceRefused(
            Reason("lost", _("This phone is not yours, or was reported already."), _("Look at your phones."))
        )


@transaction.atomic
def receive(
    *,
    device: Device,
    sent_at: datetime,
    marks: Sequence[Marked],
    may: Callable[[Session], bool],
    at: datetime,
) -> Received:
    """
    Keep what a phone sends. Sending it again, in part or in another order, changes nothing.

    Somebody whose seat was given back since, as when a shift is broken off, was there by it all the same.

    :param may: whether the phone's owner is in charge of a session.
    :param sent_at: by the clock of the phone.
    """
    Sending.objects.create(device=device, sent_at=sent_at, arrived_at=at)
    # A clock that is ahead is put right. One that is behind looks like a network that took long: then the mark has the benefit.
    return _kept(marks, device=device, by=device.person, may=may, at=at, ahead=max(sent_at - at, NOTHING))


@transaction.atomic
def receive_from_program(
    *, by: Person, sent_at: datetime, marks: Sequence[Marked], may: Callable[[Session], bool], at: datetime
) -> Received:  # fmt: skip
    """
    Keep what a program sends that comes in somebody's name. Sending it again, in part or in another order, changes nothing.

    Its clock is not put right afterwards, as a phone's is, so it has to be right.

    :param may: whether ``by`` is in charge of a session.
    :raises AttendanceRefused: when the program's clock runs wrong.
    """
    if abs(at - sent_at) > MOST_WRONG:
        raise AttendanceRefused(CLOCK)
    received = Received(refused={mark.nonce: TOO_FAR for mark in marks if abs(at - mark.at) > FARTHEST})
    near = [mark for mark in marks if mark.nonce not in received.refused]
    kept = _kept(near, device=None, by=by, may=may, at=at)
    return Received(kept.new, kept.known, received.refused | kept.refused)


def _kept(
    marks: Sequence[Marked], *, device: Device | None, by: Person, may: Callable[[Session], bool], at: datetime,
    ahead: timedelta = NOTHING,
) -> Received:  # fmt: skip
    """:param ahead: how far the clock by which they were marked is ahead of ours."""
    received, rows = Received(), []
    # What is here already stays so, whatever became of the seat since.
    sent = [mark.nonce for mark in marks]
    known = set(AttendanceMark.objects.filter(nonce__in=sent).values_list("nonce", flat=True))
    seats = _seats_of(marks)
    allowed: dict[int, bool] = {}
    for mark in marks:
        seat = seats.get(mark.seat or seat_of(mark.code) or 0)
        if mark.nonce in known:
            received.known += 1
        elif seat is None or not _is_by(mark, seat, mark.at - ahead):
            received.refused[mark.nonce] = NO_SEAT
        elif seat.person_id == by.pk:
            received.refused[mark.nonce] = OWN
        elif not allowed.setdefault(seat.session_id, may(seat.session)):
            received.refused[mark.nonce] = NOT_YOURS
        else:
            known.add(mark.nonce)
            rows.append(_row(mark, seat, device=device, by=by, at=at))
    AttendanceMark.objects.bulk_create(rows, ignore_conflicts=True)
    received.new = len(rows)
    return received


def _is_by(mark: Marked, seat: Seat, at: datetime) -> bool:
    """Whether the seat was theirs when they were marked; whoever had it when it began may go after it was broken off."""
    released_at = seat.released_at
    return released_at is None or at < released_at or (mark.leaves and seat.session.starts_at < released_at)


def mark_attendance(
    *, seat: Seat, leaves: bool, by: Person, at: datetime, nonce: UUID | None = None
) -> AttendanceMark:
    """Somebody in charge marks a person here and now, by our clock."""
    made, _new = AttendanceMark.objects.get_or_create(
        nonce=nonce or uuid4(),
        defaults={
            "session": seat.session,
            "person_id": seat.person_id,
            "leaves": leaves,
            "at": at,
            "by": by,
            "arrived_at": at,
        },
    )
    return made


@transaction.atomic
def state_attendance(
    *, session: Session, person: Person, came_at: datetime | None, left_at: datetime | None, reason: str, by: Person, at: datetime
) -> Statement:  # fmt: skip
    """
    State when somebody was there, or that they were not: what stands, whatever phones say.

    :raises AttendanceRefused: when one end is missing, they would leave before they come or later than now,
        nobody is named, it is about oneself, or there is no reason.
    """
    reasons = []
    if (came_at is None) != (left_at is None):
        reasons.append(Reason("one_end", _("One of the two times is missing."), _("Give both, or neither.")))
    if came_at and left_at and not came_at < left_at <= at:
        reasons.append(
            Reason(
                "times",
                _("These times cannot be."),
                _("Give an end after the beginning, and not in the future."),
            )
        )
    if person.pk == by.pk:
        reasons.append(Reason("own", _("Nobody states their own attendance."), _("Ask a colleague to.")))
    if not reason.strip():
        reasons.append(Reason("no_reason", _("A statement needs a reason."), _("Write how you know it.")))
    if reasons:
        raise AttendanceRefused(*reasons)
    return Statement.objects.create(
        session=session, person=person, came_at=came_at, left_at=left_at, reason=reason.strip(), by=by, at=at
    )


def _seats_of(marks: Sequence[Marked]) -> dict[int, Seat]:
    keys = {mark.seat or seat_of(mark.code) or 0 for mark in marks}
    rows = Seat.objects.ever_confirmed().filter(pk__in=keys).select_related("session__edition__initiative")
    return {seat.pk: seat for seat in rows}


def _row(mark: Marked, seat: Seat, *, device: Device | None, by: Person, at: datetime) -> AttendanceMark:
    moment = shown_at(mark.code) if mark.code else None
    return AttendanceMark(
        nonce=mark.nonce, session_id=seat.session_id, person_id=seat.person_id, leaves=mark.leaves, at=mark.at, device=device,
        shown_at=moment, proven=not mark.code or moment is not None, by=by, arrived_at=at,
    )  # fmt: skip
