"""My roles: what I am trusted with, lent to a colleague while I am away, and laid down."""

from abc import ABC, abstractmethod
from typing import Any, final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.foundation.core.dates import end_of_day
from athar.foundation.core.forms import DayField
from athar.foundation.core.refusals import Refused
from athar.foundation.people.grant_rules import LENT
from athar.foundation.people.granting import delegate_role, end_role
from athar.foundation.people.models import Account, RoleGrant
from athar.foundation.people.queries import endable_by, grants_of, lent_by
from athar.web.portal.views.base import OwnView
from athar.web.ui.grants import Names, told


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("It stays in the history, and auditors read it."),
    )


class DelegationForm(ReasonForm):
    """To whom, until when, why. Whether it may be is the operation's business."""

    to = forms.EmailField(
        label=gettext_lazy("E-mail address of your colleague"),
        widget=forms.EmailInput({"dir": "ltr", "autocomplete": "off"}),
        help_text=gettext_lazy("The one they sign in with."),
    )
    last_day = DayField(label=gettext_lazy("Last day"))
    field_order = ("to", "last_day", "reason")

    def clean_to(self) -> Account:
        found = Account.objects.filter(email__iexact=self.cleaned_data["to"], is_active=True).first()
        if found is None:
            raise forms.ValidationError(
                _("No open account has this address. Ask your colleague which one they sign in with."),
                code="nobody",
            )
        return found


class Roles(OwnView):
    way = "roles"

    def get(self, _request: HttpRequest) -> HttpResponse:
        grants, lent = list(grants_of(self.person)), list(lent_by(self.person, at=self.now))
        names = Names.of([*grants, *lent])
        rows = [told(grant, names, at=self.now) for grant in grants]
        return self.page(
            "portal/roles.html",
            held=[row for row in rows if row.holds],
            past=[row for row in rows if not row.holds],
            lendable={row.grant.pk for row in rows if row.grant.role in LENT and not row.grant.delegates_id},
            lent=[told(grant, names, at=self.now) for grant in lent],
        )


class GrantView(OwnView, ABC):
    way = "roles"
    template = ""
    form_class: type[ReasonForm] = ReasonForm

    def rows(self) -> Any:
        return grants_of(self.person)

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.asked(get_object_or_404(self.rows(), pk=pk), self.form_class())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        grant, form = get_object_or_404(self.rows(), pk=pk), self.form_class(request.POST)
        if not form.is_valid():
            return self.asked(grant, form, status=422)
        try:
            said = self.do(grant, form.cleaned_data)
        except Refused as refused:
            return self.asked(grant, form, status=409, refusals=refused.reasons)
        messages.success(request, said)
        return self.back("roles")

    @abstractmethod
    def do(self, grant: RoleGrant, said: dict[str, Any]) -> str:
        """Change the grant, and say what became of it."""

    def asked(self, grant: RoleGrant, form: ReasonForm, *, status: int = 200, **more: Any) -> HttpResponse:
        shown = told(grant, Names.of([grant]), at=self.now)
        return self.page(self.template, status=status, shown=shown, form=form, **more)


@final
class Delegation(GrantView):
    """Lend a role of mine to a colleague until a day; I keep it, and can take it back."""

    template = "portal/delegation.html"
    form_class = DelegationForm

    def do(self, grant: RoleGrant, said: dict[str, Any]) -> str:
        delegate_role(
            grant=grant, to=said["to"].person, by=self.person, at=self.now, until=end_of_day(said["last_day"]), reason=said["reason"]
        )  # fmt: skip
        return _("Lent. You keep the role, and can take it back from your colleague at any time.")


@final
class Ending(GrantView):
    """Lay a role of mine down, or take back what I lent."""

    template = "portal/role_ending.html"

    def rows(self) -> Any:
        return endable_by(self.person)

    def do(self, grant: RoleGrant, said: dict[str, Any]) -> str:
        end_role(grant=grant, by=self.person, at=self.now, reason=said["reason"])
        return _("The role is ended.")

    def asked(self, grant: RoleGrant, form: ReasonForm, *, status: int = 200, **more: Any) -> HttpResponse:
        lent = grant.person if grant.person_id != self.person.pk else None
        return super().asked(grant, form, status=status, lent=lent, **more)
