"""What staging does when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from athar.engine.intake.models import Participant, Row
from athar.foundation.core.facts import subscribe
from athar.foundation.core.refusals import Reason
from athar.foundation.privacy.facts import ErasureConsidered, PersonErasing


@subscribe(ErasureConsidered)
def hold_whom_an_open_file_names(fact: ErasureConsidered) -> None:
    if Participant.objects.filter(person__in=fact.people).exists():
        fact.reasons.append(
            Reason(
                "named_in_an_import",
                _("An import that is still open names them."),
                _("Once it is posted or cancelled, the erasure can go on."),
            )
        )


@subscribe(PersonErasing)
def forget_refused_rows(fact: PersonErasing) -> None:
    """Refused rows are kept sealed, so each has to be opened to see whom it names."""
    for row in Row.objects.refused().filter(raw__isnull=False).iterator(chunk_size=500):
        if any(value in cell for cell in row.cells for value in fact.values):
            Row.objects.filter(pk=row.pk).update(raw=None, reasons=[], explanation="")
