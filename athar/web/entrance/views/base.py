"""What the pages of the doors share."""

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from athar.demo.cast import people
from athar.foundation.core.refusals import Refused
from athar.foundation.identity.choices import Use
from athar.foundation.identity.models import Challenge
from athar.foundation.identity.operations import answer_code
from athar.foundation.identity.queries import has_second_proof, owes_second_proof
from athar.foundation.people.models import Account
from athar.web.entrance import presence, proofs, sessions
from athar.web.entrance.forms import CodeForm
from athar.web.entrance.landing import chosen_language, onward
from athar.web.ui.network import network_of
from athar.web.ui.pages import FormPage, Page
from athar.web.ui.recent import is_fresh

BACKEND = "athar.web.ui.viewer.Accounts"


def come_in(request: HttpRequest, account: Account, *, target: str = "", fresh: bool = True) -> HttpResponse:
    """After a first proof: on to the second, where the account has one; else in."""
    if has_second_proof(account):
        proofs.wait_for_second(request, account, target=target, at=timezone.now())
        return redirect("entrance:second-proof")
    return let_in(request, account, target=target, fresh=fresh)


def let_in(
    request: HttpRequest,
    account: Account,
    *,
    target: str = "",
    second: bool = False,
    tell: bool = True,
    fresh: bool = True,
) -> HttpResponse:
    """
    Begin the session of an account, under a new key, and lead on, in the language its holder has chosen.

    :param second: whether it was proved twice.
    :param tell: whether the holder is told when the browser is a new one.
    :param fresh: whether the proof was given just now; a provider may have asked for it long ago.
    """
    now = timezone.now()
    login(request, account, backend=BACKEND)
    proofs.arrived(request)
    proofs.note(request, second=second, at=now if fresh else None)
    with override(chosen_language(account) or get_language()):
        response = redirect(_first(request, account, onward(request, account, target)))
    presence.begin(request, response, account, at=now, tell=tell)
    return response


def _first(request: HttpRequest, account: Account, target: str) -> str:
    """Where they go; whose lost second proofs were taken away is asked for a new one before."""
    if not owes_second_proof(account):
        return target
    messages.info(
        request,
        _(
            "Your lost second proofs were taken away. Set up a new one, so that your account stays yours alone."
        ),
    )
    return f"{reverse('entrance:code-app')}?{urlencode({'next': target})}"


class DoorView(FormPage, ABC):
    """
    A page with one form. ``act`` makes the one domain call; what it refuses, the form shows.

    Whoever is no base for others says so by ``@final``: then a page that forgot to act is an error of types.
    """

    title: Any = ""
    submit: Any = ""
    lead: Any = ""
    refused_title: Any = ""
    template_name = "entrance/form.html"

    @abstractmethod
    def act(self, form: Form) -> HttpResponse:
        """Do what the form asks for, and lead on."""

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return self.act(form)
        except Refused as refused:
            form.add_error(None, refused.as_validation_error())
            return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=self.title, submit=self.submit, lead=self.lead, refused_title=self.refused_title, **kwargs
        )

    @property
    def network(self) -> str:
        return network_of(self.request)

    @property
    def now(self) -> datetime:
        return timezone.now()


class CodeView(DoorView):
    """Where a code is written that was sent for one ``use``; whoever asked for none is led to where one asks."""

    form_class = CodeForm
    template_name = "entrance/code.html"
    use: Use
    asking: str  # name of the page that sends codes
    challenge: Challenge

    def elsewhere(self) -> HttpResponseBase | None:
        if led := super().elsewhere():
            return led
        challenge = sessions.asked_for(self.request, self.use)
        if challenge is None:
            return redirect(self.asking)
        self.challenge = challenge
        return None

    def act(self, form: Form) -> HttpResponse:
        answered = answer_code(
            challenge=self.challenge, code=form.cleaned_data["code"], network=self.network, at=self.now
        )
        sessions.forget(self.request, self.use)
        return self.answered(answered)

    @abstractmethod
    def answered(self, challenge: Challenge) -> HttpResponse:
        """Do what the code opens, and lead on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(challenge=self.challenge, asking=self.asking, **kwargs)


class Own(Page):
    """A page about one's own account."""

    def elsewhere(self) -> HttpResponseBase | None:
        if not self.request.user.is_authenticated:
            return redirect_to_login(self.request.get_full_path())
        return super().elsewhere()

    @property
    def account(self) -> Account:
        account = self.request.user
        assert isinstance(account, Account)  # noqa: S101 -- whoever is not signed in does not come here
        return account


class Guarded(Own):
    """A page that changes what protects an account: it opens to whoever has just proved who they are."""

    def elsewhere(self) -> HttpResponseBase | None:
        if led := super().elsewhere():
            return led
        self.find()
        if is_proved(self.request, self.account):
            return None
        return redirect(f"{reverse('entrance:proof')}?{urlencode({'next': self.request.path})}")

    def find(self) -> None:
        """Look up what the address names, before anything is asked: what is another's is not there."""


class Unshared(Guarded):
    """What the named people of a demonstration keep, or nobody else could step in as them."""

    def elsewhere(self) -> HttpResponseBase | None:
        if self.request.user.is_authenticated and is_of_cast(self.account):
            messages.info(
                self.request,
                _(
                    "The named people of the demonstration keep their address and password. Open an account of your own to try this."
                ),
            )
            return redirect("entrance:security")
        return super().elsewhere()


def is_of_cast(account: Account) -> bool:
    return settings.ATHAR_DEMO and account.email in {person.email for person in people()}


def is_proved(request: HttpRequest, account: Account) -> bool:
    """Whether the proof of this session is fresh, and a second one where the account has one."""
    return is_fresh(request) and (proofs.gave_second(request) or not has_second_proof(account))
