"""What an opportunity says, as somebody writes it: its texts and terms, and how people come in."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.engine.register.models import Initiative
from athar.foundation.core.forms import DayField, WholeNumberField
from athar.foundation.core.numerals import latin_digits
from athar.foundation.core.refusals import Refused, quoted
from athar.foundation.people.choices import Gender
from athar.foundation.people.models import Organisation
from athar.foundation.places.models import Region
from athar.foundation.qualifications.catalogue import kinds, skills
from athar.initiatives.volunteering.choices import Field, Level
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.models.group import FEWEST
from athar.initiatives.volunteering.rules import OLDEST_LIMIT, YOUNGEST
from athar.initiatives.volunteering.ways import Way, chosen_way, misfit_of, ways_in
from athar.web.workspace.forms.content import ADDRESS, ARABIC, ENGLISH

TEXTS = ("name", "summary", "description", "charter", "place")
MOST_IN_A_GROUP = 500
PLAIN = (
    "level",
    "field",
    "choosing",
    "region",
    "remote",
    "least_age",
    "gender",
    "skills",
    "qualifications",
    "training",
    "substitutes",
    "group_least",
    "group_most",
    "expenses",
    "insurance",
)


def line(label: Any, language: dict[str, str], longest: int, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=longest, widget=forms.TextInput(language)
    )


def _text(label: Any, language: dict[str, str], rows: int, longest: int | None = None) -> forms.CharField:
    widget = forms.Textarea(language | {"rows": rows})
    return forms.CharField(label=label, required=False, max_length=longest, widget=widget)


class WayField(forms.ChoiceField):
    """One of the ways in that fit; of a workflow that does not, it says why."""

    def offer(self, ways: Sequence[Way]) -> None:
        self.ways = {way.code: way for way in ways}
        self.choices = [(way.code, str(way)) for way in ways if not way.misfits]

    def validate(self, value: Any) -> None:
        way = self.ways.get(value)
        if way is not None and way.version is not None and way.misfits:
            raise Refused(*(misfit_of(way.version, fault) for fault in way.misfits)).as_validation_error()
        if value and way is None:
            raise forms.ValidationError(
                _("There is no published workflow %(name)s. Write one of these codes: %(known)s."),
                code="no_way",
                params={
                    "name": quoted(str(value)),
                    "known": ", ".join(code for code, way in self.ways.items() if not way.misfits),
                },
            )
        super().validate(value)


class OpportunityForm(forms.Form):
    """What an opportunity says. Gaps may stay in a draft; what is sent to review has none."""

    not_optional = tuple(f"{name}_{language}" for name in TEXTS for language in ("ar", "en"))

    name_ar = line(_("Arabic name"), ARABIC, 200, required=True)
    summary_ar = _text(_("Arabic summary"), ARABIC, 3, 300)
    description_ar = _text(_("What one does there, in Arabic"), ARABIC, 8)
    charter_ar = _text(_("The charter in Arabic"), ARABIC, 5)
    place_ar = line(_("The place in Arabic"), ARABIC, 120)
    name_en = line(_("English name"), ENGLISH, 200, required=True)
    summary_en = _text(_("English summary"), ENGLISH, 3, 300)
    description_en = _text(_("What one does there, in English"), ENGLISH, 8)
    charter_en = _text(_("The charter in English"), ENGLISH, 5)
    place_en = line(_("The place in English"), ENGLISH, 120)
    starts_on = DayField(
        label=_("First day"), help_text=_("In either calendar, like 2027-03-05 or 1448-09-25H")
    )
    ends_on = DayField(label=_("Last day"))
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    field = forms.ChoiceField(label=_("Field of service"), choices=Field.choices)
    choosing = WayField(
        label=_("How to come in"), widget=forms.RadioSelect,
        help_text=_("Fixed once it is published: whoever applied goes on by the workflow they began on."),
    )  # fmt: skip
    region = forms.ModelChoiceField(
        Region.objects.all(), label=_("Region"), required=False, empty_label=_("Not stated")
    )
    remote = forms.BooleanField(label=_("It is done from afar"), required=False)
    least_age = WholeNumberField(
        label=_("Least age in years"), initial=18, min_value=YOUNGEST, max_value=OLDEST_LIMIT,
        help_text=_("Whoever is younger than 18 also needs the approval of their guardian."),
    )  # fmt: skip
    gender = forms.ChoiceField(
        label=_("For whom"), required=False, choices=[("", _("Everybody")), *Gender.choices],
        help_text=_("Only where the law or the place asks for it"),
    )  # fmt: skip
    skills = forms.MultipleChoiceField(
        label=_("Skills needed"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(code, str(skill)) for code, skill in skills().items()],
        help_text=_("Whoever lacks one of these cannot sign up; leave them empty where anybody can do it."),
    )  # fmt: skip
    qualifications = forms.MultipleChoiceField(
        label=_("Qualifications needed"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(code, str(kind)) for code, kind in kinds().items()],
        help_text=_("Approved by us and valid on the day of the shift. One that includes another counts for both."),
    )  # fmt: skip
    substitutes = forms.BooleanField(
        label=_("Whoever cannot come may hand the seat to a substitute"), required=False,
        help_text=_("Also where others wait for a seat; else it goes to whoever waits first."),
    )  # fmt: skip
    group_least = WholeNumberField(
        label=_("Groups: people at least"), required=False, min_value=FEWEST, max_value=MOST_IN_A_GROUP,
        help_text=_("Whether a company or a team may ask for seats together. Leave both empty: groups cannot apply."),
    )  # fmt: skip
    group_most = WholeNumberField(
        label=_("Groups: people at most"), required=False, min_value=FEWEST, max_value=MOST_IN_A_GROUP
    )
    training = forms.BooleanField(label=_("Training is given"), required=False)
    expenses = forms.BooleanField(label=_("Expenses are paid"), required=False)
    insurance = forms.BooleanField(label=_("Volunteers are insured"), required=False)

    def __init__(self, *args: Any, ways: Sequence[Way] | None = None, **kwargs: Any) -> None:
        """``ways``: as ``ways_in`` finds them, where somebody asked already."""
        super().__init__(*args, **kwargs)
        self.ways = ways_in() if ways is None else list(ways)
        self.fields["choosing"].offer(self.ways)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        least, most = cleaned.get("group_least"), cleaned.get("group_most")
        if not {"group_least", "group_most"} & set(self.errors):
            if (least is None) != (most is None):
                name = "group_least" if least is None else "group_most"
                self.add_error(name, _("Write both numbers, or leave both empty."))
            elif least is not None and most is not None and most < least:
                self.add_error("group_most", _("Write as many as at least, or more."))
        return cleaned

    @property
    def names(self) -> tuple[str, str]:
        return self.cleaned_data["name_ar"], self.cleaned_data["name_en"]

    def said(self) -> dict[str, Any]:
        """As ``change_opportunity`` takes it; browsers send line ends that a text does not have."""
        data = self.cleaned_data
        texts = {
            f"{name}_{language}": data[f"{name}_{language}"].replace("\r\n", "\n")
            for name in TEXTS[1:]
            for language in ("ar", "en")
        }
        return {
            "names": self.names,
            "starts_on": data["starts_on"],
            "ends_on": data["ends_on"],
            "details": texts | {name: data[name] for name in PLAIN} | self._way(),
        }

    def _way(self) -> dict[str, Any]:
        chosen = next(way for way in self.ways if way.code == self.cleaned_data["choosing"])
        return {"choosing": chosen.choosing, "workflow": chosen.workflow}

    @classmethod
    def initial_of(cls, opportunity: Opportunity) -> dict[str, Any]:
        edition = opportunity.edition
        own = {name: getattr(opportunity, name) for name in cls.base_fields if hasattr(opportunity, name)}
        days = {"starts_on": edition.starts_on, "ends_on": edition.ends_on}
        names = {"name_ar": edition.name_ar, "name_en": edition.name_en}
        return own | days | names | {"choosing": chosen_way(opportunity)}


class NewOpportunityForm(OpportunityForm):
    """Besides, where it belongs and how its address ends: that stays."""

    initiative = forms.ModelChoiceField(
        Initiative.objects.none(), label=_("Initiative"), to_field_name="code", empty_label=_("Choose")
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=_("Choose")
    )
    code = forms.CharField(
        label=_("End of its address"), max_length=40, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Small Latin letters, digits and hyphens, like food-baskets; it stays as it is"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, initiatives: QuerySet[Initiative], bodies: QuerySet[Organisation],
        allows: Callable[[Any], bool], **kwargs: Any,
    ) -> None:  # fmt: skip
        """``allows``: whether whoever writes may offer what belongs to an initiative and an organisation."""
        super().__init__(*args, **kwargs)
        self.fields["initiative"].queryset = initiatives  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]
        self.allows = allows

    def clean_code(self) -> str:
        code = latin_digits(self.cleaned_data["code"]).strip().lower()
        if not ADDRESS.fullmatch(code):
            raise forms.ValidationError(_("Write small Latin letters and digits, words apart by hyphens."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        initiative, body = cleaned.get("initiative"), cleaned.get("organisation")
        if initiative and body:
            asked = SimpleNamespace(initiative=initiative, organisation_id=body.pk, edition=None)
            if not self.allows(asked):
                self.add_error(
                    "initiative",
                    _(
                        "This lies outside of the scope of your role. Choose an initiative and an organisation within it."
                    ),
                )
        return cleaned

    def said(self) -> dict[str, Any]:
        """As ``draft_opportunity`` takes it."""
        return super().said() | {
            name: self.cleaned_data[name] for name in ("initiative", "organisation", "code")
        }
