"""What staff say about a qualification."""

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.forms import DayField
from athar.foundation.qualifications.choices import Verdict
from athar.web.workspace.forms.decisions import ReasonForm


class QualificationDecisionForm(ReasonForm):
    verdict = forms.ChoiceField(
        choices=[(one.value, one.label) for one in (Verdict.APPROVED, Verdict.REFUSED)]
    )


class TrainingForm(forms.Form):
    day = DayField(label=_("Day of the training"), help_text=_("In either calendar"))
    what = forms.CharField(label=_("What was trained, and where"), max_length=200)
