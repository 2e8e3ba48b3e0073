"""What the ledger does when somebody is erased: records stay, what ties them to the person goes."""

from django.utils.translation import gettext_lazy as _

from athar.engine.ledger.models import Forgetting, Proposal, Record
from athar.foundation.core.facts import subscribe
from athar.foundation.core.refusals import Reason
from athar.foundation.evidence.models import Evidence
from athar.foundation.evidence.redacting import redact
from athar.foundation.privacy.facts import ErasureConsidered, PersonErasing


@subscribe(ErasureConsidered)
def hold_what_awaits_a_decision(fact: ErasureConsidered) -> None:
    if Proposal.objects.awaiting().filter(person__in=fact.people).exists():
        fact.reasons.append(
            Reason(
                "entry_awaits",
                _("An entry about them awaits a decision."),
                _("Once it is approved or rejected, the erasure can go on."),
            )
        )


@subscribe(PersonErasing)
def let_salts_be_destroyed(fact: PersonErasing) -> None:
    """Note which records lose their salt: the table lets go of no other."""
    positions = Record.objects.filter(person__in=fact.people).values_list("position", flat=True)
    Forgetting.objects.bulk_create(
        [Forgetting(position=position, at=fact.at) for position in positions], ignore_conflicts=True
    )


@subscribe(PersonErasing)
def black_out_evidence(fact: PersonErasing) -> None:
    keys = {
        pk
        for rows in (Record.objects, Proposal.objects)
        for pk in rows.filter(person__in=fact.people, evidence__isnull=False).values_list(
            "evidence", flat=True
        )
    }
    for evidence in Evidence.objects.filter(pk__in=keys):
        if redact(evidence=evidence, values=fact.values, at=fact.at) is None:
            fact.unread.append(evidence.sha256)
