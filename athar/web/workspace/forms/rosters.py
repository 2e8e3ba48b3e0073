"""Rosters: until when people are asked, how long the search takes, and what is changed by hand. It validates and never saves."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Session
from athar.foundation.core.forms import DayField
from athar.initiatives.volunteering.models import Placement, Roster

SECONDS = ((10, _("Ten seconds")), (30, _("Half a minute")), (60, _("A minute")), (120, _("Two minutes")))
SHORTEST = "10"
CHANGES = ("lock", "unlock", "move", "take_out", "place")


class UntilForm(forms.Form):
    until = DayField(label=_("Until the end of"), help_text=_("A day, such as 20/3/2027."))


class SearchForm(forms.Form):
    seconds = forms.TypedChoiceField(
        label=_("How long to search at most"), coerce=int, initial=SHORTEST,
        choices=SECONDS,
    )  # fmt: skip
    based_on = forms.ModelChoiceField(
        queryset=Roster.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, rosters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        found = rosters.filter(published_at=None, fault="").exclude(finished_at=None)
        fields["based_on"].queryset = found


class ChangeForm(forms.Form):
    """One change by hand, in one shift of a roster."""

    change = forms.ChoiceField(choices=[(one, one) for one in CHANGES])
    session = forms.TypedChoiceField(coerce=int)
    to = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    person = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    placement = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(
        self, *args: Any, sessions: Iterable[Session], people: Iterable[int], placements: Iterable[Placement], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        shifts = [(one.pk, one.pk) for one in sessions]
        # Whoever stands in a shift that was cancelled meanwhile can still be taken out of it.
        of_placements = {row.session_id for row in placements}
        fields: dict[str, Any] = self.fields
        fields["session"].choices = [*shifts, *((key, key) for key in of_placements)]
        fields["to"].choices = [("", ""), *shifts]
        fields["person"].choices = [("", ""), *((key, key) for key in people)]
        fields["placement"].choices = [(row.pk, row.pk) for row in placements]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        change = said.get("change")
        if change == "place" and not said.get("person"):
            raise forms.ValidationError(_("Choose whom to place."))
        if change != "place" and not said.get("placement"):
            raise forms.ValidationError(_("Tick whom it is about first."))
        if change == "move" and not said.get("to"):
            raise forms.ValidationError(_("Choose the shift to move them to."))
        return said
