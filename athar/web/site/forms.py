"""Forms of the public site. They validate and never save."""

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from athar.analytics.proofs import PublicKey
from athar.engine.ledger.choices import Kind
from athar.engine.register.models import Initiative
from athar.foundation.places.queries import region_choices
from athar.web.site.searching import matching
from athar.web.site.words import language

LARGEST_UPLOAD = 50 * 1024 * 1024


class InitiativesFilter(forms.Form):
    q = forms.CharField(label=_("Search in names and descriptions"), required=False, max_length=80)
    region = forms.ChoiceField(label=_("Region"), required=False)
    strategic = forms.BooleanField(label=_("Strategic ones only"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["region"]).choices = [
            ("", _("All regions")),
            *region_choices(language()),
        ]

    def narrow(self, initiatives: QuerySet[Initiative]) -> list[Initiative]:
        wanted = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if wanted.get("strategic"):
            initiatives = initiatives.filter(strategic=True)
        if wanted.get("region"):
            initiatives = initiatives.filter(Q(regions=wanted["region"]) | Q(national=True)).distinct()
        return matching(initiatives, wanted.get("q", ""))


class RecordsFilter(forms.Form):
    """Narrows a list of records; what it does not understand narrows nothing and says so."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    initiative = forms.ChoiceField(label=_("Initiative"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: Any, kinds: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "kind": [
                ("", _("All kinds")),
                *[(value, label) for value, label in Kind.choices if value in kinds],
            ],
            "initiative": [
                ("", _("All initiatives")),
                *[(row.code, str(row)) for row in Initiative.objects.all()],
            ],
            "region": [("", _("All regions")), *region_choices(language())],
        }
        for name, values in choices.items():
            cast("forms.ChoiceField", self.fields[name]).choices = values

    def wanted(self) -> dict[str, str]:
        """Kind, initiative and region, empty where nothing, or nothing we know, was chosen."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: chosen.get(name, "") for name in self.fields}


class VerificationForm(forms.Form):
    file = forms.FileField(
        label=_("Receipt, proof or data package"),
        help_text=_(
            "A file you downloaded here, or from another site that runs Athar: .json or .zip, up to 50 MB"
        ),
        widget=forms.FileInput(attrs={"accept": ".json,.zip"}),
    )
    key = forms.CharField(
        label=_("Key to trust"),
        help_text=_("Leave empty to use this site’s own key."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_UPLOAD:
            raise forms.ValidationError(
                _(
                    "The file is larger than 50 MB. Check it on your own computer instead; the command stands below."
                )
            )
        return file

    def clean_key(self) -> str:
        text: str = self.cleaned_data["key"].strip()
        try:
            return str(PublicKey.parse(text)) if text else ""
        except ValueError as error:
            raise forms.ValidationError(
                _("This is no verifier key. It looks like name+1a2b3c4d+base64; copy it again whole.")
            ) from error


class LookupForm(forms.Form):
    number = forms.CharField(
        label=_("A number, a record or a code"),
        help_text=_("Like 72,347, R-000131 or beneficiaries.reached"),
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )


class ShortLookupForm(LookupForm):
    """The same beside a sentence that explains it: an example in the field instead of a line below."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = ""
        self.fields["number"].widget.attrs["placeholder"] = "72,347"
