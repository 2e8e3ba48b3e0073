"""What protects an account, and the app that shows codes."""

from base64 import b64decode, b64encode
from typing import Any, final

import segno
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from athar.foundation.core.crypto import decrypt, encrypt
from athar.foundation.identity import totp
from athar.foundation.identity.oidc.provider import is_set_up, name_of
from athar.foundation.identity.operations import remove_code_app, renew_recovery_codes, set_up_code_app
from athar.foundation.identity.passkeys import are_possible
from athar.foundation.identity.queries import (
    has_code_app,
    has_second_proof,
    identities_of,
    needs_second_proof,
    passkeys_of,
    recovery_codes_left,
)
from athar.foundation.people.models import Account
from athar.web.entrance import proofs, sessions
from athar.web.entrance.forms import CodeForm
from athar.web.entrance.landing import onward
from athar.web.entrance.views.base import DoorView, Guarded, Own

SECRET, SEAL = "code_app", "session.code_app"
GROUP = 4  # letters of a secret that is copied by hand


@final
class Security(Own, TemplateView):
    template_name = "entrance/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account, now = self.account, timezone.now()
        identities = list(identities_of(account))
        return super().get_context_data(
            account=account, code_app=has_code_app(account), second=has_second_proof(account),
            needed=needs_second_proof(account, at=now), codes_left=recovery_codes_left(account),
            passkeys=list(passkeys_of(account)), possible=are_possible(), provider=name_of() if is_set_up() else "",
            identities=[(one, name_of(one.issuer)) for one in identities],
            linked=any(one.issuer == settings.ATHAR_OIDC_ISSUER for one in identities), **kwargs,
        )  # fmt: skip


def shown_once(request: HttpRequest, account: Account, codes: list[str], *, title: Any) -> HttpResponse:
    """The page on which recovery codes stand; no browser keeps it."""
    target = request.session.pop(sessions.NEXT, "") or reverse("entrance:security")
    context = {"codes": codes, "title": title, "onward": onward(request, account, target)}
    answer = render(request, "entrance/recovery_codes.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@final
class CodeApp(Guarded, DoorView):
    """Set up an app for codes, or move to another one."""

    title = _("Set up an app for codes")
    submit = _("Set it up")
    refused_title = _("The app is not set up yet")
    template_name = "entrance/code_app.html"
    form_class = CodeForm

    def elsewhere(self) -> HttpResponseBase | None:
        if "next" in self.request.GET:
            self.request.session[sessions.NEXT] = self.request.GET["next"]
        return super().elsewhere()

    @property
    def secret(self) -> str:
        """What the app and we will share, sealed in the session until the app has shown that it knows it."""
        sealed = self.request.session.get(SECRET)
        if sealed is None:
            sealed = b64encode(encrypt(totp.new_secret(), context=SEAL)).decode()
            self.request.session[SECRET] = sealed
        return decrypt(b64decode(sealed), context=SEAL)

    def act(self, form: Form) -> HttpResponse:
        codes = set_up_code_app(
            account=self.account, secret=self.secret, code=form.cleaned_data["code"], network=self.network, at=self.now
        )  # fmt: skip
        del self.request.session[SECRET]
        proofs.note(self.request, second=True, at=self.now)
        if codes:
            return shown_once(
                self.request, self.account, codes, title=_("The app is set up. Keep these codes")
            )
        messages.success(self.request, _("The app is set up. The one before shows valid codes no more."))
        return redirect("entrance:security")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issuer = settings.ATHAR_ASSOCIATION[get_language() or "ar"]
        address = totp.address(self.secret, account=self.account.email, issuer=issuer)
        groups = [self.secret[start : start + GROUP] for start in range(0, len(self.secret), GROUP)]
        needed = needs_second_proof(self.account, at=self.now) and not has_second_proof(self.account)
        return super().get_context_data(
            address=address, drawing=_drawn(address), secret=" ".join(groups), needed=needed, **kwargs
        )


def _drawn(address: str) -> SafeString:
    drawing = segno.make(address, error="m").svg_inline(
        border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr__code"
    )
    return mark_safe(drawing)  # noqa: S308 -- drawn by the library; the address is not in it


@final
class CodeAppRemoval(Guarded, DoorView):
    title = _("Take the app away")
    lead = _("From then on, nobody is asked for its codes when signing in to your account.")
    submit = _("Take it away")
    refused_title = _("The app stays")
    form_class = Form

    def act(self, form: Form) -> HttpResponse:  # noqa: ARG002 -- the form asks for nothing
        remove_code_app(account=self.account, at=self.now)
        messages.success(self.request, _("The app is taken away."))
        return redirect("entrance:security")


@final
class RecoveryCodes(Guarded, DoorView):
    title = _("New recovery codes")
    lead = _("You get ten new ones. Those you have now open nothing any more.")
    submit = _("Make new codes")
    refused_title = _("No codes were made")
    form_class = Form

    def act(self, form: Form) -> HttpResponse:  # noqa: ARG002 -- the form asks for nothing
        codes = renew_recovery_codes(account=self.account, at=self.now)
        return shown_once(self.request, self.account, codes, title=_("Your new recovery codes"))
