"""A message to some of an opportunity or of a shift: to whom, and what it says. It validates and never sends."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Session
from athar.initiatives.volunteering.catalogue import message_templates
from athar.initiatives.volunteering.choices import Selection
from athar.initiatives.volunteering.fields import wrong_fields
from athar.initiatives.volunteering.models import MessageTemplate
from athar.initiatives.volunteering.selecting import selections_for
from athar.web.workspace.forms.content import ARABIC, ENGLISH
from athar.web.workspace.forms.filters import Filter

LONGEST = 600
OWN = "own-"  # before the key of a template that is an organisation's own


class MessageFilter(Filter):
    q = forms.CharField(label=_("Search"), required=False, max_length=80)


class TemplateForm(forms.Form):
    """What somebody starts from."""

    template = forms.ChoiceField(label=_("Start from"), required=False)

    def __init__(
        self,
        *args: Any,
        session: Session | None,
        language: str,
        own: Sequence[MessageTemplate] = (),
        **kwargs: Any,
    ) -> None:
        """``own``: those of the organisation, which come first."""
        super().__init__(*args, **kwargs)
        came = {one.code: one for one in message_templates() if session or not one.shift}
        hers = {f"{OWN}{one.pk}": one for one in own}
        self.offered: dict[str, Any] = {**hers, **came}
        groups = [
            (label, [(code, getattr(one, f"name_{language}")) for code, one in several.items()])
            for label, several in ((_("Of the organisation"), hers), (_("Came along"), came))
            if several
        ]
        self.fields["template"].choices = [("", _("An empty page")), *groups]  # type: ignore[attr-defined]

    def texts(self) -> dict[str, str]:
        """The texts that were chosen, as the message's own fields; empty where none was."""
        found = self.offered.get(self.data.get("template", ""))
        return {"text_ar": found.text_ar, "text_en": found.text_en} if found else {}


class MessageForm(forms.Form):
    selection = forms.ChoiceField(label=_("To whom"), widget=forms.RadioSelect)
    text_ar = forms.CharField(
        label=_("In Arabic"), required=False, max_length=LONGEST, widget=forms.Textarea(ARABIC | {"rows": 5})
    )
    text_en = forms.CharField(
        label=_("In English"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(ENGLISH | {"rows": 5}),
    )

    not_optional = ("text_ar", "text_en")

    def __init__(self, *args: Any, session: Session | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.fields["selection"].choices = [(one.value, one.label) for one in selections_for(session)]  # type: ignore[attr-defined]

    def clean_text_ar(self) -> str:
        return self._checked("text_ar")

    def clean_text_en(self) -> str:
        return self._checked("text_en")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("text_ar") and not cleaned.get("text_en"):
            self.add_error("text_ar", _("Write it in Arabic, in English or in both."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """As ``send_message`` takes it."""
        data = self.cleaned_data
        return {
            "selection": Selection(data["selection"]),
            "texts": {"ar": data["text_ar"], "en": data["text_en"]},
        }

    def _checked(self, name: str) -> str:
        text = str(self.cleaned_data[name]).replace("\r\n", "\n").strip()
        wrong = wrong_fields(text, shift=self.session is not None)
        if wrong:
            raise forms.ValidationError([f"{reason.message} {reason.remedy}" for reason in wrong])
        return text
