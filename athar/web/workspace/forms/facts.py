"""A headcount or hours entered by hand. Numbers and days are read as people write them, in any digits."""

import logging
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from athar.engine.ledger.choices import Level, Method
from athar.engine.ledger.models import Proposal
from athar.engine.register.models import Initiative
from athar.foundation.core.contents import is_what_its_name_says, weight
from athar.foundation.core.crypto import lookup_hashes
from athar.foundation.core.forms import DayField, LimitedFileField, NumberField, WholeNumberField
from athar.foundation.core.identity import parse_national_id, parse_phone
from athar.foundation.core.refusals import Refused, Text, quoted
from athar.foundation.core.search_key import search_key
from athar.foundation.evidence.rules import MEDIA_TYPES, media_type_of
from athar.foundation.people.models import Person
from athar.foundation.places.models import Region
from athar.web.workspace.forms.scopes import Scoped, Scopes

audit = logging.getLogger("athar.audit")
MOST_CANDIDATES = 12


def most_megabytes() -> int:
    return int(settings.ATHAR_MAX_UPLOAD_MB)


class EvidenceField(LimitedFileField):
    """A file that can be evidence; its type follows from its name, which its content must bear out, and never from what a browser claims."""

    def __init__(self, **more: Any) -> None:
        super().__init__(kinds=tuple(MEDIA_TYPES), most_megabytes=most_megabytes, **more)

    def validate(self, value: UploadedFile | None) -> None:
        super().validate(value)
        if not value:
            return
        named = quoted(value.name or "")
        if not is_what_its_name_says(value):
            audit.info("a file of evidence is not what its name says")
            raise ValidationError(
                _("%(name)s does not hold what its name says. Save it again from the program it was made with, and choose that."),
                "not_what_it_says", {"name": named},
            )  # fmt: skip
        if media_type_of(value.name or "") == MEDIA_TYPES[".xlsx"] and weight(value).is_too_much:
            audit.info("a file of evidence unpacks to too much")
            raise ValidationError(
                _("Unpacked, %(name)s is too large. Save it as CSV or PDF."), "unpacks_to_too_much", {"name": named}
            )  # fmt: skip


class FactForm(Scoped):
    """What every entry by hand says."""

    initiative = forms.ModelChoiceField(
        Initiative.objects.all(), label=_("Initiative"), to_field_name="code", empty_label=_("Choose")
    )
    occurred_on = DayField(label=_("Day"), help_text=_("2024-03-05, 5/3/2024, or Hijri like 1445-08-24H"))
    region = forms.ModelChoiceField(
        Region.objects.all(), label=_("Region"), required=False, empty_label=_("Not stated")
    )
    place = forms.CharField(
        label=_("Place"), required=False, max_length=120, help_text=_("Site, hall or district")
    )
    session = forms.CharField(
        label=_("Session or shift"),
        required=False,
        max_length=60,
        help_text=_("Tells two entries of one day apart"),
    )

    kind = ""

    def __init__(self, *args: Any, scopes: Scopes, **kwargs: Any) -> None:
        super().__init__(*args, scopes=scopes, **kwargs)
        codes = scopes.whole.initiatives
        if codes is not None:
            self.fields["initiative"].queryset = Initiative.objects.filter(code__in=codes)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """The columns of a proposal, but for its evidence."""
        names = ("initiative", "occurred_on", "region", "place", "session")
        return {"kind": self.kind, "source": "form"} | {name: self.cleaned_data[name] for name in names}

    def proposal(self) -> Proposal:
        return Proposal(**self.facts())


