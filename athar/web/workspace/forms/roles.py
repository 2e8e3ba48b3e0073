"""A role as an administrator draws it. Whether it may be so is the operation's business."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.numerals import latin_digits
from athar.foundation.people.choices import Role
from athar.foundation.people.drawing import Drawing
from athar.foundation.people.models import CustomRole
from athar.web.workspace.access import DOES, SEES
from athar.web.workspace.forms.accounts import WhyForm
from athar.web.workspace.forms.content import ADDRESS, ARABIC, ENGLISH
from athar.web.workspace.trying import LIMITS, NAMES

PLACES = [(code, text) for code, text in NAMES.items() if code in LIMITS.places]
ACTS = [(code, text) for code, text in NAMES.items() if code in LIMITS.acts]
LINES = {"rows": 2}


class DrawingForm(WhyForm):
    name_ar = forms.CharField(label=_("Arabic name"), max_length=80, widget=forms.TextInput(ARABIC))
    name_en = forms.CharField(label=_("English name"), max_length=80, widget=forms.TextInput(ENGLISH))
    description_ar = forms.CharField(
        label=_("What it is for, in Arabic"),
        max_length=300,
        required=False,
        widget=forms.Textarea(ARABIC | LINES),
    )
    description_en = forms.CharField(
        label=_("What it is for, in English"),
        max_length=300,
        required=False,
        widget=forms.Textarea(ENGLISH | LINES),
    )
    places = forms.MultipleChoiceField(
        label=_("Sees"), required=False, choices=PLACES, widget=forms.CheckboxSelectMultiple
    )
    acts = forms.MultipleChoiceField(
        label=_("May do there"), required=False, choices=ACTS, widget=forms.CheckboxSelectMultiple
    )
    scoped = forms.BooleanField(
        label=_("Given only within an organisation, an initiative or an edition"), required=False
    )
    field_order: tuple[str, ...] = (
        "name_ar", "name_en", "description_ar", "description_en", "places", "acts", "scoped", "reason",
    )  # fmt: skip

    def drawing(self) -> Drawing:
        said = self.cleaned_data
        return Drawing(
            **{
                name: said[name]
                for name in ("name_ar", "name_en", "description_ar", "description_en", "scoped")
            },
            places=frozenset(said["places"]),
            acts=frozenset(said["acts"]),
        )


class NewRoleForm(DrawingForm):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Small Latin letters, digits and hyphens, like sheet-checker; it stays as it is"),
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )
    field_order = ("name_ar", "name_en", "code", *DrawingForm.field_order[2:])

    def clean_code(self) -> str:
        code = latin_digits(self.cleaned_data["code"]).strip().lower()
        if not ADDRESS.fullmatch(code) or code == "new":
            raise forms.ValidationError(_("Write small Latin letters and digits, words apart by hyphens."))
        return code


def drawn_like(role: Role | CustomRole) -> dict[str, Any]:
    """What a form begins with that copies a role: of a built-in one, as much as a drawn role may hold."""
    if isinstance(role, CustomRole):
        names = ("name_ar", "name_en", "description_ar", "description_en", "places", "acts", "scoped")
        return {name: getattr(role, name) for name in names}
    places = [str(place) for place, roles in SEES.items() if role in roles]
    acts = [str(act) for act, roles in DOES.items() if role in roles]
    return {
        "places": [code for code in places if code in LIMITS.places],
        "acts": [code for code in acts if code in LIMITS.acts],
    }
