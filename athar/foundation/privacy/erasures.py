"""Asking to be erased, undoing it in time, and carrying it out; and what would go and what would stay."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.facts import announce
from athar.foundation.core.jobs import job, later
from athar.foundation.core.personal import Fate
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person, RoleGrant
from athar.foundation.people.queries import INSIDE
from athar.foundation.privacy import erasing, held, queries
from athar.foundation.privacy.choices import RequestStepKind
from athar.foundation.privacy.facts import ErasureConsidered, PersonErasing
from athar.foundation.privacy.models import Erasure, LegalHold, Request, RequestStep
from athar.foundation.privacy.values import known_by

TIME_TO_UNDO = timedelta(days=7)


class ErasureRefused(Refused):
    """Something of the person has to be held on to for now."""


@dataclass(frozen=True)
class Leaving:
    """One kind of data and what an erasure does with it. ``many`` is None where rows are found only when it happens."""

    holding: held.Holding
    many: int | None

    @property
    def goes(self) -> list[str]:
        return [
            str(column.label)
            for part in self.holding.parts
            if part.fate is not Fate.KEEP
            for column in part.columns
        ]

    @property
    def stays(self) -> list[tuple[list[str], str]]:
        """Columns that stay, and why."""
        return [
            ([str(column.label) for column in part.columns], str(part.why))
            for part in self.holding.parts
            if part.fate is Fate.KEEP
        ]


def preview(people: list[int]) -> list[Leaving]:
    return [Leaving(holding, many) for holding, many in held.counts(people)]


def refusals(
    person: Person, *, at: datetime, people: list[int] | None = None, guarded: bool = False
) -> list[Reason]:
    """
    Every reason why the person cannot be erased now.

    :param people: the human's rows, where they are known already.
    :param guarded: whether a guardian asked for them.
    """
    people = people or queries.rows_of_human(person, at=at)
    found = []
    duties = RoleGrant.objects.in_force(at).filter(
        Q(role__in=INSIDE) | Q(custom__isnull=False), person=OuterRef("pk")
    )
    holds = LegalHold.objects.in_force(at).filter(person=OuterRef("pk"))
    annotated = Person.objects.filter(pk__in=people).annotate(on_duty=Exists(duties), is_held=Exists(holds))
    rows: list[Any] = list(annotated)
    if not guarded and any(queries.is_minor(row, on=riyadh_day(at)) for row in rows):
        found.append(
            Reason(
                "minor",
                _("They are under age: their guardian asks for them."),
                _("Their guardian asks under My children."),
            )
        )
    if any(row.on_duty for row in rows):
        found.append(
            Reason(
                "has_duties",
                _("They hold a role in the workspace."),
                _("End the role first: lay it down under My roles, or ask an administrator to end it."),
            )
        )
    if any(row.is_held for row in rows):
        found.append(
            Reason(
                "held", _("A legal duty holds their data for now."), _("Ask us, and we tell you until when.")
            )
        )
    with transaction.atomic(savepoint=False):
        considered = ErasureConsidered(tuple(people))
        announce(considered)
    return [*found, *considered.reasons]


@transaction.atomic
def ask_for_erasure(*, person: Person, at: datetime, request: Request | None = None) -> Erasure:
    """
    Ask to be erased. It is carried out a week later, and can be undone until then.

    :param request: the accepted request of a guardian, where the person is under age.

    :raises ErasureRefused: with every reason why something must be held on to for now.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    standing = Erasure.objects.open().filter(person=person).first()
    if standing:
        return standing
    if reasons := refusals(person, at=at, guarded=request is not None):
        raise ErasureRefused(*reasons)
    erasure = Erasure.objects.create(person=person, request=request, asked_at=at, due_at=at + TIME_TO_UNDO)
    later(carry_out, not_before=erasure.due_at, erasure=erasure.pk)
    tell(person, "privacy.erasure_begun", at=at, due=erasure.due_at.isoformat())
    return erasure


@transaction.atomic
def undo_erasure(*, erasure: Erasure, at: datetime) -> bool:
    """Take the wish back. :returns: whether there was still time."""
    undone = bool(Erasure.objects.open().filter(pk=erasure.pk).update(undone_at=at))
    if undone:
        tell(erasure.person_id, "privacy.erasure_undone", at=at)
    return undone


@job
@transaction.atomic
def carry_out(*, erasure: int) -> None:
    """
    Erase, once it is due. Run again, or undone meanwhile, it changes nothing.

    :raises ErasureRefused: when something came up that must be held on to; the job tries again.
    """
    at = timezone.now()
    current = Erasure.objects.select_for_update().select_related("person").get(pk=erasure)
    if current.undone_at or current.done_at or current.due_at > at:
        return
    if reasons := refusals(current.person, at=at, guarded=current.request_id is not None):
        raise ErasureRefused(*reasons)
    people = tuple(queries.rows_of_human(current.person, at=at))
    _end_requests(people, at)
    fact = PersonErasing(people, tuple(known_by(people)), at)
    announce(fact)
    erasing.erase(fact)
    Erasure.objects.filter(pk=erasure).update(done_at=at, left=fact.unread)


def _end_requests(people: tuple[int, ...], at: datetime) -> None:
    """What was asked about them and still waits has nobody left to answer."""
    for request in Request.objects.open().filter(person__in=people).select_related("asked_by"):
        RequestStep.objects.create(
            request=request,
            kind=RequestStepKind.TAKEN_BACK,
            asked_by=request.asked_by,
            by=request.asked_by,
            at=at,
        )
