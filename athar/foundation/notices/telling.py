"""Telling somebody something, in the transaction in which it happened."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from athar.foundation.core.jobs import later
from athar.foundation.core.telling import Kind, Way, kind_of
from athar.foundation.identity.choices import Channel
from athar.foundation.identity.messages import can_send
from athar.foundation.notices import rules
from athar.foundation.notices.letters import send_letter
from athar.foundation.notices.models import Notice, Rhythm, Wish, grown
from athar.foundation.people.models import Account, Person


@transaction.atomic
def tell(
    people: Person | int | Iterable[Person | int], kind: str, *, at: datetime, many: int = 1, **facts: Any
) -> None:
    """
    Tell persons, or one, that something happened, ``many`` times.

    The facts are plain values that JSON knows, and nothing that others than the reader may not know. Somebody without
    an open account is not told. What tells the same as an unread notice of the last hour grows it; two transactions at
    one moment may still make two notices of it, which harms nobody.

    :raises UnknownKind: when no room declares the kind.
    """
    declared = kind_of(kind)
    keys = _keys(people)
    known = set(Account.objects.filter(is_active=True, person__in=keys).values_list("person_id", flat=True))
    chosen = dict(Wish.objects.filter(person__in=known, kind=kind).values_list("person_id", "way"))
    ways = {key: rules.way_of(declared, {kind: chosen[key]} if key in chosen else {}) for key in keys & known}
    told = {key: way for key, way in ways.items() if way is not Way.NONE}
    if not told:
        return
    fold = rules.fold_key(declared, facts)
    unread = Notice.objects.unread().filter(
        person__in=told, kind=kind, fold=fold, told_at__gt=at - rules.FOLDED, told_at__lte=at
    )
    again = {notice.person_id: notice for notice in unread.select_for_update().order_by("pk")}
    grown(again.values(), many=many, facts=facts, at=at)
    _write({key: way for key, way in told.items() if key not in again}, declared, fold, facts, many, at)


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
            person_id=person, kind=kind.code, facts=facts, fold=fold, many=many, told_at=at,
            due_at=rules.letter_due(kind, way, hours.get(person, rules.Hours()), at=at) if letters else None,
        )
        for person, way in sorted(ways.items())
    ]  # fmt: skip
    Notice.objects.bulk_create(rows)
    for row in rows:
        # Daily ones are found by the clock, and so is whatever a job missed.
        if row.due_at and ways[row.person_id] is Way.NOW:
            later(send_letter, not_before=row.due_at, person=row.person_id)
