"""What staff say about who comes in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.choices import Verdict
from athar.web.workspace.forms.decisions import ReasonForm
from athar.web.workspace.forms.filters import Filter


class AdmissionForm(ReasonForm):
    verdict = forms.ChoiceField(choices=Verdict.choices)


class NameFilter(Filter):
    """``side`` is kept in the address, so that searching stays on the side one looks at."""

    q = forms.CharField(label=_("Search by name"), required=False, max_length=80)
    side = forms.CharField(required=False, widget=forms.HiddenInput)
