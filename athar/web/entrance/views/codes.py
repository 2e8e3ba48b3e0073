"""Signing in with a code, and the outbox of demonstrations."""

from typing import Any, final

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from athar.foundation.identity.choices import Use
from athar.foundation.identity.models import Challenge
from athar.foundation.identity.operations import send_code
from athar.foundation.identity.queries import outbox
from athar.web.entrance import sessions
from athar.web.entrance.forms import AddressForm
from athar.web.entrance.views.base import CodeView, DoorView, come_in
from athar.web.ui.letters import letters
from athar.web.ui.viewer import account_of


@final
class Request(DoorView):
    title = _("Sign in with a code")
    lead = _("We send six digits to your e-mail or your proven phone. No password is needed.")
    submit = _("Send the code")
    refused_title = _("No code was sent")
    form_class = AddressForm

    def act(self, form: Form) -> HttpResponse:
        challenge = send_code(
            use=Use.SIGN_IN, channel=form.cleaned_data["channel"], address=form.cleaned_data["address"],
            network=self.network, at=self.now,
        )  # fmt: skip
        sessions.remember(self.request, challenge)
        return redirect("entrance:sign-in-code-entry")


@final
class Entry(CodeView):
    title = _("Write the code")
    submit = _("Sign in")
    refused_title = _("Signing in did not work")
    use = Use.SIGN_IN
    asking = "entrance:sign-in-code"

    def answered(self, challenge: Challenge) -> HttpResponse:
        assert challenge.account is not None  # noqa: S101 -- no code answers a challenge without one
        return come_in(self.request, challenge.account, target=self.request.session.pop(sessions.NEXT, ""))


class Outbox(TemplateView):
    """What this browser's requests would have sent. Exists in demonstration mode alone."""

    template_name = "entrance/outbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not settings.ATHAR_DEMO:
            raise Http404
        refs, now = self.request.session.get(sessions.OUTBOX, []), timezone.now()
        found = [*letters(self.request, at=now), *outbox(refs, at=now, account=account_of(self.request))]
        return super().get_context_data(
            messages_sent=sorted({message.pk: message for message in found}.values(), key=lambda message: -message.pk),
            sign_in_code=reverse("entrance:sign-in-code"), **kwargs,
        )  # fmt: skip
