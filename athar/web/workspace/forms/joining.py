"""What staff say about who comes in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.choices import STAFFS, RegistrationStep, Verdict
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
