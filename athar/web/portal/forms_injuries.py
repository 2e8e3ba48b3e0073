"""What somebody adds to a report about them. It validates and never saves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.initiatives.volunteering.models.injury import LONGEST


class InjuryNoteForm(forms.Form):
    words = forms.CharField(
        label=_("Your note"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How you are now, what the doctor said, what is missing. Whoever follows it up is told."),
    )  # fmt: skip
