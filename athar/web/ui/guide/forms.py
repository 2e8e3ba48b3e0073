from typing import Any

from django import forms
from django.http import QueryDict

from athar.foundation.core.forms import (
    CodeInput,
    DayField,
    DigitsField,
    LimitedFileField,
    PhoneField,
    RadioCards,
)


class Sampled(forms.Form):
    """A form whose labels, help and choices come from the guide's words."""

    def __init__(self, words: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = words["fields"][name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(str(place), text) for place, text in enumerate(words["choices"][name])]


class SampleForm(Sampled):
    """One field of each kind, bound to values that are right, wrong and missing."""

    phone = forms.CharField(widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel"}))
    identity = forms.CharField(widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric"}))
    region = forms.ChoiceField(required=False)
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(required=False)
    method = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    agreed = forms.BooleanField()

    def __init__(self, words: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.add_error("identity", words["wrong_identity"])
        self.errors["agreed"] = self.error_class([words["not_agreed"]])


class NarrowForm(Sampled):
    """The filter bar's sample."""

    region = forms.ChoiceField(required=False)


class SpecialForm(forms.Form):
    """Fields of a kind of their own: what was typed is said back, limits are told, a choice explains itself."""

    day = DayField()
    wrong_day = DayField()
    mobile = PhoneField()
    secret = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "off", "dir": "ltr"}))
    code = DigitsField(widget=CodeInput)
    sheet = LimitedFileField(kinds=(".csv", ".xlsx", ".pdf"), most_megabytes=lambda: 50, required=False)
    level = forms.ChoiceField()

    def __init__(self, words: dict[str, Any], **kwargs: Any) -> None:
        data = QueryDict(mutable=True)
        data.update({"day": "١/٩/١٤٤٥ هـ", "wrong_day": "1444-09-01", "mobile": "٠٥٥١٢٣٤٥٦٧", "secret": "x", "code": "123456", "level": "skilled"})  # fmt: skip
        super().__init__(data, **kwargs)
        levels = words["levels"]
        chosen = self.fields["level"]
        chosen.choices = [(code, title) for code, (title, _note) in levels.items()]  # type: ignore[attr-defined]
        chosen.widget = RadioCards(notes={code: note for code, (_title, note) in levels.items()})
        chosen.widget.choices = chosen.choices  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.label, field.help_text = words["fields"][name]
