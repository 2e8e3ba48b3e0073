"""Reads: to whom a message would go, whom it would not reach, and why; and the messages that were sent."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from athar.engine.journeys.attendance import attendance_of
from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import Case, Enrolment, Seat, Session, Wait
from athar.foundation.core.dates import age_on, riyadh_day
from athar.foundation.core.telling import Way
from athar.foundation.notices.models import Wish
from athar.foundation.people.choices import OF_AGE, Purpose
from athar.foundation.people.models import Account, Person
from athar.foundation.privacy.models import Erasure
from athar.foundation.privacy.queries import consenting
from athar.initiatives.volunteering.choices import Outcome, Selection
from athar.initiatives.volunteering.models import Message, Opportunity

KIND = "volunteering.message"
OF_SHIFT = (Selection.COMING, Selection.CHECKED_IN, Selection.MISSING, Selection.WAITING, Selection.ALL)
OF_OPPORTUNITY = (
    Selection.COMING,
    Selection.WAITING,
    Selection.APPLIED,
    Selection.CHOSEN,
    Selection.ALL,
)


@dataclass(frozen=True)
class Reached:
    """
    Whom a message would reach, by what would become of it: ``outcomes`` by the key of the person.

    :ivar minors: those among the reached whose guardians get a copy.
    """

    outcomes: dict[int, Outcome]
    minors: frozenset[int]

    @property
    def told(self) -> list[int]:
        return [key for key, outcome in self.outcomes.items() if outcome is Outcome.WAITING]

    @property
    def left_out(self) -> list[tuple[Outcome, int]]:
        """Why how many are left out, in the order of the reasons."""
        many = Counter(self.outcomes.values())
        return [
            (outcome, many[outcome]) for outcome in Outcome if many[outcome] and outcome is not Outcome.WAITING
        ]  # fmt: skip


def selections_for(session: Session | None) -> tuple[Selection, ...]:
    return OF_OPPORTUNITY if session is None else OF_SHIFT


def selected(
    opportunity: Opportunity, selection: Selection, *, at: datetime, session: Session | None = None
) -> list[int]:
    """Keys of those whom a selection means at a moment: of one shift, or of the opportunity."""
    if session is not None and selection in {Selection.CHECKED_IN, Selection.MISSING}:
        came = selection is Selection.CHECKED_IN
        here = [one for one in attendance_of(session) if one.came is came and (came or one.seat)]
        return sorted(one.person.pk for one in here) if came or at >= session.starts_at else []
    found: set[int] = set()
    for keys in _rows(opportunity, selection, at, session):
        found.update(keys)
    return sorted(found)


def _rows(
    opportunity: Opportunity, selection: Selection, at: datetime, session: Session | None
) -> Iterable[Iterable[Any]]:
    here = {"session": session} if session else {"session__edition": opportunity.edition_id}
    everybody = selection is Selection.ALL
    if everybody or selection is Selection.COMING:
        ahead = Q() if session and everybody else Q(session__ends_at__gt=at)
        yield Seat.objects.confirmed().filter(ahead, **here).values_list("person", flat=True)
    if everybody or selection is Selection.WAITING:
        yield Wait.objects.filter(left_at=None, **here).values_list("person", flat=True)
    if session is not None:
        return
    if everybody or selection is Selection.APPLIED:
        cases = Case.objects.going_on().undecided().filter(call=opportunity.call_id, call__isnull=False)
        yield cases.filter(person__isnull=False).values_list("person", flat=True)
    if everybody or selection is Selection.CHOSEN:
        taking = Enrolment.objects.in_force(at=at).filter(edition=opportunity.edition_id, part=Part.VOLUNTEER)
        yield taking.filter(person__isnull=False).values_list("person", flat=True)


def reach_of(people: Collection[int], *, at: datetime) -> Reached:
    """What would become of a message to each of these; five questions, however many they are."""
    today = riyadh_day(at)
    erased = set(
        Erasure.objects.filter(person__in=people, done_at__isnull=False).values_list("person", flat=True)
    )
    agreed = set(consenting(Purpose.CONTACT, on=today).filter(pk__in=people).values_list("pk", flat=True))
    reading = set(
        Account.objects.filter(is_active=True, person__in=people).values_list("person", flat=True)
    )  # fmt: skip
    unwanted = set(
        Wish.objects.filter(person__in=people, kind=KIND, way=Way.NONE).values_list("person", flat=True)
    )
    outcomes = {}
    for key in people:
        reasons = (
            (key in erased, Outcome.ERASED), (key not in agreed, Outcome.NO_CONSENT), (key not in reading, Outcome.NO_ACCOUNT),
            (key in unwanted, Outcome.UNWANTED),
        )  # fmt: skip
        outcomes[key] = next((outcome for holds, outcome in reasons if holds), Outcome.WAITING)
    born = Person.objects.filter(pk__in=people, birth_date__isnull=False).values_list("pk", "birth_date")
    minors = frozenset(key for key, birth in born if birth and age_on(birth, today) < OF_AGE)
    return Reached(outcomes, minors & {key for key in people if key in agreed and key not in erased})


def messages_of(opportunity: Opportunity, *, words: str = "") -> QuerySet[Message]:
    """What was sent, the newest first, each with ``told``, ``waiting`` and ``others``; ``words``: in either text."""
    rows = Message.objects.filter(opportunity=opportunity).select_related("by", "session")
    for word in words.split():
        rows = rows.filter(Q(text_ar__icontains=word) | Q(text_en__icontains=word))
    told, waiting = (Q(deliveries__outcome=outcome) for outcome in (Outcome.TOLD, Outcome.WAITING))
    return rows.annotate(
        told=Count("deliveries", filter=told), waiting=Count("deliveries", filter=waiting),
        others=Count("deliveries", filter=~(told | waiting)),
    ).order_by("-at", "-pk")  # fmt: skip


def outcomes_of(message: Message) -> dict[Outcome, int]:
    """How many each thing became of, in the order of the reasons."""
    rows = message.deliveries.order_by().values_list("outcome").annotate(many=Count("pk"))
    many = dict(rows)
    return {outcome: many[outcome] for outcome in Outcome if outcome in many}
