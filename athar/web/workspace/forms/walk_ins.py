"""Whoever came to a shift without a seat: found by name, identity number or phone among those one may enter facts about."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.foundation.people.models import Person
from athar.web.workspace.forms.facts import MOST_CANDIDATES, found


class WalkInForm(forms.Form):
    not_optional = ("reason",)

    who = forms.CharField(
        label=_("Who came"), max_length=100, help_text=_("Name in any spelling, identity number or phone"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    person = forms.ModelChoiceField(Person.objects.none(), required=False, widget=forms.HiddenInput())
    charter = forms.BooleanField(
        label=_("They read the charter here and accept it"),
        error_messages={"required": _("Nobody takes part without accepting the charter.")},
    )
    reason = forms.CharField(
        label=_("Why there is one more seat"), required=False, max_length=300, widget=forms.Textarea({"rows": 2}),
        help_text=_("Only where every seat is taken. It stays with the shift, with your name."),
    )  # fmt: skip

    def __init__(self, *args: Any, persons: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persons = persons
        self.candidates: list[Person] = []
        self.fields["person"].queryset = persons  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("who") and cleaned.get("person") is None:
            cleaned["person"] = self._one_of(found(self.persons, cleaned["who"]))
        return cleaned

    def _one_of(self, candidates: list[Person]) -> Person | None:
        if len(candidates) == 1:
            return candidates[0]
        self.candidates = candidates[:MOST_CANDIDATES]
        if not candidates:
            self.add_error(
                "who", _("Nobody known fits. Let them open an account with the code below, then look again.")
            )
        elif len(candidates) > MOST_CANDIDATES:
            self.add_error("who", _("Too many people fit. Write more of the name, or the identity number."))
        else:
            self.add_error("who", _("Several people fit. Choose one below."))
        return None
