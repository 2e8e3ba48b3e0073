"""A person vouches for what is unlikely."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from athar.engine.intake.choices import RowStatus, State
from athar.engine.intake.models import Explanation, Import, Row
from athar.engine.intake.operations.closing import lock
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.people.models import Person

LONGEST_EXPLANATION = 500


class ExplanationRefused(Refused):
    """The row needs no explanation, or one would not do."""


@transaction.atomic
def explain(*, row: Row, text: str, by: Person, at: datetime) -> Row:
    """
    Vouch for an unlikely row, in words that go into the record. The last explanation stands.

    :raises ExplanationRefused: when the row is wrong rather than unlikely, the text is empty or too long, or
        the import is not under review.
    """
    imported = lock(row.intake)
    current = Row.objects.select_for_update().get(pk=row.pk)
    reasons = []
    if imported.state != State.READ:
        reasons.append(
            Reason(
                "not_in_review",
                _("The import is not under review."),
                _("Explanations are given between reading and approval."),
            )
        )
    wrong = [reason for reason in current.reasons if not reason["explainable"]]
    if wrong or not current.reasons:
        reasons.append(
            Reason(
                "not_explainable",
                _("An explanation does not mend this row."),
                _("Correct it in the file and import the file again."),
            )
        )
    words = text.strip()
    if not 0 < len(words) <= LONGEST_EXPLANATION:
        reasons.append(
            Reason(
                "no_explanation",
                filled(_("An explanation has 1 to %(most)s characters."), most=LONGEST_EXPLANATION),
                _("Say why the row is right."),
            )
        )
    if reasons:
        raise ExplanationRefused(*reasons)
    Explanation.objects.create(
        intake=imported, line=current.line, codes=sorted(current.codes()), text=words, by=by, at=at
    )
    if current.status == RowStatus.REFUSED:
        Import.objects.filter(pk=imported.pk).update(
            refused=F("refused") - 1, valid=F("valid") + 1, explained=F("explained") + 1
        )
    current.explanation, current.status = words, RowStatus.VALID
    current.save(update_fields=["explanation", "status"])
    return current
