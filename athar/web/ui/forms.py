from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.preferences.choices import Calendar, Digits, Language, Theme
from athar.foundation.preferences.rules import NO, YES, Reading


class ReadingForm(forms.Form):
    """How somebody likes to read."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        help_text=_("Where you arrive, and what is written to you. Every page is there in both."),
    )
    digits = forms.ChoiceField(
        label=_("Digits"),
        choices=Digits.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "On pages, in tables and in charts. You may type either kind anywhere; files have Latin digits."
        ),
    )
    calendar = forms.ChoiceField(
        label=_("Days"),
        choices=Calendar.choices,
        widget=forms.RadioSelect,
        help_text=_("The Hijri calendar is that of Umm al-Qura. Financial years stay Gregorian."),
    )
    theme = forms.ChoiceField(label=_("Light or dark"), choices=Theme.choices, widget=forms.RadioSelect)
    shortcuts = forms.ChoiceField(
        label=_("Keyboard shortcuts"),
        choices=[(YES, _("Keys on")), (NO, _("Keys off"))],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Single keys that search, go somewhere and walk through lists. Press ? to see them."),
    )

    def __init__(self, *args: Any, chosen: Reading, **kwargs: Any) -> None:
        super().__init__(
            *args, **kwargs | {"initial": asdict(chosen) | {"shortcuts": YES if chosen.shortcuts else NO}}
        )

    def reading(self, before: Reading) -> Reading:
        said = dict(self.cleaned_data)
        keys = said.pop("shortcuts")
        return replace(before, **said, shortcuts=keys == YES if keys else before.shortcuts)
