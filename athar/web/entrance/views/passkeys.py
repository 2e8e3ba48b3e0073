"""Passkeys: adding and removing them, and coming in with one. The browser needs a script for it; other ways need none."""

from abc import abstractmethod
from typing import Any, final

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason
from athar.foundation.identity import passkeys
from athar.foundation.identity.devices import device_of
from athar.foundation.identity.models import Passkey
from athar.foundation.identity.operations import (
    PasskeyRefused,
    prove_passkey,
    register_passkey,
    remove_passkey,
)
from athar.foundation.identity.queries import passkeys_of
from athar.web.entrance import proofs, sessions
from athar.web.entrance.forms import NewPasskeyForm, PasskeyForm
from athar.web.entrance.views.base import DoorView, Guarded, Own, let_in
from athar.web.entrance.views.second_proof import HalfWayView, proved
from athar.web.entrance.views.security import shown_once


class PasskeyView(DoorView):
    """A page that asks the device for a passkey. Each time it is shown it asks anew, and takes one answer."""

    template_name = "entrance/passkey.html"
    form_class = PasskeyForm
    ceremony = "get"
    another_way = "entrance:sign-in"

    @abstractmethod
    def offer(self) -> passkeys.Offer:
        """What the device is asked for."""

    def challenge(self) -> bytes:
        """
        What the answer has to hold; taken once.

        :raises PasskeyRefused: when the page asked for nothing, or too long ago.
        """
        challenge = sessions.take_challenge(self.request, at=self.now)
        if challenge is None:
            raise PasskeyRefused(Reason("late_passkey", _("The answer came too late."), _("Try once more.")))
        return challenge

    def proved_account(self, form: Form, account: Any = None) -> Any:
        return prove_passkey(
            answer=form.cleaned_data["credential"], challenge=self.challenge(), network=self.network, at=self.now,
            account=account,
        )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        possible = passkeys.are_possible()
        options = ""
        if possible:
            offer = self.offer()
            sessions.keep_challenge(self.request, offer.challenge, at=self.now)
            options = offer.options
        return super().get_context_data(
            possible=possible, options=options, ceremony=self.ceremony,
            another_way=reverse(self.another_way), **kwargs,
        )  # fmt: skip


@final
class SignIn(PasskeyView):
    """With a passkey alone: the device is one proof, its lock the other."""

    title = _("Sign in with a passkey")
    lead = _(
        "Your device asks for its lock: a finger, your face or its number. Nothing of it leaves the device."
    )
    submit = _("Use a passkey")
    refused_title = _("Signing in did not work")

    def offer(self) -> passkeys.Offer:
        return passkeys.offer_sign_in()

    def act(self, form: Form) -> HttpResponse:
        account = self.proved_account(form)
        return let_in(self.request, account, target=self.request.session.pop(sessions.NEXT, ""), second=True)


@final
class SecondProof(HalfWayView, PasskeyView):
    another_way = "entrance:second-proof"
    title = _("One more step")
    submit = _("Use a passkey")
    refused_title = _("Signing in did not work")

    def offer(self) -> passkeys.Offer:
        return passkeys.offer_sign_in(self.waiting.account)

    def act(self, form: Form) -> HttpResponse:
        account = self.proved_account(form, self.waiting.account)
        return let_in(self.request, account, target=self.waiting.target, second=True)


@final
class Proof(Own, PasskeyView):
    another_way = "entrance:proof"
    title = _("Prove that it is you")
    submit = _("Use a passkey")
    refused_title = _("This is no proof yet")

    def offer(self) -> passkeys.Offer:
        return passkeys.offer_sign_in(self.account)

    def act(self, form: Form) -> HttpResponse:
        return proved(self, self.proved_account(form, self.account), second=True)


@final
class NewPasskey(Guarded, PasskeyView):
    title = _("Add a passkey")
    lead = _(
        "Your device keeps a key for this site and guards it with its lock. Then you sign in without password and codes."
    )
    submit = _("Add it")
    refused_title = _("The passkey is not added yet")
    form_class = NewPasskeyForm
    ceremony = "create"
    another_way = "entrance:security"

    def get_initial(self) -> dict[str, Any]:
        return {"name": str(device_of(self.request.headers.get("User-Agent", "")))}

    def offer(self) -> passkeys.Offer:
        return passkeys.offer_registration(self.account)

    def act(self, form: Form) -> HttpResponse:
        codes = register_passkey(
            account=self.account, answer=form.cleaned_data["credential"], challenge=self.challenge(),
            name=form.cleaned_data["name"], at=self.now,
        )  # fmt: skip
        proofs.note(self.request, second=True, at=self.now)
        if codes:
            return shown_once(
                self.request, self.account, codes, title=_("The passkey is added. Keep these codes")
            )
        messages.success(self.request, _("The passkey is added."))
        return redirect("entrance:security")


@final
class Removal(Guarded, DoorView):
    title = _("Remove a passkey")
    lead = _(
        "From then on it opens your account no more. Your device may still show it; delete it there, too."
    )
    submit = _("Remove it")
    refused_title = _("The passkey stays")
    template_name = "entrance/passkey_removal.html"
    form_class = Form
    passkey: Passkey

    def find(self) -> None:
        self.passkey = get_object_or_404(passkeys_of(self.account), pk=self.kwargs["pk"])

    def act(self, form: Form) -> HttpResponse:  # noqa: ARG002 -- the form asks for nothing
        remove_passkey(passkey=self.passkey, at=self.now)
        messages.success(self.request, _("The passkey is removed."))
        return redirect("entrance:security")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(passkey=self.passkey, **kwargs)
