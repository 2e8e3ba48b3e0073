"""A template of messages of an organisation; whether its fields are known is the operation's to say."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.foundation.people.models import Organisation
from athar.initiatives.volunteering.models import MessageTemplate
from athar.web.workspace.forms.content import ARABIC, ENGLISH
from athar.web.workspace.forms.filters import Filter
from athar.web.workspace.forms.messages import LONGEST

NAME = 80


class MessageTemplateFilter(Filter):
    q = forms.CharField(label=_("Search"), required=False, max_length=80)


class MessageTemplateForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=_("Choose")
    )
    name_ar = forms.CharField(label=_("Arabic name"), max_length=NAME, widget=forms.TextInput(ARABIC))
    name_en = forms.CharField(label=_("English name"), max_length=NAME, widget=forms.TextInput(ENGLISH))
    text_ar = forms.CharField(
        label=_("In Arabic"), max_length=LONGEST, widget=forms.Textarea(ARABIC | {"rows": 5})
    )
    text_en = forms.CharField(
        label=_("In English"), max_length=LONGEST, widget=forms.Textarea(ENGLISH | {"rows": 5})
    )

    def __init__(
        self, *args: Any, bodies: QuerySet[Organisation], template: MessageTemplate | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.template = template
        if template is not None:
            del self.fields["organisation"]  # it stays with whose it is
        else:
            self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]

    @property
    def body(self) -> Organisation:
        found: Organisation = (
            self.template.organisation if self.template else self.cleaned_data["organisation"]
        )
        return found

    def said(self) -> dict[str, Any]:
        """As ``keep_template`` takes it; browsers send line ends that a text does not have."""
        data = self.cleaned_data
        return {
            "organisation": self.body,
            "names": (data["name_ar"], data["name_en"]),
            "texts": tuple(data[f"text_{code}"].replace("\r\n", "\n") for code in ("ar", "en")),
            "template": self.template,
        }
