"""What staff say about who comes in."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.engine.register.models import Initiative
from athar.foundation.admissions.choices import INVITED, STAFFS, RegistrationStep, Verdict
from athar.foundation.core.dates import RIYADH
from athar.foundation.core.forms import DayField
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Organisation
from athar.web.workspace.forms.decisions import ReasonForm
from athar.web.workspace.forms.filters import Filter


class AdmissionForm(ReasonForm):
    verdict = forms.ChoiceField(choices=Verdict.choices)


class RegistrationDecisionForm(ReasonForm):
    verdict = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in RegistrationStep if kind in STAFFS]
    )


class NameFilter(Filter):
    """``side`` is kept in the address, so that searching stays on the side one looks at."""

    q = forms.CharField(label=_("Search by name"), required=False, max_length=80)
    side = forms.CharField(required=False, widget=forms.HiddenInput)


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput({"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Only an account with this address can accept."),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Within which organisation"),
        required=False,
        empty_label=_("All"),
    )
    initiative = forms.ModelChoiceField(
        Initiative.objects.all(),
        to_field_name="code",
        label=_("Initiative"),
        required=False,
        empty_label=_("All"),
    )
    until = DayField(label=_("Last day"), required=False, help_text=_("Empty: until somebody ends the role."))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, bodies: QuerySet[Organisation], partner: bool, **kwargs: Any) -> None:
        """``partner``: to manage her own bodies, and nothing else."""
        super().__init__(*args, **kwargs)
        roles = [Role.PARTNER_MANAGER] if partner else INVITED
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]
        if partner:
            self.fields["organisation"].required = True
            self.fields["organisation"].empty_label = None  # type: ignore[attr-defined]
            del self.fields["initiative"]

    def said(self) -> dict[str, Any]:
        """As ``invite`` takes it; the last day counts whole."""
        data = self.cleaned_data
        last = data["until"]
        return {
            "email": data["email"],
            "role": Role(data["role"]),
            "organisation": data["organisation"],
            "initiative": getattr(data.get("initiative"), "code", ""),
            "until": datetime.combine(last + timedelta(days=1), time(), tzinfo=RIYADH) if last else None,
            "reason": data["reason"],
        }
