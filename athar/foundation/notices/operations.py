"""Writes of the reader's own: what was read, and how to be told."""

from collections.abc import Mapping
from datetime import datetime

from django.core import signing
from django.db import transaction

from athar.foundation.core.telling import Way, kinds
from athar.foundation.notices.letters import SALT
from athar.foundation.notices.models import Notice, Rhythm, Wish
from athar.foundation.notices.queries import notices_of
from athar.foundation.notices.rules import Hours
from athar.foundation.notices.telling import tell
from athar.foundation.people.models import Person

__all__ = [
    "choose",
    "mark",
    "mark_all_read",
    "read_link",
    "start_letters",
    "stop_letters",
    "tell",
    "unread_again",
]


@transaction.atomic
def mark(*, notice: Notice, read: bool, at: datetime) -> None:
    """
    Say that a notice was read, or that it was not. What stands already stays as it is.

    What was read once grows no more: what is told afterwards is news.
    """
    Notice.objects.filter(pk=notice.pk, read_at__isnull=read).update(
        read_at=at if read else None, folds_until=None
    )


@transaction.atomic
def mark_all_read(*, person: Person, at: datetime) -> int:
    """:returns: how many were unread; ``unread_again`` with the same moment takes it back."""
    return notices_of(person).unread().update(read_at=at, folds_until=None)


@transaction.atomic
def unread_again(*, person: Person, at: datetime) -> int:
    """Take back what was marked as read at that very moment."""
    return notices_of(person).filter(read_at=at).update(read_at=None)


@transaction.atomic
def choose(*, person: Person, ways: Mapping[str, Way], hours: Hours) -> None:
    """Keep how somebody wants to be told. What the law wants told cannot be chosen away."""
    for code, way in ways.items():
        if not kinds()[code].owed:
            Wish.objects.update_or_create(person=person, kind=code, defaults={"way": way})
    Rhythm.objects.update_or_create(
        person=person,
        defaults={"zone": hours.zone, "quiet_from": hours.quiet_from, "quiet_until": hours.quiet_until},
    )


def read_link(token: str) -> tuple[Person, list[str]] | None:
    """Whose letters of which kinds a link in a letter stops; None when it is none of ours."""
    try:
        person, codes = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    found = Person.objects.filter(pk=person, account__is_active=True).first()
    return (found, [code for code in codes if code in kinds()]) if found else None


@transaction.atomic
def stop_letters(*, person: Person, codes: list[str]) -> None:
    """No more letters of these kinds; they go on standing on the person's pages. Those that wait are not sent."""
    _set(person, codes, Way.PAGE)
    Notice.objects.filter(person=person, kind__in=codes, sent_at=None).update(due_at=None)


@transaction.atomic
def start_letters(*, person: Person, codes: list[str]) -> None:
    """Letters of these kinds again, as is usual for each."""
    Wish.objects.filter(person=person, kind__in=codes).delete()


def _set(person: Person, codes: list[str], way: Way) -> None:
    for code in codes:
        if not kinds()[code].owed:
            Wish.objects.update_or_create(person=person, kind=code, defaults={"way": way})
