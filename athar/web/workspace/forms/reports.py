"""The text of a report, and the steps it takes."""

from django import forms
from django.utils.translation import gettext_lazy as _

SOURCE = {"rows": 28, "spellcheck": "true"}


class TextForm(forms.Form):
    """``based_on`` is the version the writer began from: two writers cannot overwrite each other unseen."""

    source_ar = forms.CharField(
        label=_("Arabic text"),
        strip=False,
        widget=forms.Textarea(attrs=SOURCE | {"dir": "rtl", "lang": "ar"}),
    )
    source_en = forms.CharField(
        label=_("English text"),
        strip=False,
        widget=forms.Textarea(attrs=SOURCE | {"dir": "ltr", "lang": "en"}),
    )
    note = forms.CharField(
        label=_("What changed"),
        required=False,
        max_length=200,
        help_text=_("One sentence for whoever reads the versions later"),
    )
    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput())

    def clean(self) -> dict[str, object]:
        """Browsers send CRLF; a text that differs in nothing else must not become a new version."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("source_ar", "source_en"):
            if name in cleaned:
                cleaned[name] = cleaned[name].replace("\r\n", "\n")
        return cleaned


class ApprovalForm(forms.Form):
    resolution = forms.CharField(
        label=_("Resolution of the board"),
        required=False,
        max_length=100,
        help_text=_("Its number, as in the minutes"),
    )
