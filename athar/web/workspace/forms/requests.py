"""What is done about somebody's request, before it is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.privacy.choices import HAS_EFFECT, Ground, RequestStepKind
from athar.foundation.privacy.models import Request

K = RequestStepKind


class StepForm(forms.Form):
    kind = forms.ChoiceField(label=_("What you do"))
    text = forms.CharField(
        label=_("In words"), required=False, max_length=5000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Whoever asked reads this: the answer, the reason, or why it takes longer"),
    )  # fmt: skip
    ground = forms.ChoiceField(
        label=_("Ground of a refusal"), required=False, choices=[("", _("None")), *Ground.choices],
        help_text=_("Only to refuse"),
    )  # fmt: skip

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        end = K.ACCEPTED if request.kind in HAS_EFFECT else K.ANSWERED
        words = {
            K.TAKEN: _("Take it on"),
            K.ACCEPTED: _("Accept it, and carry it out now"),
            K.ANSWERED: _("Answer it"),
            K.REFUSED: _("Refuse it"),
            K.EXTENDED: _("Take thirty days more"),
        }
        kinds = (K.TAKEN, end, K.REFUSED, K.EXTENDED)
        self.fields["kind"].choices = [("", _("Choose")), *((kind.value, words[kind]) for kind in kinds)]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        kind = RequestStepKind(self.cleaned_data["kind"])
        ground = self.cleaned_data["ground"]
        refusing = kind is RequestStepKind.REFUSED and ground
        return {
            "kind": kind,
            "text": self.cleaned_data["text"],
            "ground": Ground(ground) if refusing else None,
        }
