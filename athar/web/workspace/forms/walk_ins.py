"""
Whoever came to a shift without a seat: found by name among those whom whoever is in charge knows, and by identity number
or phone among all.
"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.foundation.people.models import Person
from athar.web.workspace.forms.facts import AsTyped, numbered


class WalkInForm(AsTyped):
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

    def __init__(self, *args: Any, known: QuerySet[Person], **kwargs: Any) -> None:
        """:param known: who is found by a part of their name; of anybody else a number is typed whole."""
        super().__init__(*args, persons=known, **kwargs)
        number = numbered(self.data.get("who", ""))
        if number is not None:
            self.persons = Person.objects.filter(number)
            self.fields["person"].queryset = self.persons  # type: ignore[attr-defined]

    nobody = _("Nobody known fits. Let them open an account with the code below, then look again.")
