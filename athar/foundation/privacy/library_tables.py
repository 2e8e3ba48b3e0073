"""Finds a person in the tables of the libraries we stand on, which know no persons."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from athar.foundation.people.models import Account, Person

BATCH = 1_000


def sessions_of(people: Sequence[int]) -> QuerySet[Session]:
    """The sessions of the persons' accounts. Each has to be opened: what it holds is signed and packed."""
    accounts = {str(pk) for pk in Account.objects.filter(person__in=people).values_list("pk", flat=True)}
    return Session.objects.filter(pk__in=list(_of_accounts(accounts)) if accounts else [])


def _of_accounts(accounts: set[str]) -> Iterator[str]:
    for session in Session.objects.iterator(chunk_size=BATCH):
        if session.get_decoded().get("_auth_user_id") in accounts:
            yield session.pk


def jobs_of(people: Sequence[int]) -> QuerySet[ProcrastinateJob]:
    """Jobs, but for one at work, that are about the persons: by their keys (``person``), or because their arguments hold a number or an address of theirs."""
    found = Q(pk__in=[])
    for person in Person.objects.filter(pk__in=people):
        found |= Q(args__ids__person=person.pk)
        for value in _telling(person):
            found |= Q(args__icontains=value)
    jobs: QuerySet[ProcrastinateJob] = ProcrastinateJob.objects.filter(found).exclude(status="doing")
    return jobs


def _telling(person: Person) -> Iterator[str]:
    """What of a person could stand in the arguments of a job."""
    account: Any = Account.objects.filter(person=person).values_list("email", flat=True).first()
    yield from filter(None, (person.name, person.phone, person.email, person.national_id, account))
