"""Opportunities and shifts: what is written, decided and stated. Numbers, days and hours are read in any digits."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Seat, Session
from athar.engine.register.models import Initiative
from athar.foundation.core.dates import RIYADH, end_of_day, riyadh_day
from athar.foundation.core.forms import DayField, HourField, LimitedFileField, WholeNumberField
from athar.foundation.core.templatetags.athar_text import digits
from athar.initiatives.volunteering.choices import Level, State
from athar.initiatives.volunteering.managing import narrowed
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations.scheduling import MOST_SHIFTS
from athar.web.workspace.forms.content import ARABIC, ENGLISH
from athar.web.workspace.forms.decisions import ReasonForm
from athar.web.workspace.forms.facts import most_megabytes
from athar.web.workspace.forms.filters import Filter, InitiativeChoice
from athar.web.workspace.forms.opportunities import line

MOST_SEATS = 10_000
EVERY_YEAR = "all"
EARLY = timedelta(hours=6)  # somebody may come so long before a shift begins


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


class ShiftForm(forms.Form):
    """A shift, or one on each of several days."""

    name_ar = line(_("Arabic name"), ARABIC, 200, required=True)
    name_en = line(_("English name"), ENGLISH, 200, required=True)
    place_ar = forms.CharField(
        label=_("The place in Arabic"), required=False, max_length=120, widget=forms.TextInput(ARABIC),
        help_text=_("Only if it is elsewhere than the opportunity"),
    )  # fmt: skip
    place_en = line(_("The place in English"), ENGLISH, 120)
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
        if bool(cleaned.get("place_ar")) != bool(cleaned.get("place_en")):
            empty = "place_en" if cleaned.get("place_ar") else "place_ar"
            self.add_error(
                empty,
                _(
                    "Write the place in both languages, or leave both empty: then it is where the opportunity is."
                ),
            )
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
            "places": (data["place_ar"], data["place_en"]),
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
