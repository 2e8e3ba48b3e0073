"""What is asked about an injury, of leaders and of volunteers alike. It validates and never saves."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Session
from athar.foundation.core.dates import RIYADH, riyadh_day
from athar.foundation.core.forms import DayField, HourField, RadioCards
from athar.foundation.core.refusals import Text
from athar.initiatives.volunteering.choices import BodyPart, Severity
from athar.initiatives.volunteering.injuries import is_near
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.models.injury import LONGEST
from athar.initiatives.volunteering.operations import Report

MEANS: dict[str, Text] = {
    Severity.FIRST_AID: _("Cleaned, cooled, bandaged or rested, and nothing else"),
    Severity.DOCTOR: _("Stitches, a prescription, a picture: more than first aid"),
    Severity.HOSPITAL: _("Stays there, at least for a night"),
    Severity.EMERGENCY: _("An ambulance was called, or should be"),
}


def _words(label: Any, *, rows: int = 2, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, required=required, help_text=help_text, widget=forms.Textarea({"rows": rows})
    )  # fmt: skip


class InjuryForm(forms.Form):
    """Short, for whoever stands in the field: how grave, what, when. The rest can be left out."""

    FIRST: ClassVar[tuple[str, ...]] = ("severity", "happened", "day", "hour")

    severity = forms.ChoiceField(
        label=_("How grave is it?"), choices=Severity.choices, widget=RadioCards(notes=MEANS)
    )
    happened = _words(
        _("What happened?"), rows=3, required=True, help_text=_("In a sentence or two, as it was seen; no guesses about illness.")
    )  # fmt: skip
    day = DayField(label=_("On which day?"))
    hour = HourField(label=_("At what hour, in Riyadh?"))
    place = forms.CharField(label=_("Where?"), max_length=200, required=False)
    body = forms.ChoiceField(
        label=_("Which part of the body?"), required=False, choices=[("", _("Not stated")), *BodyPart.choices]
    )
    done = _words(_("What was done at once?"))
    insurance = forms.BooleanField(label=_("The insurance is concerned"), required=False)
    witnesses = forms.CharField(label=_("Who saw it?"), max_length=300, required=False)

    def __init__(self, *args: Any, opportunity: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["insurance"].help_text = insured(opportunity)

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name in self.FIRST]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.FIRST]

    @property
    def more_is_wrong(self) -> bool:
        return any(bound.errors for bound in self.more)

    def clean_hour(self) -> Any:
        hour = self.cleaned_data["hour"]
        if hour is None:
            raise forms.ValidationError(_("Write an hour of the day, like 9:30 or 14."))
        return hour

    def said(self) -> Report:
        """As ``report_injury`` takes it."""
        data = self.cleaned_data
        told = {name: data[name] for name in ("happened", "place", "body", "done", "witnesses", "insurance")}
        moment = datetime.combine(data["day"], data["hour"], tzinfo=RIYADH)
        return Report(happened_at=moment, severity=Severity(data["severity"]), **told)


def likely(session: Session, *, at: datetime) -> dict[str, Any]:
    """What most probably is to be reported: just now, if the session goes on, and where it is."""
    now = is_near(session, at)
    moment = at if now else session.starts_at
    hour = f"{moment.astimezone(RIYADH):%H:%M}" if now else ""
    return {"day": riyadh_day(moment), "hour": hour, "place": session.place}


def insured(opportunity: Opportunity) -> Any:
    """What the opportunity says of insurance."""
    if opportunity.insurance:
        return _("The opportunity says: volunteers are insured.")
    return _("The opportunity does not say that volunteers are insured.")
