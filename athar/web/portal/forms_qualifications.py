"""What somebody says they can do, and a qualification they file, before anything is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.forms import DayField
from athar.foundation.qualifications.catalogue import kinds, skills
from athar.web.ui.papers import PapersField


class SkillsForm(forms.Form):
    skills = forms.MultipleChoiceField(
        label=_("My skills"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(code, str(skill)) for code, skill in skills().items()],
        help_text=_("Nobody checks these: say what you would gladly be asked for."),
    )  # fmt: skip


class QualificationForm(forms.Form):
    """A document is asked for here; whether it proves anything is for whoever decides."""

    kind = forms.ChoiceField(
        label=_("Which qualification"), choices=lambda: [("", _("Choose")), *((code, str(kind)) for code, kind in kinds().items())]
    )  # fmt: skip
    issuer = forms.CharField(label=_("Who issued it"), max_length=200)
    awarded_on = DayField(
        label=_("Day of award"),
        help_text=_("As it stands on the document, in either calendar. When it runs out follows from it."),
    )
    papers = PapersField(
        label=_("The document"),
        help_text=_("A PDF or a picture, up to 10 MB. Only you and those who decide open it."),
    )

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "issuer", "awarded_on", "papers")}
