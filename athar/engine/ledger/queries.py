"""Reads: what the ledger holds about a human."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum

from athar.engine.ledger.choices import Kind
from athar.engine.ledger.models import Proposal, Record


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


def hours_of(people: Sequence[int]) -> Decimal:
    """Approved hours that were not taken back."""
    found = records_about(people).filter(~_taken_back(), kind=Kind.HOURS)
    return found.aggregate(total=Sum("quantity"))["total"] or Decimal(0)


def _taken_back() -> Exists:
    later: Any = Record.objects.filter(corrects=OuterRef("position"), occurred_on=OuterRef("occurred_on"))
    return Exists(later)


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
