"""What somebody decided, before anything is done about it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.engine.ledger.choices import Verdict
from athar.engine.ledger.models import Proposal


class ReasonForm(forms.Form):
    """A reason that somebody else will read; where it may be missing, the page says so."""

    not_optional: tuple[str, ...] = ("reason",)

    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecisionForm(ReasonForm):
    """Proposals chosen in a list, and one verdict on all of them. Whether it may be is the ledger's business."""

    verdict = forms.ChoiceField(choices=Verdict.choices)
    proposal = forms.ModelMultipleChoiceField(
        Proposal.objects.none(),
        error_messages={
            "required": _("Nothing is selected. Tick the records you want to decide on."),
            "invalid_choice": _("One of the selected records is not in this list any more. Reload it."),
        },
    )

    def __init__(self, *args: Any, proposals: QuerySet[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposal"].queryset = proposals  # type: ignore[attr-defined]


class VerdictForm(ReasonForm):
    verdict = forms.ChoiceField(choices=Verdict.choices)
