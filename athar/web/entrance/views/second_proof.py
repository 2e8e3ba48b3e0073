"""The second proof: after the first when signing in, and again before what protects an account is changed."""

from typing import Any, final

from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from athar.foundation.identity.choices import Channel, Use
from athar.foundation.identity.models import Challenge
from athar.foundation.identity.operations import answer_second_proof, confirm_password, send_code
from athar.foundation.identity.queries import has_code_app, has_second_proof, passkeys_of
from athar.foundation.people.models import Account
from athar.web.entrance import proofs, sessions
from athar.web.entrance.forms import PasswordForm, SecondProofForm
from athar.web.entrance.landing import onward
from athar.web.entrance.views.base import CodeView, DoorView, Own, let_in


class HalfWayView(DoorView):
    """Between the first proof and the session."""

    waiting: proofs.HalfWay

    def elsewhere(self) -> HttpResponseBase | None:
        waiting = proofs.half_way(self.request, at=self.now)
        if waiting is None:
            return redirect("entrance:sign-in")
        self.waiting = waiting
        return super().elsewhere()


@final
class SecondProof(HalfWayView):
    """By a code of the app, or one on paper."""

    title = _("One more step")
    submit = _("Sign in")
    refused_title = _("Signing in did not work")
    template_name = "entrance/second_proof.html"
    form_class = SecondProofForm

    def act(self, form: Form) -> HttpResponse:
        account = self.waiting.account
        answer_second_proof(
            account=account, answer=form.cleaned_data["answer"], network=self.network, at=self.now
        )
        return let_in(self.request, account, target=self.waiting.target, second=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            by_app=has_code_app(self.waiting.account),
            passkeys=passkeys_of(self.waiting.account).exists(),
            **kwargs,
        )


@final
class Proof(Own, DoorView):
    """Once more, before what protects the account is changed, or before the workspace opens."""

    title = _("Prove that it is you")
    lead = _("You are about to reach what protects your account or the association. It takes a fresh proof.")
    submit = _("Go on")
    refused_title = _("This is no proof yet")
    template_name = "entrance/proof.html"

    def elsewhere(self) -> HttpResponseBase | None:
        if led := super().elsewhere():
            return led
        if "next" in self.request.GET:
            self.request.session[sessions.NEXT] = self.request.GET["next"]
        if not self.by_second and not self.account.has_usable_password():
            return redirect("entrance:proof-code-request")
        return None

    @property
    def by_second(self) -> bool:
        return has_second_proof(self.account)

    def get_form_class(self) -> type[Form]:
        return SecondProofForm if self.by_second else PasswordForm

    def act(self, form: Form) -> HttpResponse:
        if isinstance(form, SecondProofForm):
            answer_second_proof(
                account=self.account, answer=form.cleaned_data["answer"], network=self.network, at=self.now
            )
        else:
            confirm_password(
                account=self.account,
                password=form.cleaned_data["password"],
                network=self.network,
                at=self.now,
            )
        return proved(self, self.account, second=isinstance(form, SecondProofForm))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            by_second=self.by_second, by_app=has_code_app(self.account),
            passkeys=passkeys_of(self.account).exists(), **kwargs,
        )  # fmt: skip


@final
class ProofCodeRequest(Own, DoorView):
    """For whoever has neither a password nor a second proof."""

    title = _("Prove that it is you")
    lead = _("You have no password, so we send a code to your e-mail.")
    submit = _("Send the code")
    refused_title = _("No code was sent")
    form_class = Form

    def act(self, form: Form) -> HttpResponse:  # noqa: ARG002 -- the form asks for nothing
        challenge = send_code(
            use=Use.PROOF, channel=Channel.EMAIL, address=self.account.email, network=self.network, at=self.now,
            account=self.account,
        )  # fmt: skip
        sessions.remember(self.request, challenge)
        return redirect("entrance:proof-code")


@final
class ProofCode(Own, CodeView):
    title = _("Write the code")
    submit = _("Go on")
    refused_title = _("This is no proof yet")
    use = Use.PROOF
    asking = "entrance:proof-code-request"

    def answered(self, challenge: Challenge) -> HttpResponse:  # noqa: ARG002 -- that it was answered is enough
        return proved(self, self.account, second=False)


def proved(view: DoorView, account: Account, *, second: bool) -> HttpResponse:
    """On to where the proof was asked for."""
    proofs.note(view.request, second=second, at=view.now)
    target = view.request.session.pop(sessions.NEXT, "") or reverse("entrance:security")
    return redirect(onward(view.request, account, target))
