"""What an invitation opens: a role, taken up by whoever reads the e-mail it was sent to."""

from typing import Any, final

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.models import Invitation
from athar.foundation.admissions.operations import accept_invitation, still_open
from athar.foundation.identity.choices import Channel
from athar.foundation.people.models import Account
from athar.web.entrance.landing import landing
from athar.web.entrance.views import links
from athar.web.entrance.views.links import AccountByLink, BehindLink, Link

LINK = Link(
    kept="invitation",
    page="entrance:invitation",
    rows=lambda: Invitation.objects.select_related("invited_by", "organisation"),
    still=still_open,
)


@final
class Opening(links.Opening):
    link = LINK


@final
class Acceptance(BehindLink):
    """What one is invited to; the POST takes it up, signed in with the account of that address."""

    link = LINK
    title = _("You are invited")
    submit = _("Accept the invitation")
    refused_title = _("The invitation is not accepted")
    template_name = "entrance/invitation.html"
    form_class = Form
    invitation: Invitation

    def act(self, form: Form) -> HttpResponse:  # noqa: ARG002 -- it asks nothing
        account = self.request.user
        assert isinstance(account, Account)  # noqa: S101 -- visitors are led away before
        accept_invitation(invitation=self.invitation, account=account, at=self.now)
        self.request.session.pop(LINK.kept, None)
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
class Registration(AccountByLink):
    link = LINK

    def proven(self, invitation: Invitation) -> tuple[str, str]:
        return Channel.EMAIL, invitation.email or ""
