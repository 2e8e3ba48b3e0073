"""What somebody may say about how they are told."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.telling import Kind, Way, kinds
from athar.foundation.notices.choices import Zone
from athar.foundation.notices.rules import Hours

HOURS = [(f"{hour:02}:00", f"{hour:02}:00") for hour in range(24)]


class TellingForm(forms.Form):
    """A way for every kind that may concern the reader, and their quiet hours. What the law wants told is not asked."""

    zone = forms.ChoiceField(label=_("Your clock"), choices=Zone.choices)
    quiet_from = forms.ChoiceField(label=_("No letters from"), choices=HOURS)
    quiet_until = forms.ChoiceField(
        label=_("until"),
        choices=HOURS,
        help_text=_("What happens meanwhile comes as they end. The same hour twice: no hour is quiet."),
    )

    def __init__(self, *args: Any, offered: list[tuple[Kind, Way]], hours: Hours, **kwargs: Any) -> None:
        initial = {
            "zone": hours.zone,
            "quiet_from": f"{hours.quiet_from:%H}:00",
            "quiet_until": f"{hours.quiet_until:%H}:00",
        }
        super().__init__(*args, **kwargs | {"initial": initial})
        self.owed = [kind for kind, _way in offered if kind.owed]
        self.codes = {_name(kind): kind.code for kind, _way in offered if not kind.owed}
        for kind, way in offered:
            if not kind.owed:
                self.fields[_name(kind)] = forms.ChoiceField(
                    label=str(kind.label), choices=Way.choices, initial=way
                )

    @property
    def asked(self) -> list[Any]:
        """The fields of the kinds, apart from the hours."""
        return [self[name] for name in self.codes]

    @property
    def ways(self) -> dict[str, Way]:
        return {code: Way(self.cleaned_data[name]) for name, code in self.codes.items()}

    @property
    def hours(self) -> Hours:
        said = self.cleaned_data
        return Hours(
            said["zone"], time.fromisoformat(said["quiet_from"]), time.fromisoformat(said["quiet_until"])
        )


class NoticeFilter(forms.Form):
    """All or unread, and of which kind."""

    state = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("All")), ("unread", _("Unread"))]
    )
    kind = forms.ChoiceField(label=_("About what"), required=False)

    def __init__(self, *args: Any, inside: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(kind.code, kind.label) for kind in kinds().values() if inside or not kind.inside]
        self.fields["kind"].choices = [("", _("Everything")), *offered]  # type: ignore[attr-defined]

    def narrow(self, rows: Any) -> Any:
        said = self.cleaned_data if self.is_valid() else {}
        if said.get("state") == "unread":
            rows = rows.unread()
        return rows.filter(kind=said["kind"]) if said.get("kind") else rows


def _name(kind: Kind) -> str:
    return kind.code.replace(".", "-")
