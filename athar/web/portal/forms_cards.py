"""What a volunteer's card shows, before anything is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CardForm(forms.Form):
    """Nothing is ticked for anybody."""

    shows_name = forms.BooleanField(
        label=_("Show my name"),
        required=False,
        help_text=_("Younger than 18, your given name alone is shown."),
    )
    shows_hours = forms.BooleanField(
        label=_("Show how many hours of mine are approved"), required=False, help_text=_("The sum, as it stands on the day somebody looks.")
    )  # fmt: skip
