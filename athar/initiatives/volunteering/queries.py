"""Reads about opportunities and about what somebody signed up for."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)

from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import Case, Enrolment, Offer, Seat, Session, Wait
from athar.foundation.core.composed import Composed, Given
from athar.foundation.core.crypto import lookup_hashes
from athar.foundation.core.dates import riyadh_day
from athar.foundation.people.choices import Purpose
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import consenting
from athar.initiatives.volunteering.models import GuardianQuestion, Handover, Inquiry, Opportunity
from athar.initiatives.volunteering.models.handover import WHOM
from athar.initiatives.volunteering.models.opportunity import SHOWN

# Texts for readers, by which nothing is decided.
TOLD = [
    f"{name}_{language}"
    for name in ("summary", "description", "charter", "place")
    for language in ("ar", "en")
] + ["search_key"]
STANDING = ("takes_part", "agrees", "case_on")
REMEMBERED = timedelta(days=90)  # how long a calendar keeps a shift that is over


def shifts_of(opportunity: Opportunity, *, at: datetime) -> QuerySet[Session]:
    """Its shifts to come, each with ``free``, the number of seats nobody has."""
    return (
        Session.objects.upcoming(at=at).filter(edition=opportunity.edition_id, part=Part.VOLUNTEER)
        .annotate(free=Sum("counters__free")).order_by("starts_at", "pk")
    )  # fmt: skip


def open_shift(code: str, key: int, person: Person, *, at: datetime) -> Session | None:
    """A shift to come of the opportunity of an edition that the public may see, with it as ``applied_to`` finds it."""
    session = OPEN_SHIFT.first(code=code, session=key, person=person.pk, at=at, day=riyadh_day(at))
    if session is not None:
        opportunity = session.edition.opportunity
        for name in STANDING:
            setattr(opportunity, name, getattr(session, name))
        _found_for(opportunity, person, at)
    return session


def _open_shift() -> QuerySet[Session]:
    shown = Session.objects.upcoming(at=Given("at", DateTimeField())).filter(
        pk=Given("session"), edition__code=Given("code", CharField()), edition__opportunity__state__in=SHOWN, part=Part.VOLUNTEER
    )  # fmt: skip
    joined = shown.select_related(
        *(f"edition__opportunity__call__{name}" for name in ("workflow", "form"))
    ).order_by()
    whole = joined.annotate(**_standing("edition__opportunity__call"))
    return whole.defer(*(f"edition__opportunity__{name}" for name in TOLD))


OPEN_SHIFT = Composed(_open_shift)


def seats_of(people: Sequence[int]) -> QuerySet[Seat]:
    """Seats of one human, with what a page says of them."""
    return Seat.objects.confirmed().filter(person__in=people).select_related(
        "session__edition__opportunity__region", "session__edition__initiative"
    )  # fmt: skip


def inquiry_about(seat: Seat) -> Inquiry | None:
    """What somebody is asked about a shift at which they were not seen."""
    return Inquiry.objects.filter(seat=seat).first()


def handover_of(seat: Seat, *, at: datetime) -> Handover | None:
    """That somebody offers this seat of theirs to others, and nobody took it yet."""
    return Handover.objects.open(at=at).filter(seat=seat).first()


def handovers_to(person: Person, *, at: datetime) -> QuerySet[Handover]:
    """Seats that others offer to somebody now."""
    open_now = Handover.objects.open(at=at).values("pk")
    return handovers_told(person, at=at).filter(pk__in=open_now)


def handovers_told(person: Person, *, at: datetime) -> QuerySet[Handover]:
    """Whatever was offered to somebody, open or over: of what they take part in, and to whoever fits or to their phone."""
    taking = Enrolment.objects.in_force(at=at).filter(
        person=person, edition=OuterRef("seat__session__edition"), part=Part.VOLUNTEER
    )
    theirs = Q(whom=None)
    if person.phone:
        theirs |= Q(whom__in=lookup_hashes(person.phone, purpose=WHOM))
    return (
        Handover.objects.filter(theirs, Exists(taking)).exclude(seat__person=person)
        .select_related("seat__session__edition__opportunity").order_by("seat__session__starts_at", "pk")
    )  # fmt: skip


def seats_told_of(people: Sequence[int], *, at: datetime) -> QuerySet[Seat]:
    """What a calendar of one human says: shifts of the last months and to come; seats given back are left out, cancelled shifts are not."""
    cancelled = Q(released_at=F("session__cancelled_at"))
    theirs = Seat.objects.filter(Q(released_at=None, held_until=None) | cancelled, person__in=people)
    return (
        theirs.filter(session__ends_at__gt=at - REMEMBERED, session__edition__opportunity__isnull=False)
        .select_related("session__edition__opportunity").order_by("session__starts_at", "pk")
    )  # fmt: skip


def offers_to(people: Sequence[int], *, at: datetime) -> QuerySet[Offer]:
    """Seats that are kept for one human, who has not answered yet."""
    return Offer.objects.filter(wait__person__in=people, ending="", expires_at__gt=at).select_related(
        "wait__session__edition", "seat"
    )  # fmt: skip


def waits_of(people: Sequence[int], *, at: datetime) -> QuerySet[Wait]:
    """Where one human waits for a seat and has been offered none."""
    return Wait.objects.waiting().filter(
        person__in=people, session__starts_at__gt=at
    ).select_related("session__edition")  # fmt: skip


def standing_in_line(people: Sequence[int], *, at: datetime) -> QuerySet[Any]:
    """
    ``offers_to`` and ``waits_of`` in one question: where one human waits, in order.

    Each with ``offer``, the key of one that is not answered yet, and ``kept_until``, how long a seat is kept; None where none is.
    """
    offer = Offer.objects.filter(wait=OuterRef("pk"), ending="")
    return (
        Wait.objects.filter(person__in=people, left_at=None, session__starts_at__gt=at)
        .annotate(offer=Subquery(offer.values("pk")[:1]), kept_until=Subquery(offer.values("expires_at")[:1]))
        .select_related("session__edition").order_by("rank", "since", "pk")
    )  # fmt: skip


def answers_told_the_guardian(opportunity: Opportunity, people: Sequence[int]) -> dict[str, Any]:
    """What somebody would answer, as they let their guardian read it last; so they need not write it twice."""
    asked = GuardianQuestion.objects.filter(opportunity=opportunity, child__in=people).first()
    return dict(asked.answers) if asked else {}


def applications_of(people: Sequence[int]) -> QuerySet[Case]:
    """What one human applied for, the newest first."""
    opportunities = Opportunity.objects.filter(call=OuterRef("call"))
    return (
        Case.objects.filter(Exists(opportunities), person__in=people, moves__gt=0)
        .select_related("call__edition__opportunity", "version").order_by("-begun_at", "-pk")
    )  # fmt: skip


def applied_to(opportunity: Opportunity, person: Person, *, at: datetime, anew: bool = False) -> Any:
    """
    The opportunity as it stands now, with its call and what that asks; one question to the database, or none where ``open_shift``
    found it for them at this moment.

    It has ``takes_part``, whether the person does; ``agrees``, whether they consented to; and ``case_on``, the key of an application of
    theirs that goes on.

    :param anew: whether something happened since, so that it must be asked.
    """
    if not anew and getattr(opportunity, "found_for", None) == (person.pk, at):
        return opportunity
    [found] = APPLIED_TO.all(opportunity=opportunity.pk, person=person.pk, at=at, day=riyadh_day(at))
    _found_for(found, person, at)
    return found


def _found_for(opportunity: Any, person: Person, at: datetime) -> None:
    opportunity.found_for = (person.pk, at)
    if opportunity.call is not None:
        opportunity.call.edition = opportunity.edition


def _applied_to() -> QuerySet[Opportunity]:
    asked = Opportunity.objects.select_related("edition", "call__workflow", "call__form").order_by()
    return asked.defer(*TOLD).annotate(**_standing("call")).filter(pk=Given("opportunity"))


def _standing(call: str) -> dict[str, Any]:
    """How a person stands to an opportunity: ``STANDING``, of rows that have an edition. :param call: where its call is."""
    person, at = Given("person"), Given("at", DateTimeField())
    parts = Enrolment.objects.in_force(at=at).filter(
        edition=OuterRef("edition"), person=person, part=Part.VOLUNTEER
    )
    cases = Case.objects.going_on().filter(call=OuterRef(call), person=person).order_by()
    agree = consenting(Purpose.PARTICIPATION, on=Given("day", DateField())).filter(pk=person)
    found = (Exists(parts), Exists(agree), Subquery(cases.values("pk")[:1]))
    return dict(zip(STANDING, found, strict=True))


APPLIED_TO = Composed(_applied_to)


def standing_in(opportunity: Opportunity, person: Person | None, *, at: datetime) -> dict[str, Any]:
    """Of which shifts somebody has a seat, and for which they wait: keys of sessions."""
    if person is None:
        return {"seats": {}, "waits": set()}
    here = {"session__edition": opportunity.edition_id, "person": person}
    return {
        "seats": {
            seat.session_id: seat for seat in Seat.objects.taken().filter(**here, session__ends_at__gt=at)
        },
        "waits": set(Wait.objects.filter(**here, left_at=None).values_list("session", flat=True)),
    }


def parts_of(people: Sequence[int]) -> QuerySet[Enrolment]:
    """In what one human takes or took part, the newest first, with what a page says of it."""
    joined = ("edition__initiative", "edition__opportunity__organisation")
    return Enrolment.objects.filter(person__in=people).select_related(*joined).order_by("-since", "-pk")


def questions_for(children: Sequence[int]) -> QuerySet[GuardianQuestion]:
    """What minors asked whoever speaks for them, and nobody answered yet."""
    return questions_told(children).filter(answer="")


def questions_told(children: Sequence[int]) -> QuerySet[GuardianQuestion]:
    """The same, also what was answered."""
    joined = ("child", "opportunity__edition__initiative", "opportunity__organisation", "opportunity__region")
    return GuardianQuestion.objects.filter(child__in=children).select_related(*joined)


def people_around(opportunity: Opportunity) -> QuerySet[Person]:
    """Whoever applied to an opportunity, takes part in it or waits for a seat there."""
    applied = Case.objects.filter(call=opportunity.call_id, call__isnull=False, moves__gt=0)
    taking = Enrolment.objects.filter(edition=opportunity.edition_id, part=Part.VOLUNTEER, ended_at=None)
    waiting = Wait.objects.filter(session__edition=opportunity.edition_id, left_at=None)
    return Person.objects.filter(
        Q(pk__in=applied.order_by().values("person"))
        | Q(pk__in=taking.order_by().values("person"))
        | Q(pk__in=waiting.order_by().values("person"))
    )
