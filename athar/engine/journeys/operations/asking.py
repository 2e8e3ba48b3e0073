"""What is asked before somebody gets a seat, or waits for one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Enrolment, Seat, Session
from athar.engine.journeys.seat_rules import Asking, Span
from athar.foundation.core.refusals import Reason
from athar.foundation.people.models import Person


def part_in(session: Session, person: Person, *, at: datetime) -> Enrolment | None:
    """By what part in the edition the person may sit here. It stands until the transaction ends: nobody leaves meanwhile."""
    return parts_in(session, [person.pk], at=at).get(person.pk)


def parts_in(session: Session, people: Collection[int], *, at: datetime) -> dict[int, Enrolment]:
    """The same for many, by the key of the person: one question to the database, and locked in the order of keys."""
    taking = Enrolment.objects.select_for_update(no_key=True).in_force(at=at)
    rows = taking.filter(edition=session.edition_id, part=session.part, person__in=people)
    return {
        row.person_id: row for row in rows.order_by("person", "-since", "-pk") if row.person_id is not None
    }


def hold_parts(sessions: Iterable[Session], people: Collection[int], *, at: datetime) -> None:
    """
    Lock what ``parts_in`` finds for several sessions, for whoever goes on to take seats in one after the other.

    A part comes first of all locks: whoever waited for one with the counter of another session in hand could wait in a circle.
    """
    alike = {(session.edition_id, session.part): session for session in sessions}
    for _key, session in sorted(alike.items()):
        parts_in(session, people, at=at)


def no_part() -> Reason:
    return Reason("no_part", _("You do not take part in this."), _("Apply first; seats come after that."))


def asking_of(session: Session, person: Person, *, at: datetime) -> Asking:
    """What the rules are asked with: one question to the database."""
    return askings_of(session, [person.pk], at=at)[person.pk]


def askings_of(session: Session, people: Collection[int], *, at: datetime) -> dict[int, Asking]:
    """The same for many, by the key of the person: one question to the database too."""
    taken: dict[int, list[Span]] = defaultdict(list)
    seats = Seat.objects.taken().filter(person__in=people).order_by()
    rows = seats.values_list("person", "session", "session__starts_at", "session__ends_at")
    for person, key, starts_at, ends_at in rows:
        taken[person].append(Span(key, starts_at, ends_at))
    return {key: asking_with(session, taken[key], at=at) for key in people}


def asking_with(session: Session, taken: Iterable[Span], *, at: datetime) -> Asking:
    """The same from the times that are known to be taken already."""
    return Asking(
        span=Span(session.pk, session.starts_at, session.ends_at), rest_minutes=session.rest_minutes,
        weekly_minutes=session.weekly_minutes, cancelled=session.cancelled_at is not None, taken=tuple(taken), at=at,
    )  # fmt: skip
