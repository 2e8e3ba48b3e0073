"""The log of sensitive reads: written at the end of a request, read by auditors, governance officers and whom it is about."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import QuerySet

from athar.foundation.people.models import Person, SensitiveRead
from athar.foundation.people.noticing import Noticed

LONGEST_ROLES, LONGEST_PATH = 300, 300


def record_reads(
    noticed: Iterable[Noticed], *, reader: Person, roles: Iterable[str], page: str, path: str, at: datetime
) -> int:
    """
    Write down what somebody read; what is their own leaves no line.

    :param roles: codes of the roles in which it was read. :param path: without its query, in which a name may stand.
    :returns: how many lines were written.
    """
    said = " ".join(sorted(roles))[:LONGEST_ROLES]
    lines = [
        SensitiveRead(
            reader=reader, roles=said, subject_id=one.subject, about=one.about, kind=one.kind, page=page, path=path[:LONGEST_PATH], at=at
        )
        for one in sorted(noticed, key=lambda one: (one.subject or 0, one.kind, one.about))
        if one.subject != reader.pk
    ]  # fmt: skip
    return len(SensitiveRead.objects.bulk_create(lines)) if lines else 0


def reads_about(people: Collection[int]) -> QuerySet[SensitiveRead]:
    """Who read something sensitive of these rows of one human, the newest first."""
    return SensitiveRead.objects.filter(subject__in=people)
