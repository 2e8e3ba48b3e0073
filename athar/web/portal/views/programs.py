"""Access keys for programs that come in my name: made, looked at, revoked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.foundation.gate.choices import Scope
from athar.foundation.gate.key_rules import open_to
from athar.foundation.gate.keys import keys_of, make_key, revoke_key
from athar.foundation.gate.models import AccessKey
from athar.foundation.people.models import Account
from athar.web.portal.forms_programs import AccessKeyForm
from athar.web.portal.views.base import OwnView
from athar.web.ui.recent import is_fresh


class ProgramsView(OwnView):
    way = "programs"

    @property
    def account(self) -> Account:
        return self.person.account

    def form(self, *data: Any) -> AccessKeyForm:
        return AccessKeyForm(*data, open_scopes=open_to(self.viewer.roles), today=self.today)

    def keys_page(self, form: AccessKeyForm, *, status: int = 200, **more: Any) -> HttpResponse:
        keys = list(keys_of(self.account))
        return self.page(
            "portal/programs.html",
            status=status,
            form=form,
            fresh=is_fresh(self.request),
            keys=[{"key": key, "state": self.state(key), "opens": opens(key)} for key in keys],
            **more,
        )

    def state(self, key: AccessKey) -> str:
        if key.revoked_at:
            return "revoked"
        return "ended" if key.expires_at <= self.now else "open"


class Programs(ProgramsView):
    """My keys, and the form that makes one. Its secret is in the answer to that form, and nowhere afterwards."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.keys_page(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not is_fresh(request):
            return self.keys_page(form, status=409)
        if not form.is_valid():
            return self.keys_page(form, status=422)
        try:
            key, secret = make_key(account=self.account, roles=self.viewer.roles, at=self.now, **form.facts())
        except Refused as refused:
            form.add_error(None, refused.as_validation_error())
            return self.keys_page(form, status=409)
        response = self.keys_page(self.form(), status=201, made=key, secret=secret)
        response.headers["Cache-Control"] = "no-store"
        return response


class Revocation(ProgramsView):
    """A key ended at once; read, the address leads back to the list."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return self.back("programs")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        revoke_key(key=get_object_or_404(keys_of(self.account), pk=pk), at=self.now)
        messages.success(request, _("The key is revoked. Whoever has it is not let in any more."))
        return self.back("programs")


def opens(key: AccessKey) -> list[str]:
    return [str(Scope(scope).label) for scope in key.scopes if scope in Scope.values]
