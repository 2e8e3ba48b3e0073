"""
What of a record is hashed, and how.

The leaf is canonical JSON (RFC 8785). Everything the public may see is in it in the clear; whom the
record is about, and what else could tell who it was, is in a salted commitment. Whoever is given salt
and opening can check that the commitment is theirs; nobody else can tell two persons apart.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from athar.analytics.proofs import canonical_json, commit, leaf_hash

FORMAT = "athar-record/1"


class Facts(NamedTuple):
    """A fact on its way into the ledger, with the codes that are hashed beside the keys that are stored."""

    kind: str
    occurred_on: date
    initiative: str
    initiative_id: int
    edition: str = ""
    edition_id: int | None = None
    session: str = ""
    organisation: str = ""
    organisation_id: int | None = None
    region: str | None = None
    place: str = ""
    person_ref: UUID | None = None
    person_id: int | None = None
    gender: str = ""
    age_group: str = ""
    level: str = ""
    headcount: int | None = None
    method: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    dimensions: dict[str, Any] = {}
    evidence: str = ""
    evidence_id: int | None = None
    source: str = ""
    external_id: str | None = None
    corrects: int | None = None
    reason: str = ""


class Signatures(NamedTuple):
    """Who entered and who approved, by pseudonym, and when."""

    entered_by: UUID
    entered_at: datetime
    approved_by: UUID
    approved_at: datetime


def opening(facts: Facts) -> dict[str, Any]:
    """What the commitment hides."""
    return {
        "person": str(facts.person_ref) if facts.person_ref else "",
        "gender": facts.gender,
        "age_group": facts.age_group,
        "dimensions": facts.dimensions,
        "external_id": facts.external_id or "",
    }


def document(facts: Facts, signatures: Signatures, *, position: int, commitment: bytes) -> dict[str, Any]:
    """The public part of a record, exactly as it is hashed. Quantities are strings with two decimals."""
    return {
        "format": FORMAT,
        "position": position,
        "kind": facts.kind,
        "occurred_on": facts.occurred_on.isoformat(),
        "initiative": facts.initiative,
        "edition": facts.edition,
        "session": facts.session,
        "organisation": facts.organisation,
        "region": facts.region or "",
        "place": facts.place,
        "level": facts.level,
        "headcount": facts.headcount,
        "method": facts.method,
        "quantity": None if facts.quantity is None else f"{facts.quantity:.2f}",
        "unit": facts.unit,
        "evidence": facts.evidence,
        "source": facts.source,
        "corrects": facts.corrects,
        "reason": facts.reason,
        "entered_by": str(signatures.entered_by),
        "entered_at": moment(signatures.entered_at),
        "approved_by": str(signatures.approved_by),
        "approved_at": moment(signatures.approved_at),
        "commitment": commitment.hex(),
    }


@lru_cache(maxsize=256)  # records that were posted together share their moments
def moment(at: datetime) -> str:
    """A moment in UTC with microseconds: what PostgreSQL keeps, so that it reads back the same."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def seal(facts: Facts, signatures: Signatures, *, position: int, salt: bytes) -> tuple[bytes, bytes]:
    """Commitment and leaf hash of a record at a position, each 32 bytes."""
    commitment = commit(salt, opening(facts))
    return commitment, leaf_hash(
        canonical_json(document(facts, signatures, position=position, commitment=commitment))
    )
