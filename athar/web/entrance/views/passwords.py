"""A password set, changed, or replaced by whoever forgot it."""

from typing import Any, final

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from athar.foundation.identity.choices import Channel, Use
from athar.foundation.identity.models import Challenge
from athar.foundation.identity.operations import replace_password, send_code, set_password
from athar.foundation.people.models import Account
from athar.web.entrance import presence, sessions
from athar.web.entrance.forms import EmailForm, NewPasswordForm
from athar.web.entrance.views.base import CodeView, DoorView, Unshared, come_in


class NewPasswordView(DoorView):
    """A page on which a password for one account is chosen."""

    submit = _("Set the password")
    refused_title = _("The password is not set yet")
    form_class = NewPasswordForm
    owner: Account

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"owner": self.owner}


@final
class Password(Unshared, NewPasswordView):
    title = _("Your password")
    lead = _("Wherever else you are signed in, you sign in anew.")

    @property
    def owner(self) -> Account:  # type: ignore[override] # it is known only once somebody is signed in
        return self.account

    def act(self, form: Form) -> HttpResponse:
        account = set_password(
            account=self.account,
            password=form.cleaned_data["password"],
            keep=presence.own(self.request),
            at=self.now,
        )
        update_session_auth_hash(self.request, account)
        presence.moved(self.request)
        messages.success(self.request, _("The password is set."))
        return redirect("entrance:security")


@final
class Forgotten(DoorView):
    title = _("A new password")
    lead = _("We send a code to the e-mail address of your account. With it you choose a new password.")
    submit = _("Send the code")
    refused_title = _("No code was sent")
    form_class = EmailForm

    def act(self, form: Form) -> HttpResponse:
        challenge = send_code(
            use=Use.PASSWORD, channel=Channel.EMAIL, address=form.cleaned_data["email"], network=self.network, at=self.now
        )  # fmt: skip
        sessions.remember(self.request, challenge)
        return redirect("entrance:forgotten-code")


@final
class ForgottenCode(CodeView):
    title = _("Write the code")
    submit = _("Go on")
    refused_title = _("The address is not proven yet")
    use = Use.PASSWORD
    asking = "entrance:forgotten"

    def answered(self, challenge: Challenge) -> HttpResponse:
        self.request.session[sessions.FORGOTTEN] = str(challenge.ref)
        return redirect("entrance:forgotten-password")


@final
class Replacement(NewPasswordView):
    """Behind the code. A second proof is still asked for, where the account has one."""

    title = _("Choose a new password")
    challenge: Challenge

    def elsewhere(self) -> HttpResponseBase | None:
        ref = self.request.session.get(sessions.FORGOTTEN)
        challenge = (
            Challenge.objects.filter(ref=ref).select_related("account__person").first() if ref else None
        )
        if challenge is None or challenge.account is None:
            return redirect("entrance:forgotten")
        self.challenge, self.owner = challenge, challenge.account
        return super().elsewhere()

    def act(self, form: Form) -> HttpResponse:
        account = replace_password(
            challenge=self.challenge, password=form.cleaned_data["password"], at=self.now
        )
        self.request.session.pop(sessions.FORGOTTEN, None)
        messages.success(self.request, _("The password is set."))
        return come_in(self.request, account, target=self.request.session.pop(sessions.NEXT, ""))
