"""A hold, before it is placed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.identity import parse_national_id
from athar.foundation.core.refusals import Refused
from athar.foundation.people.models import Person
from athar.foundation.privacy.retention import kinds


class HoldForm(forms.Form):
    model = forms.ChoiceField(label=_("A kind of data"), required=False)
    number = forms.CharField(
        label=_("Or a person, by identity number"),
        max_length=40,
        required=False,
        help_text=_("Everything about them stays, and they cannot be erased"),
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Why it has to stay"), max_length=300, help_text=_("The case or the order")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.schedule.model, kind.label) for kind in kinds()]
        self.fields["model"].choices = [("", _("None")), *choices]  # type: ignore[attr-defined]

    def clean_number(self) -> Person | None:
        written = self.cleaned_data["number"].strip()
        if not written:
            return None
        try:
            number = parse_national_id(written)
        except Refused as refused:
            raise refused.as_validation_error() from refused
        person = Person.objects.with_national_id(number).order_by("pk").first()
        if person is None:
            raise ValidationError(_("Nobody with this number is known."))
        return person

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"model": said["model"], "person": said["number"], "reason": said["reason"]}
