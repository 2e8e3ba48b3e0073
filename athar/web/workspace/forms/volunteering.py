"""Opportunities and shifts: what is written, decided and stated. Numbers, days and hours are read in any digits."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Seat, Session
from athar.engine.register.models import Initiative
from athar.foundation.core.dates import RIYADH, end_of_day, riyadh_day
from athar.foundation.core.forms import DayField, LimitedFileField, WholeNumberField
from athar.foundation.core.numerals import latin_digits
from athar.foundation.core.templatetags.athar_text import digits
from athar.foundation.people.choices import Gender
from athar.foundation.people.models import Organisation
from athar.foundation.places.models import Region
from athar.foundation.qualifications.catalogue import kinds, skills
from athar.initiatives.volunteering.choices import Choosing, Field, Level, State
from athar.initiatives.volunteering.managing import narrowed
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations.scheduling import MOST_SHIFTS
from athar.initiatives.volunteering.rules import OLDEST_LIMIT, YOUNGEST
from athar.web.workspace.forms.content import ADDRESS, ARABIC, ENGLISH, HourField
from athar.web.workspace.forms.decisions import ReasonForm
from athar.web.workspace.forms.facts import most_megabytes
from athar.web.workspace.forms.filters import Filter, InitiativeChoice

MOST_SEATS = 10_000
EVERY_YEAR = "all"
EARLY = timedelta(hours=6)  # somebody may come so long before a shift begins
TEXTS = ("name", "summary", "description", "charter", "place")
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
    "expenses",
    "insurance",
)


class OpportunityFilter(Filter):
    q = forms.CharField(label=_("Search"), required=False, max_length=80)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *State.choices])
    initiative = InitiativeChoice(required=False)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("All")), *Level.choices])

    def __init__(self, *args: Any, initiatives: QuerySet[Initiative], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["initiative"].queryset = initiatives  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Opportunity]) -> QuerySet[Opportunity]:
        chosen = self.chosen()
        return narrowed(rows, words=chosen.pop("q", ""), **chosen)


class HoursFilter(Filter):
    """Approved hours of a year; without one of the newest that has any."""

    year = forms.ChoiceField(label=_("Year"), required=False)
    initiative = InitiativeChoice(required=False)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("All")), *Level.choices])

    def __init__(
        self, *args: Any, years: list[int], initiatives: QuerySet[Initiative], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(year), digits(year)) for year in years] + [(EVERY_YEAR, _("All years"))]
        self.fields["year"].choices = choices  # type: ignore[attr-defined]
        self.fields["initiative"].queryset = initiatives  # type: ignore[attr-defined]
        self.years = years

    @property
    def year_chosen(self) -> int | None:
        """The year that is shown; None for all of them."""
        said = self.chosen().get("year") or (str(self.years[0]) if self.years else EVERY_YEAR)
        return None if said == EVERY_YEAR else int(said)

    def narrow(self, rows: QuerySet) -> QuerySet:
        chosen, year = self.chosen(), self.year_chosen
        chosen.pop("year", None)
        rows = rows.filter(**chosen)
        # Whole days, not the year of each: the ledger lies in parts by year, and only one is read.
        return rows if year is None else rows.within(date(year, 1, 1), date(year, 12, 31))  # type: ignore[attr-defined]


class OpportunityFileForm(forms.Form):
    file = LimitedFileField(
        kinds=(".csv", ".xlsx"),
        most_megabytes=most_megabytes,
        label=_("File of opportunities"),
        help_text=_("CSV in UTF-8, or an Excel workbook (xlsx). Each row becomes a draft."),
    )


def _line(label: Any, language: dict[str, str], longest: int, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=longest, widget=forms.TextInput(language)
    )


def _text(label: Any, language: dict[str, str], rows: int, longest: int | None = None) -> forms.CharField:
    widget = forms.Textarea(language | {"rows": rows})
    return forms.CharField(label=label, required=False, max_length=longest, widget=widget)


class OpportunityForm(forms.Form):
    """What an opportunity says. Gaps may stay in a draft; what is sent to review has none."""

    not_optional = tuple(f"{name}_{language}" for name in TEXTS for language in ("ar", "en"))

    name_ar = _line(_("Arabic name"), ARABIC, 200, required=True)
    summary_ar = _text(_("Arabic summary"), ARABIC, 3, 300)
    description_ar = _text(_("What one does there, in Arabic"), ARABIC, 8)
    charter_ar = _text(_("The charter in Arabic"), ARABIC, 5)
    place_ar = _line(_("The place in Arabic"), ARABIC, 120)
    name_en = _line(_("English name"), ENGLISH, 200, required=True)
    summary_en = _text(_("English summary"), ENGLISH, 3, 300)
    description_en = _text(_("What one does there, in English"), ENGLISH, 8)
    charter_en = _text(_("The charter in English"), ENGLISH, 5)
    place_en = _line(_("The place in English"), ENGLISH, 120)
    starts_on = DayField(
        label=_("First day"), help_text=_("In either calendar, like 2027-03-05 or 1448-09-25H")
    )
    ends_on = DayField(label=_("Last day"))
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    field = forms.ChoiceField(label=_("Field of service"), choices=Field.choices)
    choosing = forms.ChoiceField(
        label=_("How to come in"), choices=Choosing.choices, widget=forms.RadioSelect
    )
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
    training = forms.BooleanField(label=_("Training is given"), required=False)
    expenses = forms.BooleanField(label=_("Expenses are paid"), required=False)
    insurance = forms.BooleanField(label=_("Volunteers are insured"), required=False)

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
            "details": texts | {name: data[name] for name in PLAIN},
        }

    @classmethod
    def initial_of(cls, opportunity: Opportunity) -> dict[str, Any]:
        edition = opportunity.edition
        own = {name: getattr(opportunity, name) for name in cls.base_fields if hasattr(opportunity, name)}
        days = {"starts_on": edition.starts_on, "ends_on": edition.ends_on}
        return own | days | {"name_ar": edition.name_ar, "name_en": edition.name_en}


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


class ShiftForm(forms.Form):
    """A shift, or one on each of several days."""

    name_ar = _line(_("Arabic name"), ARABIC, 200, required=True)
    name_en = _line(_("English name"), ENGLISH, 200, required=True)
    day = DayField(label=_("Day"), help_text=_("Of the first, where there are several"))
    begins = HourField(label=_("From the hour, in Riyadh"))
    ends = HourField(
        label=_("Until the hour, in Riyadh"), help_text=_("An earlier hour is one of the day after")
    )
    capacity = WholeNumberField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)
    times = WholeNumberField(label=_("How many shifts"), initial=1, min_value=1, max_value=MOST_SHIFTS)
    every = WholeNumberField(
        label=_("Days from one to the next"), initial=1, min_value=1, max_value=366,
        help_text=_("1 for every day, 7 for every week"),
    )  # fmt: skip
    until = DayField(
        label=_("Until the day"), required=False,
        help_text=_("In place of how many. A season by the Hijri calendar: from 1448-09-01H until 1448-09-29H"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("begins", "ends"):
            if name in cleaned and cleaned[name] is None:
                self.add_error(name, _("Write an hour of the day, like 9:30 or 14."))
        first, last = cleaned.get("day"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day lies before the first."))
        return cleaned

    @property
    def times_said(self) -> int:
        """How many shifts: as many as fit until the last day, where one is said."""
        data = self.cleaned_data
        if not data["until"]:
            return int(data["times"])
        days: int = (data["until"] - data["day"]).days
        return days // int(data["every"]) + 1

    def said(self) -> dict[str, Any]:
        """As ``add_shifts`` takes it."""
        data = self.cleaned_data
        return {
            "names": (data["name_ar"], data["name_en"]),
            "first": data["day"],
            "hours": (data["begins"], data["ends"]),
            "times": self.times_said,
            **{name: data[name] for name in ("capacity", "every")},
        }


class CapacityForm(forms.Form):
    capacity = WholeNumberField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)


class CancellationForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 3}),
        help_text=_("Your colleagues read it. Whoever has a seat is told that the shift does not take place."),
    )  # fmt: skip


class ReviewForm(ReasonForm):
    verdict = forms.ChoiceField(choices=[("published", ""), ("returned", "")])
    last_day = DayField(
        label=_("Last day to sign up"), required=False,
        help_text=_("Leave it empty: then one can sign up until the last shift begins"),
    )  # fmt: skip

    field_order = ("last_day", "reason")

    @property
    def closes_at(self) -> datetime | None:
        day = self.cleaned_data["last_day"]
        return end_of_day(day) if day else None


class LessonsForm(forms.Form):
    lessons = forms.CharField(
        label=_("What was learned"), max_length=500, widget=forms.Textarea({"rows": 5}),
        help_text=_("What went well, what did not, and what to do otherwise next time"),
    )  # fmt: skip


class StatementForm(forms.Form):
    """When somebody was there, as whoever is in charge knows it."""

    absent = forms.BooleanField(label=_("They were not there"), required=False)
    came = HourField(label=_("Came at, in Riyadh"), required=False)
    left = HourField(label=_("Went at, in Riyadh"), required=False)
    reason = forms.CharField(
        label=_("How you know it"), max_length=300, widget=forms.Textarea({"rows": 2}),
        help_text=_("Like: the paper sheet of the door"),
    )  # fmt: skip

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        hours = [cleaned.get("came"), cleaned.get("left")]
        if cleaned.get("absent") and any(hours):
            self.add_error(
                "absent", _("Either they were not there, or they came and went. Leave one of the two empty.")
            )
        elif not cleaned.get("absent") and not all(hours) and not self.errors:
            self.add_error("came", _("Write both hours, or say that they were not there."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """As ``state_attendance`` takes it: the hours on the day of the shift, or past its midnight."""
        came_at = left_at = None
        if not self.cleaned_data["absent"]:
            came_at = _on_or_after(self.session.starts_at - EARLY, self.cleaned_data["came"])
            left_at = _on_or_after(came_at, self.cleaned_data["left"])
        return {"came_at": came_at, "left_at": left_at, "reason": self.cleaned_data["reason"]}


def _on_or_after(moment: datetime, hour: time) -> datetime:
    """The first time a clock in Riyadh shows this hour from a moment on."""
    found = datetime.combine(riyadh_day(moment), hour, RIYADH)
    return found if found >= moment else found + timedelta(days=1)


class MarkForm(forms.Form):
    """Seats ticked in the sheet, and whether their people came or went."""

    mark = forms.ChoiceField(choices=[("came", ""), ("left", "")])
    seat = forms.ModelMultipleChoiceField(
        Seat.objects.none(),
        error_messages={
            "required": _("Nobody is selected. Tick who came or went."),
            "invalid_choice": _("One of the selected seats was given back meanwhile. Reload the sheet."),
        },
    )

    def __init__(self, *args: Any, seats: QuerySet[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = seats  # type: ignore[attr-defined]