class HeadcountForm(FactForm):
    kind = "headcount"

    headcount = WholeNumberField(label=_("How many people"), min_value=1)
    method = forms.ChoiceField(label=_("How they were counted"), choices=[("", _("Choose")), *Method.choices])
    evidence = EvidenceField(
        label=_("Evidence"),
        help_text=_(
            "The counting sheet: PDF, picture, CSV or Excel. It is kept under its hash and never swapped."
        ),
    )
    evidence_title = forms.CharField(
        label=_("Title of the evidence"),
        max_length=200,
        help_text=_("Like “Counting sheet, site 3, night 12”"),
    )
    explanation = forms.CharField(
        label=_("Explanation"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where the number is unusual: how could so many be counted?"),
    )  # fmt: skip

    field_order = (
        "within",
        "initiative",
        "headcount",
        "occurred_on",
        "region",
        "place",
        "session",
        "method",
        "evidence",
    )

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data["explanation"].strip()
        return super().facts() | {
            "headcount": self.cleaned_data["headcount"],
            "method": self.cleaned_data["method"],
            "dimensions": {"explanation": said} if said else {},
        }


class AsTyped(forms.Form):
    """
    Somebody is typed as ``who`` and found as ``person``; where several fit, they are ``candidates`` to choose from.

    :cvar nobody: what is said where nobody fits.
    """

    nobody: ClassVar[Text]

    def __init__(self, *args: Any, persons: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persons = persons
        self.candidates: list[Person] = []
        self.fields["person"].queryset = persons  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("who") and cleaned.get("person") is None:
            cleaned["person"] = self._one_of(found(self.persons, cleaned["who"]))
        return cleaned

    def _one_of(self, candidates: list[Person]) -> Person | None:
        if len(candidates) == 1:
            return candidates[0]
        self.candidates = candidates[:MOST_CANDIDATES]
        if not candidates:
            self.add_error("who", str(self.nobody))
        elif len(candidates) > MOST_CANDIDATES:
            self.add_error("who", _("Too many people fit. Write more of the name, or the identity number."))
        else:
            self.add_error("who", _("Several people fit. Choose one below."))
        return None


class HoursForm(AsTyped, FactForm):
    """Hours of one person on one day. Whom is typed: a name, an identity number or a phone."""

    kind = "hours"

    who = forms.CharField(
        label=_("Volunteer"), max_length=100, help_text=_("Name in any spelling, identity number or phone"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    person = forms.ModelChoiceField(Person.objects.none(), required=False, widget=forms.HiddenInput())
    quantity = NumberField(
        label=_("Hours"), min_value=Decimal("0.25"), max_value=Decimal(24), decimal_places=2
    )
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.GENERAL)
    evidence = EvidenceField(
        label=_("Evidence"), required=False, help_text=_("The attendance sheet, if there is one")
    )
    evidence_title = forms.CharField(label=_("Title of the evidence"), required=False, max_length=200)

    field_order = (
        "within",
        "who",
        "person",
        "quantity",
        "level",
        "initiative",
        "occurred_on",
        "region",
        "place",
        "session",
    )

    nobody = _("Nobody known fits. Check the name or number; new people come in with an import.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("evidence") and not cleaned.get("evidence_title"):
            self.add_error("evidence_title", _("Say what the attached file is."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        person: Person = self.cleaned_data["person"]
        return super().facts() | {
            "person": person,
            "gender": person.gender,
            "organisation": person.organisation,
            "quantity": self.cleaned_data["quantity"],
            "unit": "hour",
            "level": self.cleaned_data["level"],
        }


def found(persons: QuerySet[Person], who: str) -> list[Person]:
    """Persons of that identity number, phone or name; one more than can be shown, so that "too many" is known."""
    named = numbered(who)
    if named is None:
        named = Q()
        for word in search_key(who).split():
            named &= Q(search_key__contains=word)
        if not named:
            return []
    return list(
        persons.filter(named).select_related("organisation").order_by("sort_key")[: MOST_CANDIDATES + 1]
    )


def numbered(who: str) -> Q | None:
    """Whoever has exactly this identity number or phone, as a condition; None where it is neither."""
    for read, matching in ((parse_national_id, _by_national_id), (parse_phone, _by_phone)):
        try:
            return matching(read(who))
        except Refused:
            continue
    return None


def _by_national_id(number: str) -> Q:
    return Q(national_id_hash__in=lookup_hashes(number))


def _by_phone(number: str) -> Q:
    return Q(phone=number)
