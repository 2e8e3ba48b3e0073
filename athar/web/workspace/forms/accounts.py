"""Accounts and roles: what an administrator looks for, gives and ends."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from athar.engine.register.models import Edition, Initiative
from athar.foundation.core.dates import end_of_day
from athar.foundation.core.forms import DayField
from athar.foundation.identity.models.factor_reset import CHECKS_OF_A_RESET
from athar.foundation.people.choices import IdentityCheck, Role
from athar.foundation.people.models import Account, CustomRole, Organisation
from athar.foundation.people.queries import accounts_holding, accounts_like
from athar.web.workspace.forms.filters import Filter

STATES = (("open", pgettext_lazy("account", "Open")), ("closed", _("Closed account")))
BETWEEN = "/"  # an initiative and one of its editions in one choice


class AccountFilter(Filter):
    q = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=80)
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *STATES])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All")), *named_roles(CustomRole.objects.filter(ended_at=None))]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]

    def found(self, *, masked: bool, at: datetime) -> QuerySet[Account]:
        """:param masked: whether names of those who never worked here are shown masked, and so are not searched."""
        chosen = self.chosen()
        rows = accounts_like(chosen.get("q", ""), masked=masked)
        if "role" in chosen:
            rows = accounts_holding(rows, chosen["role"], at=at)
        if "state" in chosen:
            rows = rows.filter(is_active=chosen["state"] == "open")
        return rows


def named_roles(custom: Iterable[CustomRole]) -> list[tuple[str, Any]]:
    """Built-in roles and the association's own, to choose from."""
    own = [(role.code, str(role)) for role in custom]
    return [*Role.choices, (str(_("The association’s own")), own)] if own else list(Role.choices)


class WhyForm(forms.Form):
    """A reason that an auditor will read; whether one is needed is the operation's business."""

    not_optional = ("reason",)

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays in the history, and auditors read it."),
    )


class ResetForm(WhyForm):
    """How it is known who asks, and why."""

    checked = forms.ChoiceField(
        label=_("How identity was checked"),
        required=False,
        choices=[("", _("Choose")), *((check.value, check.label) for check in CHECKS_OF_A_RESET)],
        help_text=_("A voice, a letter or an e-mail alone is no check."),
    )
    field_order = ("checked", "reason")

    def said(self) -> dict[str, Any]:
        checked = self.cleaned_data["checked"]
        return {
            "checked": IdentityCheck(checked) if checked else None,
            "reason": self.cleaned_data["reason"],
        }


class GrantForm(WhyForm):
    """A role, where it holds and until when. Whether it may be given is the operation's business."""

    role = forms.ChoiceField(label=_("Role"))
    within = forms.ChoiceField(label=_("Initiative"), required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), required=False, empty_label=_("All")
    )
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Empty: until somebody ends it."))
    field_order = ("role", "within", "organisation", "last_day", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.custom = {role.code: role for role in CustomRole.objects.filter(ended_at=None)}
        self.fields["role"].choices = named_roles(self.custom.values())  # type: ignore[attr-defined]
        self.fields["within"].choices = initiatives_and_editions()  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = Organisation.objects.all()  # type: ignore[attr-defined]

    def chosen_role(self) -> Role | CustomRole:
        code = self.cleaned_data["role"]
        return self.custom.get(code) or Role(code)

    def scope(self) -> dict[str, Any]:
        """Where and until when, as the operation takes it."""
        last_day = self.cleaned_data["last_day"]
        initiative, _between, edition = self.cleaned_data["within"].partition(BETWEEN)
        return {
            "initiative": initiative,
            "edition": edition,
            "organisation": self.cleaned_data["organisation"],
            "until": end_of_day(last_day) if last_day else None,
        }


def initiatives_and_editions() -> list[tuple[str, Any]]:
    """All of them, each initiative followed by its editions: two queries."""
    editions: dict[int, list[tuple[str, str]]] = {}
    for edition in Edition.objects.select_related("initiative"):
        value = f"{edition.initiative.code}{BETWEEN}{edition.code}"
        editions.setdefault(edition.initiative_id, []).append((value, str(edition)))
    groups: list[tuple[str, Any]] = [("", _("All"))]
    groups += [
        (str(row), [(row.code, str(row)), *editions.get(row.pk, [])]) for row in Initiative.objects.all()
    ]
    return groups
