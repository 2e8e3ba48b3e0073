"""Forms that narrow a list; sent by GET, and what cannot be read narrows nothing."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from athar.engine.ledger.choices import Kind
from athar.engine.register.models import Initiative
from athar.foundation.core.forms import DayField
from athar.foundation.core.numerals import latin_digits
from athar.foundation.core.search_key import search_key
from athar.foundation.people.models import Person

NUMBER_PREFIX = "R-"


class Filter(forms.Form):
    """A filter answers with what it understood; ``narrow`` applies it."""

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class InitiativeChoice(forms.ModelChoiceField):
    def __init__(self, **more: Any) -> None:
        super().__init__(
            Initiative.objects.all(),
            to_field_name="code",
            label=_("Initiative"),
            empty_label=_("All"),
            **more,
        )


class ProposalFilter(Filter):
    q = forms.CharField(label=_("Search"), required=False, max_length=80, help_text="")
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices])
    initiative = InitiativeChoice(required=False)
    entered_by = forms.ModelChoiceField(
        Person.objects.none(), label=_("Entered by"), required=False, empty_label=_("All")
    )
    entered_from = DayField(label=_("Entered from"), required=False)
    entered_to = DayField(label=_("Entered until"), required=False)

    def __init__(
        self, *args: Any, makers: QuerySet[Person], initiatives: QuerySet[Initiative], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["initiative"].queryset = initiatives  # type: ignore[attr-defined]
        self.fields["entered_by"].queryset = makers  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet) -> QuerySet:
        chosen = self.chosen()
        for field, column in (("kind", "kind"), ("initiative", "initiative"), ("entered_by", "entered_by")):
            if field in chosen:
                rows = rows.filter(**{column: chosen[field]})
        if "entered_from" in chosen:
            rows = rows.filter(entered_at__date__gte=chosen["entered_from"])
        if "entered_to" in chosen:
            rows = rows.filter(entered_at__date__lte=chosen["entered_to"])
        return matching(rows, chosen.get("q", ""))


def matching(rows: QuerySet, text: str) -> QuerySet:
    """Rows whose person, place or session holds the words, in any spelling of the name."""
    if not text.strip():
        return rows
    named = Q()
    for word in search_key(text).split():
        named &= Q(person__search_key__contains=word)
    return rows.filter(named | Q(place__icontains=text.strip()) | Q(session__icontains=text.strip()))


class RecordFilter(Filter):
    number = forms.CharField(
        label=_("Number"), required=False, max_length=20, widget=forms.TextInput({"dir": "ltr"})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices])
    initiative = InitiativeChoice(required=False)
    day = DayField(label=_("Day"), required=False)
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)  # by pseudonym, from a search

    def __init__(self, *args: Any, initiatives: QuerySet[Initiative], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["initiative"].queryset = initiatives  # type: ignore[attr-defined]

    def clean_number(self) -> int | None:
        """``R-008214``, 8214, ٨٢١٤ → 8214."""
        text = latin_digits(self.cleaned_data["number"]).strip().upper().removeprefix(NUMBER_PREFIX)
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            raise forms.ValidationError(_("Write the number of a record, like R-000131."), code="no_number")
        return int(text)

    def narrow(self, rows: QuerySet) -> QuerySet:
        columns = {
            "number": "position",
            "kind": "kind",
            "initiative": "initiative",
            "day": "occurred_on",
            "person": "person__ref",
        }
        return rows.filter(**{columns[name]: value for name, value in self.chosen().items()})


class ScorecardFilter(forms.Form):
    objective = forms.ChoiceField(label=_("Objective"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, Any]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, several in choices.items():
            self.fields[name].choices = [("", _("All")), *several]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
