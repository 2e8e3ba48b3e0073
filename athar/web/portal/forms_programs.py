"""The form that makes an access key. It validates and never saves."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.forms import DayField
from athar.foundation.gate.choices import Scope

USUAL_LIFE = timedelta(days=90)


class AccessKeyForm(forms.Form):
    name = forms.CharField(
        label=_("Which program is it for?"),
        max_length=80,
        help_text=_("Like “Attendance app”. Only you see it."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What does it open?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As little as the program needs. Never more than your roles open to you."),
    )
    ends_on = DayField(
        label=_("Last day"), help_text=_("Within a year. The program stops being let in after it.")
    )

    def __init__(self, *args: Any, open_scopes: Sequence[Scope], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["scopes"]).choices = [
            (scope.value, scope.label) for scope in open_scopes
        ]
        self.fields["ends_on"].initial = (today + USUAL_LIFE).isoformat()

    def facts(self) -> dict[str, Any]:
        """What the operation takes: the key ends when its last day does, in Riyadh."""
        after = datetime.combine(self.cleaned_data["ends_on"] + timedelta(days=1), time.min)
        return {
            "name": self.cleaned_data["name"],
            "scopes": [Scope(value) for value in self.cleaned_data["scopes"]],
            "expires_at": timezone.make_aware(after),
        }
