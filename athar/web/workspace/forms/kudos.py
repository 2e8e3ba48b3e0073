"""Thanks to those who were at a shift, before anybody is thanked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.initiatives.volunteering.choices import KudosReason
from athar.initiatives.volunteering.models.kudos import LONGEST


class ThanksForm(forms.Form):
    """People ticked in the sheet, one reason, and a note for whoever likes."""

    person = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": _("Nobody is selected. Tick whom you want to thank."),
            "invalid_choice": _("One of the selected cannot be thanked any more. Reload the page."),
        },
    )
    reason = forms.ChoiceField(label=_("For what"), choices=[("", _("Choose")), *KudosReason.choices])
    words = forms.CharField(
        label=_("A few words"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 2}),
        help_text=_("Everybody you ticked reads it, and may show it to others. Name nobody else."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(key, "") for key in people]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """As ``thank`` takes it."""
        data = self.cleaned_data
        return {"people": data["person"], "reason": KudosReason(data["reason"]), "words": data["words"]}
