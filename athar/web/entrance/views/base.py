"""What the pages of the doors share."""

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView

from athar.foundation.core.refusals import Refused
from athar.foundation.identity.choices import Use
from athar.foundation.identity.models import Challenge
from athar.foundation.identity.operations import answer_code
from athar.foundation.people.models import Account
from athar.web.entrance import sessions
from athar.web.entrance.forms import CodeForm
from athar.web.entrance.landing import onward
from athar.web.entrance.network import network_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


def come_in(request: HttpRequest, account: Account, *, target: str = "") -> HttpResponse:
    """Begin the session of an account, under a new key, and lead on."""
    login(request, account, backend=BACKEND)
    return redirect(onward(request, account, target))


class DoorView(FormView):
    """A page with one form. ``act`` makes the one domain call; what it refuses, the form shows."""

    title: Any = ""
    submit: Any = ""
    lead: Any = ""
    refused_title: Any = ""
    template_name = "entrance/form.html"

    def act(self, form: Form) -> HttpResponse:
        raise NotImplementedError

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
    def now(self) -> Any:
        return timezone.now()


class CodeView(DoorView):
    """Where a code is written that was sent for one ``use``; whoever asked for none is led to where one asks."""

    form_class = CodeForm
    template_name = "entrance/code.html"
    use: Use
    asking: str  # name of the page that sends codes

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        challenge = sessions.asked_for(request, self.use)
        if challenge is None:
            return redirect(self.asking)
        self.challenge: Challenge = challenge
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: Form) -> HttpResponse:
        answered = answer_code(
            challenge=self.challenge, code=form.cleaned_data["code"], network=self.network, at=self.now
        )
        sessions.forget(self.request, self.use)
        return self.answered(answered)

    def answered(self, challenge: Challenge) -> HttpResponse:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(challenge=self.challenge, asking=self.asking, **kwargs)


class Own(LoginRequiredMixin):
    """A page about one's own account."""

    request: HttpRequest

    @property
    def account(self) -> Account:
        account = self.request.user
        assert isinstance(account, Account)  # noqa: S101 -- whoever is not signed in does not come here
        return account
