"""What is asked of whoever signs up. It validates and never saves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SignUpForm(forms.Form):
    charter = forms.BooleanField(
        label=_("I have read the charter and accept it"),
        error_messages={"required": _("Nobody takes part without accepting the charter.")},
    )

    def answers(self) -> dict[str, Any]:
        return {"charter": self.cleaned_data["charter"]}


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why? You need not say"),
        help_text=_("Whoever is in charge reads it, and can plan better."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class GuardianForm(forms.Form):
    charter = forms.BooleanField(
        label=_("I have read the charter and accept it for the child"),
        error_messages={"required": _("A child takes part only where the guardian accepts the charter.")},
    )
