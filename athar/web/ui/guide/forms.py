from typing import Any

from django import forms


class SampleForm(forms.Form):
    """One field of each kind, bound to values that are right, wrong and missing."""

    phone = forms.CharField(widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel"}))
    identity = forms.CharField(widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric"}))
    region = forms.ChoiceField(required=False)
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(required=False)
    method = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    agreed = forms.BooleanField()

    def __init__(self, words: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in words["fields"].items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
        for name, choices in words["choices"].items():
            self.fields[name].choices = [(str(place), text) for place, text in enumerate(choices)]  # type: ignore[attr-defined]
        self.add_error("identity", words["wrong_identity"])
        self.errors["agreed"] = self.error_class([words["not_agreed"]])


class NarrowForm(forms.Form):
    """The filter bar's sample."""

    region = forms.ChoiceField(required=False)

    def __init__(self, words: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].label = words["fields"]["region"][0]
        self.fields["region"].choices = [(str(place), text) for place, text in enumerate(words["choices"]["region"])]  # type: ignore[attr-defined]
