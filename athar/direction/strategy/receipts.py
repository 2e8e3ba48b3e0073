"""Receipts: what proves a value, sealed with the association's key."""

from datetime import datetime
from typing import Any

from athar.analytics.proofs import seal
from athar.direction.strategy.models import Measurement
from athar.engine.ledger.leaf import moment
from athar.engine.ledger.signing import key

FORMAT = "athar-receipt/1"


def issue(
    measurement: Measurement, *, at: datetime, approver: dict[str, str] | None = None
) -> dict[str, Any]:
    """
    The receipt of a measurement, sealed. With an approver it is the receipt of a published figure.

    The signature covers the canonical form of everything else in it (``athar verify`` checks it offline).
    """
    definition = measurement.indicator.definition
    split = (
        None
        if measurement.identified is None
        else {"identified": str(measurement.identified), "headcount": str(measurement.headcount)}
    )
    return seal(
        {
            "format": FORMAT,
            "code": measurement.code,
            "labels": definition["labels"],
            "period": [measurement.starts_on.isoformat(), measurement.ends_on.isoformat()],
            "scope": measurement.scope,
            "value": plain(measurement.value),
            "unit": definition["unit"]["code"],
            "basis": definition["basis"],
            "breakdown": split,
            "definition": definition,
            "definition_hash": measurement.indicator.definition_hash,
            "cutoff": {
                "size": measurement.head.size,
                "root": bytes(measurement.head.root).hex(),
                "at": moment(measurement.at),
                "checkpoint": measurement.head.note,
            },
            "records": {"count": measurement.records, "root": measurement.records_root},
            "exclusions": measurement.exclusions,
            "approver": approver,
            "issued_at": moment(at),
        },
        key(),
    )


def plain(value: Any) -> str:
    """A value without trailing zeros: 72347, 3000, 66000.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
