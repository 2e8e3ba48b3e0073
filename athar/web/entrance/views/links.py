"""What links that work once share: being opened, being held by this browser, and opening an account with one."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.operations import LinkDead
from athar.foundation.admissions.proving import prove_address
from athar.foundation.core.refusals import Refused
from athar.foundation.identity.choices import Channel
from athar.foundation.people.models import Account
from athar.web.entrance import sessions
from athar.web.entrance.views.base import DoorView
from athar.web.ui.pages import Page

Opened = TypeVar("Opened")


@dataclass(frozen=True)
class Link(Generic[Opened]):
    """
    A kind of link.

    :param kept: its name in the session.
    :param page: the name of the address it leads to.
    :param rows: where what it opens is looked for.
    :param still: gives back what was found, or raises LinkDead when it opens nothing any more.
    """

    kept: str
    page: str
    rows: Callable[[], Any]
    still: Callable[..., Opened]

    def held(self, request: HttpRequest) -> Opened:
        """
        What the link opens that this browser followed.

        :raises LinkDead: when there is none, or it opens nothing any more.
        """
        ref = request.session.get(self.kept)
        found = self.rows().filter(ref=ref).first() if ref else None
        return self.still(found, at=timezone.now())


class Opening(Page):
    """The link itself: its secret is taken out of the address at once. Reading it uses nothing up: mail scanners read, too."""

    link: Link[Any]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            found = self.link.still(self.link.rows().with_token(token).first(), at=timezone.now())
        except LinkDead as dead:
            return closed(request, dead)
        request.session[self.link.kept] = str(found.ref)
        return redirect(self.link.page)


class BehindLink(DoorView, ABC):
    """For whoever holds a link that opens: a visitor is led to sign in, somebody signed in takes it up."""

    link: Link[Any]
    invitation: Any

    def elsewhere(self) -> HttpResponseBase | None:
        try:
            self.invitation = self.link.held(self.request)
        except LinkDead as dead:
            return closed(self.request, dead)
        if self.request.method == "POST" and not isinstance(self.request.user, Account):
            return redirect(self.link.page)
        return None


class AccountByLink(Page, ABC):
    """Opening an account with a link that came by e-mail: reading it there proved the address, so no code is sent."""

    link: Link[Any]

    @abstractmethod
    def proven(self, invitation: Any) -> tuple[str, str]:
        """Channel and address to which the link was sent."""

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            invitation = self.link.held(request)
        except LinkDead as dead:
            return closed(request, dead)
        if isinstance(request.user, Account):
            return redirect(self.link.page)
        return _begin(request, *self.proven(invitation), target=reverse(self.link.page))


def _begin(request: HttpRequest, channel: str, address: str, *, target: str) -> HttpResponse:
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


def closed(request: HttpRequest, dead: LinkDead) -> HttpResponse:
    return render(
        request,
        "entrance/link_dead.html",
        {"reasons": dead.reasons, "title": _("This link opens nothing")},
        status=410,
    )
