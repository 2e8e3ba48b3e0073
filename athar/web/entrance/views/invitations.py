"""What an invitation opens: a role, taken up by whoever reads the e-mail it was sent to."""

from typing import Any, final

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.models import Invitation
from athar.foundation.admissions.operations import LinkDead, accept_invitation, still_open
from athar.foundation.identity.choices import Channel
from athar.foundation.people.models import Account
from athar.web.entrance.landing import landing
from athar.web.entrance.views.base import DoorView
from athar.web.entrance.views.guardianship import begin_account, closed
from athar.web.ui.pages import Page

HELD = "invitation"


@final
class Opening(Page):
    """The link itself; its secret is taken out of the address at once, and reading it uses nothing up."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        found = Invitation.objects.with_token(token).select_related("invited_by", "organisation").first()
        try:
            found = still_open(found, at=timezone.now())
        except LinkDead as dead:
            return closed(request, dead)
        request.session[HELD] = str(found.ref)
        return redirect("entrance:invitation")


@final
class Acceptance(DoorView):
    """What one is invited to; the POST takes it up, signed in with the account of that address."""

    title = _("You are invited")
    submit = _("Accept the invitation")
    refused_title = _("The invitation is not accepted")
    template_name = "entrance/invitation.html"
    form_class = Form
    invitation: Invitation

    def elsewhere(self) -> HttpResponseBase | None:
        try:
            self.invitation = held(self.request)
        except LinkDead as dead:
            return closed(self.request, dead)
        if self.request.method == "POST" and not isinstance(self.request.user, Account):
            return redirect("entrance:invitation")
        return None

    def act(self, form: Form) -> HttpResponse:  # noqa: ARG002 -- it asks nothing
        account = self.request.user
        assert isinstance(account, Account)  # noqa: S101 -- visitors are led away before
        accept_invitation(invitation=self.invitation, account=account, at=self.now)
        self.request.session.pop(HELD, None)
        messages.success(self.request, _("Accepted. Welcome to your work here."))
        return redirect(landing(account))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account = self.request.user
        signed_in = account if isinstance(account, Account) else None
        return super().get_context_data(
            invitation=self.invitation, signed_in=signed_in,
            another=signed_in is not None and signed_in.email.lower() != self.invitation.email, **kwargs,
        )  # fmt: skip


@final
class Registration(Page):
    """Opening an account with the invitation: reading it at the address proved that."""

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            invitation = held(request)
        except LinkDead as dead:
            return closed(request, dead)
        if isinstance(request.user, Account):
            return redirect("entrance:invitation")
        return begin_account(request, Channel.EMAIL, invitation.email or "", reverse("entrance:invitation"))


def held(request: HttpRequest) -> Invitation:
    """
    The invitation whose link this browser opened.

    :raises LinkDead: when there is none, or it can be accepted no more.
    """
    ref = request.session.get(HELD)
    rows = Invitation.objects.select_related("invited_by", "organisation").filter(ref=ref)
    found: Invitation | None = rows.first() if ref else None
    return still_open(found, at=timezone.now())
