"""From facts to proposals, for entries that somebody else has to decide on."""

from athar.engine.ledger.leaf import Facts
from athar.engine.ledger.models import Proposal

# What a proposal takes over as it is; codes follow from the keys, and a proposal corrects nothing.
SAME = (
    "kind", "occurred_on", "initiative_id", "edition_id", "session", "organisation_id", "place", "person_id", "gender", "age_group",
    "level", "headcount", "method", "quantity", "unit", "dimensions", "evidence_id", "source", "external_id",
)  # fmt: skip


def proposal_of(facts: Facts) -> Proposal:
    """An unsaved proposal of the same facts."""
    return Proposal(region_id=facts.region, **{name: getattr(facts, name) for name in SAME})
