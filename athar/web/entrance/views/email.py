"""Another e-mail address for an account, and the way back to the old one."""

from typing import Any, final

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason
from athar.foundation.identity.choices import Channel, Use
from athar.foundation.identity.models import Challenge, EmailChange
from athar.foundation.identity.operations import change_behind, change_email, send_code, take_email_back
from athar.web.entrance import sessions
from athar.web.entrance.forms import EmailForm
from athar.web.entrance.views.base import CodeView, DoorView, Unshared

DEAD = Reason(
    "dead",
    _("This link was used, or its seven days are over."),
    _(
        "If it was broken over two lines, copy it whole. If somebody else holds your account, write to the association."
    ),
)


@final
class Address(Unshared, DoorView):
    title = _("Another address")
    lead = _(
        "We send a code to the new address, and tell the old one. From there it can be taken back for seven days."
    )
    submit = _("Send the code")
    refused_title = _("No code was sent")
    form_class = EmailForm

    def act(self, form: Form) -> HttpResponse:
        challenge = send_code(
            use=Use.EMAIL, channel=Channel.EMAIL, address=form.cleaned_data["email"], network=self.network, at=self.now,
            account=self.account,
        )  # fmt: skip
        sessions.remember(self.request, challenge)
        return redirect("entrance:email-code")


@final
class Code(Unshared, CodeView):
    title = _("Write the code")
    submit = _("Change the address")
    refused_title = _("The address is not changed yet")
    use = Use.EMAIL
    asking = "entrance:email"

    def answered(self, challenge: Challenge) -> HttpResponse:
        change_email(account=self.account, challenge=challenge, at=self.now)
        messages.success(self.request, _("Your account has a new address. Sign in with it from now on."))
        return redirect("entrance:security")


@final
class Return(DoorView):
    """Opened from the letter to the old address; whoever reads it there needs no other proof."""

    title = _("Take the old address back")
    lead = _(
        "Your account gets its old address again. Everybody who is signed in to it is signed out, and its password opens nothing any more; you choose a new one."
    )
    submit = _("Take it back")
    refused_title = _("The address stays")
    template_name = "entrance/email_return.html"
    form_class = Form
    change: EmailChange

    def elsewhere(self) -> HttpResponseBase | None:
        change = change_behind(self.kwargs["token"], at=self.now)
        if change is None:
            return render(
                self.request,
                "entrance/link_dead.html",
                {"reasons": [DEAD], "title": _("This link opens nothing")},
                status=410,
            )
        self.change = change
        return super().elsewhere()

    def act(self, form: Form) -> HttpResponse:  # noqa: ARG002 -- the form asks for nothing
        take_email_back(change=self.change, at=self.now)
        messages.success(
            self.request, _("Your account has its old address again. Now choose a new password.")
        )
        return redirect("entrance:forgotten")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(change=self.change, **kwargs)
