from typing import Any

from django import forms


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
