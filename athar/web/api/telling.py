"""A record as the interface tells it, masked for whoever asks."""

from collections.abc import Callable, Sequence
from typing import Any

from athar.engine.ledger.models import Record
from athar.engine.ledger.queries import reversed_among
from athar.foundation.people.rules import Sight, label


def record_told(records: Sequence[Record], sight_of: Callable[[Record], Sight]) -> list[dict[str, Any]]:
    """The records, with whether a later one takes them back, in one query."""
    taken_back = reversed_among(records)
    return [_told(record, sight_of(record), taken_back) for record in records]


def _told(record: Record, sight: Sight, taken_back: frozenset[int]) -> dict[str, Any]:
    quantity = record.quantity
    return {
        "position": record.position,
        "number": str(record),
        "kind": record.kind,
        "occurred_on": record.occurred_on,
        "initiative": record.initiative.code,
        "edition": record.edition.code if record.edition else None,
        "organisation": record.organisation.code if record.organisation else None,
        "region": record.region_id,
        "place": record.place,
        "person": (label(record.person, sight) or None) if record.person else None,
        "headcount": record.headcount,
        "method": record.method,
        "quantity": None
        if quantity is None
        else int(quantity)
        if quantity == int(quantity)
        else float(quantity),
        "unit": record.unit,
        "level": record.level,
        "evidence": record.evidence.sha256 if record.evidence else None,
        "entered_at": record.entered_at,
        "approved_at": record.approved_at,
        "corrects": record.corrects,
        "corrected": record.position in taken_back,
        "hash": bytes(record.hash).hex(),
    }
