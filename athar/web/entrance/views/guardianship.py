"""What the link of a minor opens: somebody says that they are the guardian, signed in as themselves."""

from typing import Any, final

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.choices import Relation
from athar.foundation.admissions.models import GuardianInvitation
from athar.foundation.admissions.operations import LinkDead, claim_child, opened
from athar.foundation.admissions.proving import prove_address
from athar.foundation.core.refusals import Refused
from athar.foundation.identity.choices import Channel
from athar.foundation.people.models import Account
from athar.web.entrance import sessions
from athar.web.entrance.forms_joining import ClaimForm
from athar.web.entrance.views.base import DoorView
from athar.web.ui.pages import Page

HELD = "guardianship"


@final
class Opening(Page):
    """The link itself: its secret is taken out of the address at once. Reading it uses nothing up: mail scanners read, too."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        found = GuardianInvitation.objects.with_token(token).first()
        try:
            found = opened(found, at=timezone.now())
        except LinkDead as dead:
            return closed(request, dead)
        request.session[HELD] = str(found.ref)
        return redirect("entrance:guardianship")


@final
class Claim(DoorView):
    """For whoever holds a link that opens: a visitor is led to sign in, a guardian answers three questions."""

    title = _("Are you this child’s guardian?")
    submit = _("I am the guardian")
    refused_title = _("You are not linked to the child")
    template_name = "entrance/guardianship.html"
    form_class = ClaimForm
    invitation: GuardianInvitation

    def elsewhere(self) -> HttpResponseBase | None:
        try:
            self.invitation = held(self.request)
        except LinkDead as dead:
            return closed(self.request, dead)
        if self.request.method == "POST" and not isinstance(self.request.user, Account):
            return redirect("entrance:guardianship")
        return None

    def act(self, form: Form) -> HttpResponse:
        account = self.request.user
        assert isinstance(account, Account)  # noqa: S101 -- visitors are led away before
        data = form.cleaned_data
        link = claim_child(
            invitation=self.invitation, guardian=account.person, relation=Relation(data["relation"]),
            birth_date=data["birth_date"], evidence=data["evidence"], network=self.network, at=self.now,
        )  # fmt: skip
        self.request.session.pop(HELD, None)
        messages.success(self.request, THANKS_WAITING if link.waits else THANKS)
        return HttpResponseRedirect(reverse("portal:children"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            child=self.invitation.child.name.split()[0], signed_in=isinstance(self.request.user, Account),
            by_mail=self.invitation.channel == Channel.EMAIL, **kwargs,
        )  # fmt: skip


@final
class Registration(Page):
    """Opening an account with a link that came by e-mail: reading it there proved the address, so no code is sent."""

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            invitation = held(request)
        except LinkDead as dead:
            return closed(request, dead)
        if isinstance(request.user, Account):
            return redirect("entrance:guardianship")
        return begin_account(
            request, invitation.channel, invitation.address, reverse("entrance:guardianship")
        )


def begin_account(request: HttpRequest, channel: str, address: str, target: str) -> HttpResponse:
    """Lead to the steps of opening an account, and afterwards to ``target``."""
    request.session[sessions.NEXT] = target
    if channel != Channel.EMAIL:
        return redirect("entrance:registration")
    try:
        challenge = prove_address(address=address, at=timezone.now())
    except Refused as refused:
        for reason in refused.reasons:
            messages.warning(request, f"{reason.message} {reason.remedy}")
        return HttpResponseRedirect(f"{reverse('entrance:sign-in')}?next={target}")
    request.session[sessions.REGISTRATION] = {"proven": str(challenge.ref)}
    return redirect("entrance:registration-consents")


def held(request: HttpRequest) -> GuardianInvitation:
    """
    The invitation whose link this browser opened.

    :raises LinkDead: when there is none, or it opens nothing any more.
    """
    ref = request.session.get(HELD)
    rows = GuardianInvitation.objects.select_related("child").filter(ref=ref)
    found: GuardianInvitation | None = rows.first() if ref else None
    return opened(found, at=timezone.now())


def closed(request: HttpRequest, dead: LinkDead) -> HttpResponse:
    return render(
        request,
        "entrance/link_dead.html",
        {"reasons": dead.reasons, "title": _("This link opens nothing")},
        status=410,
    )


THANKS = _("You are linked to your child. Say now what the child’s data may be used for.")
THANKS_WAITING = _("Thank you. Staff compare your answers now; you are written to when it is decided.")
