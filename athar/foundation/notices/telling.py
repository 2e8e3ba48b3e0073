"""Telling somebody something, in the transaction in which it happened."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from psycopg.errors import DeadlockDetected

from athar.foundation.core.in_turn import take_turn
from athar.foundation.core.jobs import later
from athar.foundation.core.telling import Kind, Way, kind_of
from athar.foundation.identity.choices import Channel
from athar.foundation.identity.messages import can_send
from athar.foundation.notices import rules
from athar.foundation.notices.letters import send_letter
from athar.foundation.notices.models import ONE_NOTICE, Notice, Rhythm, Wish, grown
from athar.foundation.people.models import Account, Person

ATTEMPTS = 5  # each but the last lost to another transaction that told the same at that moment


def tell(
    people: Person | int | Iterable[Person | int], kind: str, *, at: datetime, many: int = 1, **facts: Any
) -> None:
    """
    Tell persons, or one, that something happened, ``many`` times.

    The facts are plain values that JSON knows, and nothing that others than the reader may not know. Somebody without
    an open account is not told. What tells the same as an unread notice of the last hour grows it, also one that another
    transaction is just writing: a constraint of the database lets only one of them be.

    :raises UnknownKind: when no room declares the kind.
    """
    declared = kind_of(kind)
    keys = _keys(people)
    known = set(Account.objects.filter(is_active=True, person__in=keys).values_list("person_id", flat=True))
    chosen = dict(Wish.objects.filter(person__in=known, kind=kind).values_list("person_id", "way"))
    ways = {key: rules.way_of(declared, {kind: chosen[key]} if key in chosen else {}) for key in keys & known}
    told = {key: way for key, way in ways.items() if way is not Way.NONE}
    if not told:
        return None
    for attempt in range(ATTEMPTS):
        try:
            return _tell_once(told, declared, facts, many, at, in_turn=attempt > 0)
        except (IntegrityError, OperationalError) as error:
            if not _lost(error) or attempt == ATTEMPTS - 1:
                raise
    return None


def _lost(error: DatabaseError) -> bool:
    """
    Whether another transaction told the same first.

    Two that write at one moment may each find the other's row and wait for it, until the database lets one of them go on.
    """
    return ONE_NOTICE in str(error) or isinstance(error.__cause__, DeadlockDetected)


@transaction.atomic
def _tell_once(
    ways: Mapping[int, Way], kind: Kind, facts: dict[str, Any], many: int, at: datetime, *, in_turn: bool
) -> None:
    """:param in_turn: whether those who lost before go one after the other, or they would lose to each other again."""
    fold = rules.fold_key(kind, facts)
    if in_turn:
        take_turn("notices", kind.code, fold)
    same = Notice.objects.folding(at).filter(person__in=ways, kind=kind.code, fold=fold)
    again = {notice.person_id: notice for notice in same.select_for_update().order_by("told_at", "pk")}
    grown(again.values(), many=many, facts=facts, at=at)
    _write({key: way for key, way in ways.items() if key not in again}, kind, fold, facts, many, at)


def _keys(people: Person | int | Iterable[Person | int]) -> set[int]:
    several = [people] if isinstance(people, Person | int) else people
    return {one if isinstance(one, int) else one.pk for one in several}


def _write(
    ways: dict[int, Way], kind: Kind, fold: str, facts: dict[str, Any], many: int, at: datetime
) -> None:
    letters = can_send(Channel.EMAIL)
    hours = {rhythm.pk: rhythm.hours for rhythm in Rhythm.objects.filter(pk__in=ways)} if letters else {}
    rows = [
        Notice(
            person_id=person, kind=kind.code, facts=facts, fold=fold, many=many, told_at=at, folds_until=at + rules.FOLDED,
            due_at=rules.letter_due(kind, way, hours.get(person, rules.Hours()), at=at) if letters else None,
        )
        for person, way in sorted(ways.items())
    ]  # fmt: skip
    Notice.objects.bulk_create(rows)
    for row in rows:
        # Daily ones are found by the clock, and so is whatever a job missed.
        if row.due_at and ways[row.person_id] is Way.NOW:
            later(send_letter, not_before=row.due_at, person=row.person_id)
