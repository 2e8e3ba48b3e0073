"""Opening an account: address, consents, profile; each a page of its own, all of it in the session until the end."""

from typing import Any, final

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from athar.foundation.identity import operations
from athar.foundation.identity.choices import Channel, Use
from athar.foundation.identity.models import Challenge
from athar.foundation.people.choices import Gender, Purpose
from athar.foundation.people.models import Account
from athar.web.entrance import sessions
from athar.web.entrance.forms import ConsentsForm, EmailForm, ProfileForm
from athar.web.entrance.views.base import CodeView, DoorView, come_in

STEPS = [_("E-mail"), _("Code"), _("Consents"), _("Profile")]


class Step(DoorView):
    """One page of the way; whoever has an account needs none."""

    step: int

    def elsewhere(self) -> HttpResponseBase | None:
        if isinstance(self.request.user, Account):
            return redirect("entrance:account")
        return super().elsewhere()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        states = ["done"] * self.step + ["here"] + ["next"] * (len(STEPS) - self.step - 1)
        stages = [{"label": name, "state": state} for name, state in zip(STEPS, states, strict=True)]
        return super().get_context_data(stages=stages, **kwargs)


class Proven(Step):
    """A page behind the proof of the address."""

    challenge: Challenge

    def elsewhere(self) -> HttpResponseBase | None:
        if led := super().elsewhere():
            return led
        ref = sessions.registration(self.request).get("proven")
        challenge = Challenge.objects.filter(ref=ref).first() if ref else None
        if challenge is None:
            return redirect("entrance:registration")
        self.challenge = challenge
        return None


@final
class Email(Step):
    step = 0
    title = _("Open an account")
    lead = _("An account is for one person. We begin with your e-mail and send a code there.")
    submit = _("Send the code")
    refused_title = _("No code was sent")
    template_name = "entrance/registration.html"
    form_class = EmailForm

    def act(self, form: Form) -> HttpResponse:
        challenge = operations.send_code(
            use=Use.REGISTRATION, channel=Channel.EMAIL, address=form.cleaned_data["email"],
            network=self.network, at=self.now,
        )  # fmt: skip
        sessions.remember(self.request, challenge)
        return redirect("entrance:registration-code")


@final
class Code(Step, CodeView):
    step = 1
    title = _("Write the code")
    submit = _("Go on")
    refused_title = _("The address is not proven yet")
    use = Use.REGISTRATION
    asking = "entrance:registration"

    def answered(self, challenge: Challenge) -> HttpResponse:
        self.request.session[sessions.REGISTRATION] = {"proven": str(challenge.ref)}
        return redirect("entrance:registration-consents")


@final
class Consents(Proven):
    step = 2
    title = _("What may your data be used for?")
    lead = _(
        "Each purpose is yours to allow, and you may change your mind on any day. None is a condition of having an account."
    )
    submit = _("Go on")
    template_name = "entrance/consents.html"
    form_class = ConsentsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"at": self.now}

    def get_initial(self) -> dict[str, Any]:
        return dict.fromkeys(sessions.registration(self.request).get("consents", {}), True)

    def act(self, form: Form) -> HttpResponse:
        assert isinstance(form, ConsentsForm)  # noqa: S101 -- the form of this page
        answers = sessions.registration(self.request)
        self.request.session[sessions.REGISTRATION] = answers | {"consents": form.given()}
        return redirect("entrance:registration-profile")


@final
class Profile(Proven):
    step = 3
    title = _("Who are you?")
    lead = _(
        "Your name stands on what you earn here. Your birth date tells whether a guardian has to approve."
    )
    submit = _("Open the account")
    refused_title = _("The account is not open yet")
    template_name = "entrance/profile.html"
    form_class = ProfileForm

    def elsewhere(self) -> HttpResponseBase | None:
        if led := super().elsewhere():
            return led
        if "consents" not in sessions.registration(self.request):
            return redirect("entrance:registration-consents")
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"email": self.challenge.address, "at": self.now}

    def act(self, form: Form) -> HttpResponse:
        data = form.cleaned_data
        profile = operations.Profile(
            name=data["name"], name_latin=data["name_latin"], gender=Gender(data["gender"]),
            birth_date=data["birth_date"], phone=data["phone"],
        )  # fmt: skip
        given = sessions.registration(self.request)["consents"]
        consents = {Purpose(code): version for code, version in given.items()}
        account = operations.register(
            challenge=self.challenge, profile=profile, consents=consents, password=data["password"],
            language=get_language() or "ar", at=self.now,
        )  # fmt: skip
        self.request.session.pop(sessions.REGISTRATION, None)
        messages.success(self.request, _("Your account is open. Welcome!"))
        target = self.request.session.pop(sessions.NEXT, "") or reverse("entrance:account")
        return come_in(self.request, account, target=target)
