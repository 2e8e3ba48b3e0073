"""Which shifts somebody can take. It validates and never saves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Session
from athar.foundation.core.forms import WholeNumberField
from athar.foundation.core.templatetags.athar_text import both_dates, clock
from athar.initiatives.volunteering.choices import Can


class AvailabilityForm(forms.Form):
    """One choice for each shift, and how many at most."""

    most = WholeNumberField(
        label=_("How many shifts I want at most"), min_value=1, max_value=100, required=False,
        help_text=_("Leave it empty for as many as you can take."),
    )  # fmt: skip

    def __init__(self, *args: Any, shifts: Sequence[Session], said: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shifts = shifts
        for session in shifts:
            when = f"{both_dates(session.starts_at)} · {clock(session.starts_at, session.ends_at)}"
            self.fields[self.name(session)] = forms.ChoiceField(
                label=when, choices=Can.choices, widget=forms.RadioSelect, initial=said.get(session.pk),
                error_messages={"required": _("Say of each shift whether you can take it.")},
            )  # fmt: skip

    @staticmethod
    def name(session: Session) -> str:
        return f"shift_{session.pk}"

    def of_shifts(self) -> list[tuple[Session, forms.BoundField]]:
        return [(session, self[self.name(session)]) for session in self.shifts]

    def answers(self) -> dict[int, Can]:
        return {session.pk: Can(self.cleaned_data[self.name(session)]) for session in self.shifts}
