"""From stored rows back to what was hashed, and from proposals to what will be."""

from athar.engine.ledger.leaf import Facts, Signatures
from athar.engine.ledger.models import Fact, Record


def facts_of(row: Fact) -> Facts:
    """The facts of a proposal or record; needs initiative, edition, organisation, person and evidence joined."""
    reversal = row if isinstance(row, Record) else None
    return Facts(
        kind=row.kind,
        occurred_on=row.occurred_on,
        initiative=row.initiative.code,
        initiative_id=row.initiative_id,
        edition=row.edition.code if row.edition else "",
        edition_id=row.edition_id,
        session=row.session,
        organisation=row.organisation.code if row.organisation else "",
        organisation_id=row.organisation_id,
        region=row.region_id,
        place=row.place,
        person_ref=row.person.ref if row.person else None,
        person_id=row.person_id,
        gender=row.gender,
        age_group=row.age_group,
        level=row.level,
        headcount=row.headcount,
        method=row.method,
        quantity=row.quantity,
        unit=row.unit,
        dimensions=row.dimensions,
        evidence=row.evidence.sha256 if row.evidence else "",
        evidence_id=row.evidence_id,
        source=row.source,
        external_id=row.external_id,
        corrects=reversal.corrects if reversal else None,
        reason=reversal.reason if reversal else "",
    )


def signatures_of(record: Record) -> Signatures:
    return Signatures(record.entered_by.ref, record.entered_at, record.approved_by.ref, record.approved_at)
