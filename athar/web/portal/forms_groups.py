"""What is asked of whoever begins a group or gives seats of it back. It validates and never saves."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.engine.journeys.models import Session
from athar.foundation.core.forms import WholeNumberField
from athar.foundation.core.templatetags.athar_text import both_dates, clock, counted_noun
from athar.foundation.people.models import Organisation
from athar.initiatives.volunteering.models import Opportunity


class GroupForm(forms.Form):
    session = forms.TypedChoiceField(
        label=gettext_lazy("In which shift"), coerce=int, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=gettext_lazy("What the group is called"), max_length=120, widget=forms.TextInput({"dir": "auto"}),
        help_text=gettext_lazy("The organisers and your members read it. Leave names of people out."),
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("For whom you come"), required=False,
        empty_label=gettext_lazy("A team of our own"),
    )  # fmt: skip
    size = WholeNumberField(label=gettext_lazy("How many people"))
    note = forms.CharField(
        label=gettext_lazy("What the organisers should know"), max_length=500, required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Who you are, and what you have done before, for example."),
    )  # fmt: skip

    not_optional = ("organisation",)

    def __init__(
        self, *args: Any, opportunity: Opportunity, sessions: Iterable[Session], bodies: QuerySet[Organisation], **kwargs: Any
    ) -> None:  # fmt: skip
        """:param sessions: as ``shifts_of`` gives them. :param bodies: those that whoever asks coordinates."""
        super().__init__(*args, **kwargs)
        self.sessions = {session.pk: session for session in sessions}
        self.fields["session"].choices = [(key, _in_words(one)) for key, one in self.sessions.items()]  # type: ignore[attr-defined]
        least, most = opportunity.group_least, opportunity.group_most
        self.fields["size"] = WholeNumberField(
            label=self.fields["size"].label, min_value=least, max_value=most,
            help_text=_("From %(least)s to %(most)s, you among them if you come too.") % {"least": least, "most": most},
        )  # fmt: skip
        if not bodies:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """As ``begin_group`` takes it."""
        data = self.cleaned_data
        return {
            "session": self.sessions[data["session"]],
            "organisation": data.get("organisation"),
            **{name: data[name] for name in ("name", "size", "note")},
        }


class GivingBackForm(forms.Form):
    many = WholeNumberField(label=gettext_lazy("How many seats"), min_value=1)


def _in_words(session: Session) -> str:
    free = max(0, session.free or 0)  # type: ignore[attr-defined]
    when = clock(session.starts_at, session.ends_at)
    return _(", ").join((both_dates(session.starts_at), when, counted_noun(free, "seat_left")))
