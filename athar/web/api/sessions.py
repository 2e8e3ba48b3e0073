"""Shifts, their seats, and who came and went."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Path, Router
from ninja.responses import Status

from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import Seat, Session
from athar.engine.journeys.models.session import SessionQuerySet
from athar.engine.journeys.operations import Marked, receive_from_program
from athar.foundation.core.refusals import Reason, both_languages
from athar.foundation.gate.answers import Answer
from athar.foundation.gate.choices import Scope
from athar.foundation.gate.keys import Program
from athar.foundation.people.rules import label, sight_within
from athar.initiatives.volunteering.groups import group_of
from athar.initiatives.volunteering.models import Opportunity
from athar.web.api import schemas
from athar.web.api.callers import Needs, anybody, program_in
from athar.web.api.seating import give_back, take
from athar.web.api.seeing import is_hers, opportunities_run_by, seats_open_to
from athar.web.api.sending import LARGEST_KEY, IdempotencyKey, done_once

router = Router(tags=[_("Shifts and seats")])
Number = Annotated[int, Path(ge=1, le=LARGEST_KEY)]
SEATS = Needs(Scope.SEATS_OWN, Scope.SEATS_OTHERS)


@router.get(
    "/sessions/{number}",
    response=schemas.Session,
    url_name="session",
    auth=anybody,
    summary=_("One shift, with the seats that are left"),
)
def session(request: HttpRequest, number: Number) -> dict[str, Any]:
    return session_told(get_object_or_404(_shown(), pk=number))


@router.post(
    "/sessions/{number}/seats",
    response={201: schemas.Seat},
    url_name="seats",
    auth=SEATS,
    summary=_("Take a seat, for yourself or for somebody who takes part in what you are in charge of"),
)
def new_seat(
    request: HttpRequest, response: HttpResponse, number: Number, said: schemas.SeatIn, key: IdempotencyKey
) -> Status:
    program, now = program_in(request), timezone.now()
    found = get_object_or_404(_shown(), pk=number)

    def work() -> Answer:
        seat = take(session=found, said=said, program=program, at=now)
        told = seat_told(seats_open_to(program).get(pk=seat.pk), program)
        return Answer(201, schemas.Seat(**told).model_dump(mode="json"))

    answer = done_once(request, response, key=key, at=now, work=work)
    response.headers["Location"] = reverse("api:seat", args=[answer.body["id"]])
    return Status(answer.status, answer.body)


@router.get(
    "/seats/{number}",
    response=schemas.Seat,
    url_name="seat",
    auth=SEATS,
    summary=_("A seat of yours, or of an opportunity you are in charge of"),
)
def seat(request: HttpRequest, number: Number) -> dict[str, Any]:
    program = program_in(request)
    return seat_told(get_object_or_404(seats_open_to(program), pk=number), program)


@router.delete(
    "/seats/{number}",
    response={204: None},
    url_name="seat",
    auth=SEATS,
    summary=_("Give a seat back; whoever waits first is offered it"),
)
def seat_given_back(request: HttpRequest, number: Number) -> Status:
    program = program_in(request)
    found = get_object_or_404(seats_open_to(program), pk=number)
    give_back(seat=found, program=program, at=timezone.now())
    return Status(204, None)


@router.post(
    "/attendance",
    response=schemas.AttendanceTaken,
    url_name="attendance",
    auth=Needs(Scope.ATTENDANCE),
    summary=_("Who came and went, in any order and as often as you like"),
)
def attendance(
    request: HttpRequest, response: HttpResponse, sent: schemas.AttendanceIn, key: IdempotencyKey
) -> dict[str, Any]:
    program, now = program_in(request), timezone.now()
    run = opportunities_run_by(program, Scope.ATTENDANCE)
    marks = [Marked(one.nonce, one.leaves, one.at, one.seat, one.code) for one in sent.events]

    def work() -> Answer:
        received = receive_from_program(
            by=program.account.person, sent_at=sent.sent_at, marks=marks, at=now,
            may=lambda session: run.filter(edition=session.edition_id).exists(),
        )  # fmt: skip
        refused = [
            schemas.RefusedEvent(nonce=nonce, **_reason(reason)) for nonce, reason in received.refused.items()
        ]
        taken = schemas.AttendanceTaken(new=received.new, known=received.known, refused=refused)
        return Answer(200, taken.model_dump(mode="json"))

    return done_once(request, response, key=key, at=now, work=work).body


def session_told(found: Session) -> dict[str, Any]:
    opportunity, now = found.edition.opportunity, timezone.now()
    names = (
        "name_ar",
        "name_en",
        "starts_at",
        "ends_at",
        "place_ar",
        "place_en",
        "capacity",
        "rest_minutes",
        "weekly_minutes",
    )
    is_open = opportunity.is_open(at=now) and found.cancelled_at is None and found.starts_at > now
    return {name: getattr(found, name) for name in names} | {
        "id": found.pk,
        "place": found.place_ar,
        "free": found.free or 0,  # type: ignore[attr-defined]  # annotated by with_free_seats
        "opportunity": found.edition.code,
        "region": found.region_id,
        "cancelled_at": found.cancelled_at,
        "is_open": is_open,
    }


def seat_told(found: Seat, program: Program) -> dict[str, Any]:
    return {
        "id": found.pk,
        "session": found.session_id,
        "opportunity": found.session.edition.code,
        "person": _name(found, program),
        "group": group_of(found),
        "starts_at": found.session.starts_at,
        "ends_at": found.session.ends_at,
        "taken_at": found.taken_at,
        "released_at": found.released_at,
    }


def _shown() -> SessionQuerySet:
    """Shifts of what the public may see."""
    shown = Opportunity.objects.shown()
    rows: SessionQuerySet = Session.objects.filter(part=Part.VOLUNTEER, edition__opportunity__in=shown)
    return rows.with_free_seats().select_related("edition__opportunity__call", "edition__initiative")


def _name(found: Seat, program: Program) -> str | None:
    opportunity = found.session.edition.opportunity
    if found.person_id == program.account.person_id or is_hers(program, opportunity):
        return found.person.called
    return label(found.person, sight_within(program.roles, opportunity)) or None


def _reason(reason: Reason) -> dict[str, str]:
    message, remedy = both_languages(reason.message), both_languages(reason.remedy)
    return {
        "code": reason.code, "message_ar": message["ar"], "message_en": message["en"], "remedy_ar": remedy["ar"], "remedy_en": remedy["en"],
    }  # fmt: skip
