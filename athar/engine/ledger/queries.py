"""Reads: what the ledger holds about a human, and whom somebody may know of by it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from athar.engine.ledger.choices import Kind
from athar.engine.ledger.models import Proposal, Record
from athar.foundation.evidence.models import Evidence
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Person
from athar.foundation.people.reach import organisations_of
from athar.foundation.people.scopes import Reach


def records_about(people: Sequence[int]) -> QuerySet[Record]:
    """Approved records about these rows of one human, the newest first; ``reversed`` tells that a later record took it back."""
    return (
        Record.objects.filter(person__in=people, corrects=None)
        .select_related("initiative", "edition", "organisation", "region", "approved_by")
        .annotate(reversed=_taken_back())
        .order_by("-occurred_on", "-position")
    )


def awaiting_about(people: Sequence[int]) -> QuerySet[Proposal]:
    """Entries about them that nobody has decided on yet; they count in nothing."""
    return (
        Proposal.objects.awaiting()
        .filter(person__in=people)
        .select_related("initiative", "edition", "region")
        .order_by("-occurred_on", "-pk")
    )


def standing_about(people: Sequence[int]) -> QuerySet[Record]:
    """Approved records about them that were not taken back."""
    return records_about(people).filter(~_taken_back())


def hours_about(people: Sequence[int]) -> QuerySet[Record]:
    """Records of approved hours that were not taken back."""
    return standing_about(people).filter(kind=Kind.HOURS)


def hours_of(people: Sequence[int]) -> Decimal:
    """Approved hours that were not taken back."""
    return total_of(hours_about(people))


def total_of(hours: QuerySet[Record]) -> Decimal:
    """The sum of records of hours."""
    return hours.aggregate(total=Sum("quantity"))["total"] or Decimal(0)


def _taken_back() -> Exists:
    later: Any = Record.objects.filter(corrects=OuterRef("position"), occurred_on=OuterRef("occurred_on"))
    return Exists(later)


def persons_within(reach: Reach) -> QuerySet[Person]:
    """Everybody; or, within scopes, whom a fact within one is about, and the people of an organisation that is one."""
    if reach.everywhere:
        return Person.objects.all()
    bodies = [bound.organisation for bound in reach.bounds if bound.organisation and not bound.initiative]
    known = Q(organisation__in=bodies)
    for facts in (Record.objects.all(), Proposal.objects.all()):
        known |= Q(pk__in=reach.narrow(facts).filter(person__isnull=False).order_by().values("person"))
    return Person.objects.filter(known)


def persons_open_to(
    person: Person, roles: Collection[Role], reach: Reach, *, at: datetime
) -> QuerySet[Person]:
    """
    About whom somebody may enter facts: those within reach, and to a partner's manager those of her own organisation.

    :param reach: how far the work of entering goes by their roles of staff.
    """
    within = persons_within(reach)
    if Role.PARTNER_MANAGER not in roles or reach.everywhere:
        return within
    return Person.objects.filter(
        Q(pk__in=within.values("pk")) | Q(organisation__in=organisations_of(person, at=at))
    )


def proves_within(evidence: Evidence, reach: Reach) -> bool:
    """
    Whether a piece of evidence proves something, and nothing beyond a reach.

    A sheet that holds names of two initiatives is for those who may read both.
    """
    proved = within = 0
    for facts in (Record.objects.filter(evidence=evidence), Proposal.objects.filter(evidence=evidence)):
        proved += facts.count()
        within += reach.narrow(facts).count()
    return proved == within > 0


def reversed_among(records: Iterable[Record]) -> frozenset[int]:
    """Which of these records a later one takes back, in one query."""
    positions = [record.position for record in records]
    taken_back = Record.objects.filter(corrects__in=positions).values_list("corrects", flat=True)
    return frozenset(position for position in taken_back if position is not None)


def records_after(position: int | None, wanted: Mapping[str, Any], *, size: int) -> list[Record]:
    """
    Records after a place in the ledger, in its order, narrowed by what of them is wanted.

    Only the page's rows are fetched whole: joined first and sorted then, a page would cost the whole ledger.
    """
    rows = Record.objects.filter(position__gt=-1 if position is None else position, **wanted)
    positions = list(rows.order_by("position").values_list("position", flat=True)[:size])
    found = Record.objects.with_everything().in_bulk(positions)
    return [found[place] for place in positions]
