"""A minor names a guardian, and sees what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from athar.foundation.admissions.operations import name_guardian, withdraw_naming
from athar.foundation.admissions.queries import invitations_of_child, links_of_child, standing_of_minor
from athar.foundation.core.refusals import Refused
from athar.web.portal.forms_joining import GuardianForm
from athar.web.portal.views.base import OwnView
from athar.web.ui.letters import remember
from athar.web.ui.network import network_of

SHOWN = 10


class Guardians(OwnView):
    way = "guardians"

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.guardians(GuardianForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = GuardianForm(request.POST)
        if not form.is_valid():
            return self.guardians(form, status=422)
        try:
            sent = name_guardian(
                child=self.person, channel=form.cleaned_data["channel"], address=form.cleaned_data["address"],
                network=network_of(request), at=self.now,
            )  # fmt: skip
        except Refused as refused:
            return self.guardians(form, status=409, refusals=refused.reasons)
        remember(request, sent.message)
        messages.success(request, _("The link is on its way. It works once, for a week."))
        return self.back("guardians")

    def guardians(self, form: GuardianForm, *, status: int = 200, **more: Any) -> HttpResponse:
        sent = invitations_of_child(self.people)[:SHOWN]
        return self.page(
            "portal/guardians.html",
            status=status,
            form=form,
            minor=self.is_minor,
            stands=standing_of_minor(self.people, at=self.now) if self.is_minor else None,
            links=list(links_of_child(self.people)[:SHOWN]),
            sent=[(row, row.is_open(self.now)) for row in sent if row.used_at is None],
            **more,
        )


class Withdrawal(OwnView):
    way = "guardians"

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return self.back("guardians")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sent = get_object_or_404(invitations_of_child(self.people), pk=pk)
        if withdraw_naming(invitation=sent, at=self.now):
            messages.success(request, _("The link is withdrawn: it opens nothing any more."))
        return self.back("guardians")
