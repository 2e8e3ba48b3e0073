"""People counted at a site, by whoever stands there with a phone: the same entry as at a desk, asked for in fewer taps."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.templatetags.athar_text import both_dates
from athar.foundation.places.models import Region
from athar.web.workspace.forms.facts import EvidenceField, HeadcountForm

Site = tuple[str, str]  # a place and its region's code


class CountForm(HeadcountForm):
    """
    A headcount of a site and a night. What the evidence is called follows from them.

    :param sites: where whoever counts may have counted before, the latest first.
    """

    not_optional = ("site", "place")

    site = forms.ChoiceField(label=_("Site"), required=False)
    place = forms.CharField(label=_("Another site"), required=False, max_length=120)
    evidence = EvidenceField(label=_("Picture of the counting sheet or of the gate counter"))
    evidence_title = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput())

    field_order = (
        "within", "initiative", "site", "place", "occurred_on", "headcount", "method", "evidence", "evidence_title",
    )  # fmt: skip

    def __init__(self, *args: Any, sites: list[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sites = dict(sites)
        known = [(place, place) for place in self.sites]
        self.fields["site"].choices = [("", _("Another, written below")), *known]  # type: ignore[attr-defined]
        self.fields["evidence"].widget.attrs["capture"] = "environment"
        self.fields["headcount"].initial = 0

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("site", "")
        if not chosen and not cleaned.get("place", "").strip():
            self.add_error("place", _("Choose the site, or write where you count."))
            return cleaned
        if chosen and not cleaned.get("place", "").strip():
            cleaned["place"] = chosen
            cleaned["region"] = cleaned.get("region") or Region.objects.filter(pk=self.sites[chosen]).first()
        if cleaned.get("occurred_on"):
            cleaned["evidence_title"] = gettext("Count at %(place)s, %(day)s") % {
                "place": cleaned["place"], "day": both_dates(cleaned["occurred_on"]),
            }  # fmt: skip
        return cleaned
