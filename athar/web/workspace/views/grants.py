"""Roles given to and taken from the holder of an account."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.foundation.people.granting import end_role, grant_role
from athar.foundation.people.models import RoleGrant
from athar.foundation.people.queries import grants_of
from athar.web.ui.grants import Names, told
from athar.web.workspace.access import Act
from athar.web.workspace.forms.accounts import BETWEEN, GrantForm, WhyForm
from athar.web.workspace.views.accounts import AccountView


class New(AccountView):
    """Give a role. ``?again=`` names a grant of the person whose role and scope the form begins with."""

    act = Act.GIVE_ROLES
    form_only = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        account = self.found(pk)
        return self.asked(account, GrantForm(initial=self.begun(account, request.GET.get("again", ""))))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        account, form = self.found(pk), GrantForm(request.POST)
        if not form.is_valid():
            return self.asked(account, form, status=422)
        said = form.cleaned_data
        try:
            grant_role(
                person=account.person, role=form.chosen_role(), by=self.person, at=self.now, reason=said["reason"], **form.scope()
            )  # fmt: skip
        except Refused as refused:
            return self.asked(account, form, status=409, refusals=refused.reasons)
        return self.to(account, "given")

    def begun(self, account: Any, asked: str) -> dict[str, Any]:
        if not (asked.isascii() and asked.isdigit()):
            return {}
        grant = (
            RoleGrant.objects.select_related("custom")
            .filter(person=account.person, pk=int(asked[:18]))
            .first()
        )
        if grant is None:
            return {}
        within = BETWEEN.join(filter(None, (grant.initiative, grant.edition)))
        return {
            "role": grant.custom.code if grant.custom else grant.role,
            "within": within,
            "organisation": grant.organisation_id,
        }

    def asked(self, account: Any, form: GrantForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.about("workspace/accounts/grant.html", account, status=status, form=form, **more)


class Ending(AccountView):
    """End a role now; what was lent from it ends with it."""

    act = Act.GIVE_ROLES
    form_only = True

    def get(self, _request: HttpRequest, pk: int, grant: int) -> HttpResponse:
        return self.asked(self.found(pk), grant, WhyForm())

    def post(self, request: HttpRequest, pk: int, grant: int) -> HttpResponse:
        account, form = self.found(pk), WhyForm(request.POST)
        current = self.grant(account, grant)
        if not form.is_valid():
            return self.asked(account, grant, form, status=422)
        try:
            end_role(grant=current, by=self.person, at=self.now, reason=form.cleaned_data["reason"])
        except Refused as refused:
            return self.asked(account, grant, form, status=409, refusals=refused.reasons)
        messages.success(
            request, _("The role is ended. It stays in the history below, and can be given again.")
        )
        return self.to(account)

    def grant(self, account: Any, pk: int) -> RoleGrant:
        return get_object_or_404(grants_of(account.person), pk=pk)

    def asked(self, account: Any, pk: int, form: WhyForm, *, status: int = 200, **more: Any) -> HttpResponse:
        grant = self.grant(account, pk)
        shown = told(grant, Names.of([grant]), at=self.now)
        return self.about(
            "workspace/accounts/ending.html", account, status=status, form=form, shown=shown, **more
        )
