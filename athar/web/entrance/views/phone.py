"""A phone number becomes a way in."""

from typing import Any, final

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from athar.foundation.identity.choices import Channel, Use
from athar.foundation.identity.models import Challenge
from athar.foundation.identity.operations import prove_phone, send_code
from athar.web.entrance import sessions
from athar.web.entrance.forms import PhoneForm
from athar.web.entrance.views.base import CodeView, DoorView, Own


@final
class Number(Own, DoorView):
    title = _("Your phone")
    lead = _("We send a code there. Then you can sign in with this number, too.")
    submit = _("Send the code")
    refused_title = _("No code was sent")
    form_class = PhoneForm

    def get_initial(self) -> dict[str, Any]:
        return {"phone": self.account.person.phone}

    def act(self, form: Form) -> HttpResponse:
        challenge = send_code(
            use=Use.PHONE, channel=Channel.PHONE, address=form.cleaned_data["phone"], network=self.network,
            at=self.now, account=self.account,
        )  # fmt: skip
        sessions.remember(self.request, challenge)
        return redirect("entrance:phone-code")


@final
class Code(Own, CodeView):
    title = _("Write the code")
    submit = _("Prove the number")
    refused_title = _("The number is not proven yet")
    use = Use.PHONE
    asking = "entrance:phone"

    def answered(self, challenge: Challenge) -> HttpResponse:
        prove_phone(account=self.account, challenge=challenge, at=self.now)
        messages.success(self.request, _("Your number is proven. You can sign in with it."))
        return redirect("entrance:account")
