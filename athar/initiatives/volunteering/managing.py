"""Reads for whoever offers opportunities: which of them, how full each is, who is in it, and what waits for somebody."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    CharField,
    Count,
    Exists,
    Expression,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat

from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import (
    Answers,
    AttendanceMark,
    Case,
    Decision,
    Hold,
    Offer,
    Seat,
    Session,
    Statement,
    Wait,
)
from athar.engine.ledger.choices import Kind
from athar.engine.ledger.models import Proposal, Record
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.search_key import search_key
from athar.foundation.people.scopes import Reach
from athar.initiatives.volunteering.choices import SESSION, State
from athar.initiatives.volunteering.models import Group, Opportunity, Step

# Whose hours nobody entered for so long is nobody's next step any more.
PRESSING = timedelta(days=60)


def lying_within(far: Reach, bodies: Collection[int] = ()) -> Q:
    """Opportunities within reach, or of one of some organisations, as a condition."""
    if far.everywhere:
        return Q()
    wanted = Q(organisation__in=bodies)
    for bound in far.in_order():
        sides = {
            "organisation": bound.organisation,
            "edition__initiative__code": bound.initiative,
            "edition__code": bound.edition,
        }
        wanted |= Q(**{column: value for column, value in sides.items() if value})
    return wanted


def narrowed(rows: QuerySet[Opportunity], *, words: str = "", **columns: Any) -> QuerySet[Opportunity]:
    """
    Those in whose name, summary or place the words stand, and that have these values.

    :param columns: ``state``, ``level``, ``initiative``, ``organisation``; empty ones narrow nothing.
    """
    for word in search_key(words).split():
        rows = rows.filter(search_key__contains=word)
    initiative = columns.pop("initiative", None)
    if initiative:
        rows = rows.filter(edition__initiative=initiative)
    return rows.filter(**{column: value for column, value in columns.items() if value})


def with_numbers(rows: QuerySet[Opportunity]) -> QuerySet[Opportunity]:
    """Each with ``shifts``, ``seats``, ``taken`` and ``waiting`` of what takes place, and ``applied``: who ever sent an application."""
    shifts = _shifts().filter(edition=OuterRef("edition"), cancelled_at=None)
    seats = Seat.objects.taken().filter(session__edition=OuterRef("edition"), session__cancelled_at=None)
    held = Hold.objects.filter(session__edition=OuterRef("edition"), ended_at=None)
    waits = Wait.objects.filter(session__edition=OuterRef("edition"), left_at=None)
    sent = Case.objects.filter(call=OuterRef("call"), moves__gt=0)
    return rows.annotate(
        shifts=_one(shifts, Count("pk")), seats=_one(shifts, Sum("capacity")), taken=_one(seats, Count("pk")) + _one(held, Sum("left")),
        waiting=_one(waits, Count("pk")), applied=_one(sent, Count("pk")),
    )  # fmt: skip


def shifts_with_numbers(opportunity: Opportunity) -> QuerySet[Session]:
    """All its shifts, past and cancelled too, each with ``taken`` (theirs, or kept for somebody), ``held`` of these for groups, and ``waiting``."""
    return with_shift_numbers(_shifts().filter(edition=opportunity.edition_id))


def with_shift_numbers(rows: QuerySet[Session]) -> QuerySet[Session]:
    seats = Seat.objects.taken().filter(session=OuterRef("pk"))
    waits = Wait.objects.filter(session=OuterRef("pk"), left_at=None)
    held = _one(Hold.objects.filter(session=OuterRef("pk"), ended_at=None), Sum("left"))
    return rows.annotate(
        held=held, taken=_one(seats, Count("pk")) + held, waiting=_one(waits, Count("pk"))
    ).order_by("starts_at", "pk")


def applications_to(opportunity: Opportunity) -> QuerySet[Case]:
    """
    What was ever sent, the newest first.

    Each with ``theirs``, how many seats its person has here, ``group``, the name of one with which they come, and ``pending``, the
    step that is decided and not carried out yet.
    """
    seats = Seat.objects.taken().filter(
        session__edition=opportunity.edition_id, session__cancelled_at=None, person=OuterRef("person")
    )
    pending = Decision.objects.pending().filter(case=OuterRef("pk")).values("transition")[:1]
    groups = Group.objects.filter(
        hold__seats__seat__person=OuterRef("person"), hold__seats__seat__released_at=None, session__edition=opportunity.edition_id
    )  # fmt: skip
    return (
        Case.objects.filter(call=opportunity.call_id, moves__gt=0, call__isnull=False)
        .select_related("person", "version")
        .annotate(
            theirs=_one(seats, Count("pk")),
            pending=Subquery(pending),
            group=Subquery(groups.order_by("pk").values("name")[:1]),
        )
        .order_by("-begun_at", "-pk")
    )


def newest_answers_of(cases: Sequence[Case]) -> dict[int, dict[str, Any]]:
    """What was answered last, by the key of the application."""
    rows = Answers.objects.filter(case__in=[case.pk for case in cases]).order_by("case", "-revision")
    return dict(rows.distinct("case").values_list("case", "data"))


def applications_by_state(opportunity: Opportunity) -> dict[str, int]:
    """How many stand in each state, by its code."""
    rows = Case.objects.filter(call=opportunity.call_id, moves__gt=0, call__isnull=False)
    return dict(rows.order_by().values_list("state").annotate(many=Count("pk")))


def pending_in(opportunity: Opportunity) -> QuerySet[Decision]:
    """What is decided about its applications and not carried out yet."""
    return Decision.objects.pending().filter(case__call=opportunity.call_id, case__call__isnull=False)


def waits_for(session: Session) -> QuerySet[Wait]:
    """Who waits for a seat, the first in line first; ``kept_until``: a seat is kept for them, and they have not answered yet."""
    offer = Offer.objects.filter(wait=OuterRef("pk"), ending="").values("expires_at")[:1]
    return (
        Wait.objects.filter(session=session, left_at=None).annotate(kept_until=Subquery(offer))
        .select_related("person").order_by("rank", "since", "pk")
    )  # fmt: skip


def stories_of(session: Session) -> dict[int, Seat]:
    """
    The seats of a shift by the key of the person, each with what happened around it.

    That they were asked (``inquiry``), came without one (``walk_in``), came with a group (``held``), or took it over (``came_by``) from somebody.
    """
    seats = Seat.objects.confirmed().filter(session=session)
    return {
        seat.person_id: seat
        for seat in seats.select_related("inquiry", "walk_in", "held__hold__group", "came_by__seat__person")
    }


def hours_of(session: Session) -> QuerySet[Proposal]:
    """Hours of a shift that were ever entered by hand, with what was decided about them; the newest last."""
    return (
        Proposal.objects.filter(**named(session))
        .select_related("decision__by", "entered_by", "person")
        .order_by("entered_at", "pk")
    )


def counting_hours_of(session: Session) -> dict[int, int]:
    """The position of the record that counts, by the key of its person."""
    taken_back = Record.objects.filter(corrects=OuterRef("position"))
    # The day of a record says in which part of the ledger it lies.
    rows = Record.objects.filter(
        ~Exists(taken_back), occurred_on=riyadh_day(session.starts_at), corrects=None
    )
    return dict(rows.filter(**named(session)).order_by("position").values_list("person", "position"))


def named(session: Session) -> dict[str, Any]:
    """How records and proposals say that they are hours of a shift."""
    return {"kind": Kind.HOURS, "edition": session.edition_id, "session": f"{SESSION}{session.pk}"}


# ---- what waits for somebody


def to_review(rows: QuerySet[Opportunity]) -> QuerySet[Opportunity]:
    """Sent to review, each with ``since``, and ``sent_by``, the key of whoever did."""
    sent = {"since": _last_step(State.IN_REVIEW, "at"), "sent_by": _last_step(State.IN_REVIEW, "by")}
    return rows.filter(state=State.IN_REVIEW).annotate(**sent)


def to_choose(rows: QuerySet[Opportunity]) -> QuerySet[Case]:
    """Applications that nobody decided about yet, of some opportunities; whatever their workflows call where they stand."""
    decided = Decision.objects.pending().filter(case=OuterRef("pk"))
    calls = (
        rows.filter(state__in=(State.PUBLISHED, State.CLOSED), choosing="chosen").order_by().values("call")
    )
    return Case.objects.going_on().undecided().filter(~Exists(decided), call__in=calls)


def choices_in(cases: QuerySet[Case]) -> list[dict[str, Any]]:
    """Applications by their opportunity: ``call__opportunity``, the names of the call, ``many``, ``since``, and the ``state`` where all stand in one."""
    groups: QuerySet[Any] = cases.order_by().values("call__opportunity", "call__name_ar", "call__name_en")
    told = groups.annotate(many=Count("pk"), since=Min("begun_at"), one=Min("state"), other=Max("state"))
    return [group | {"state": group["one"] if group["one"] == group["other"] else ""} for group in told]


def to_claim(rows: QuerySet[Opportunity], *, at: datetime | Expression) -> QuerySet[Session]:
    """
    Shifts that are over and whose hours are not all entered: somebody was there and has none, or nobody said who was.

    Where somebody stated that a person was not there, nothing is left to enter of them.
    """
    here = {"session": OuterRef("pk")}
    theirs = {
        "kind": Kind.HOURS, "person": OuterRef("person"), "edition": OuterRef("session__edition"),
        "session": Concat(Value(SESSION), Cast(OuterRef("session"), CharField()), output_field=CharField()),
    }  # fmt: skip
    taken_back = Record.objects.filter(corrects=OuterRef("position"))
    entered = Exists(Proposal.objects.filter(decision=None, **theirs)) | Exists(
        Record.objects.filter(~Exists(taken_back), corrects=None, **theirs)
    )
    marked = AttendanceMark.objects.unstated().filter(~entered, **here)
    stated = Statement.objects.standing().filter(~entered, came_at__isnull=False, **here)
    untold = (
        Exists(Seat.objects.confirmed().filter(**here))
        & ~Exists(AttendanceMark.objects.filter(**here))
        & ~Exists(Statement.objects.filter(**here))
    )
    return _shifts().filter(
        Exists(marked) | Exists(stated) | untold, ends_at__lte=at, ends_at__gt=at - PRESSING, cancelled_at=None,
        edition__in=rows.order_by().values("edition"),
    )  # fmt: skip


def _shifts() -> QuerySet[Session]:
    return Session.objects.filter(part=Part.VOLUNTEER)


def _last_step(state: State, column: str) -> Subquery:
    steps = Step.objects.filter(opportunity=OuterRef("pk"), target=state).order_by("-at", "-pk")
    return Subquery(steps.values(column)[:1])


def _one(rows: QuerySet[Any], value: Aggregate) -> Coalesce:
    """One number over rows, as a subquery: several joined at once would count each other."""
    total = rows.order_by().annotate(one=Value(1)).values("one").annotate(total=value).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)
