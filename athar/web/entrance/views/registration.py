"""Opening an account: address, consents, profile; each a page of its own, all of it in the session until the end."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
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


class Step:
    """One page of the way; whoever has an account needs none."""

    step: int
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if isinstance(request.user, Account):
            return redirect("entrance:account")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        states = ["done"] * self.step + ["here"] + ["next"] * (len(STEPS) - self.step - 1)
        stages = [{"name": name, "state": state} for name, state in zip(STEPS, states, strict=True)]
        return context | {"stages": stages}


class Proven(Step):
    """A page behind the proof of the address."""

    challenge: Challenge

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        ref = sessions.registration(request).get("proven")
        challenge = Challenge.objects.filter(ref=ref).first() if ref else None
        if challenge is None:
            return redirect("entrance:registration")
        self.challenge = challenge
        return super().dispatch(request, *args, **kwargs)


class Email(Step, DoorView):
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


class Consents(Proven, DoorView):
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


class Profile(Proven, DoorView):
    step = 3
    title = _("Who are you?")
    lead = _(
        "Your name stands on what you earn here. Your birth date tells whether a guardian has to approve."
    )
    submit = _("Open the account")
    refused_title = _("The account is not open yet")
    template_name = "entrance/profile.html"
    form_class = ProfileForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        answers = sessions.registration(request)
        if "proven" in answers and "consents" not in answers:
            return redirect("entrance:registration-consents")
        return super().dispatch(request, *args, **kwargs)

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
        come_in(self.request, account)
        return redirect("entrance:account")
