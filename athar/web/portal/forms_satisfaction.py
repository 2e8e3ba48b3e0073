"""How an opportunity was. It validates and never saves."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.templatetags.athar_text import number
from athar.initiatives.volunteering.choices import Overall


class SatisfactionForm(forms.Form):
    """Two numbers, and words for whoever likes."""

    overall = forms.TypedChoiceField(
        label=gettext_lazy("How satisfied are you, all in all?"), coerce=int, widget=forms.RadioSelect,
        choices=Overall.choices[::-1],
    )  # fmt: skip
    again = forms.TypedChoiceField(
        label=gettext_lazy("How gladly would you come again, and bring others?"), coerce=int,
        help_text=gettext_lazy("0: not at all; 10: most gladly."),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("What was good, and what should be better?"), max_length=1000, required=False,
        help_text=gettext_lazy("Read without your name. Name nobody else either."), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = [("", _("Choose a number"))] + [(value, number(value)) for value in range(10, -1, -1)]
        self.fields["again"].choices = scale  # type: ignore[attr-defined]
