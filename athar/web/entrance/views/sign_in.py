"""Signing in and out; in demonstration mode, and only there, by one click."""

from typing import Any, final

from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View

from athar.demo.cast import people
from athar.foundation.identity.oidc.provider import is_set_up, name_of
from athar.foundation.identity.operations import check_password
from athar.foundation.people.models import Account
from athar.web.entrance import presence, sessions
from athar.web.entrance.forms import SignInForm
from athar.web.entrance.landing import onward
from athar.web.entrance.views.base import DoorView, come_in, let_in


@final
class SignIn(DoorView):
    """With e-mail and password. Demonstration mode adds the named people."""

    title = _("Sign in")
    refused_title = _("Signing in did not work")
    template_name = "entrance/sign_in.html"
    form_class = SignInForm

    def elsewhere(self) -> HttpResponseBase | None:
        if isinstance(self.request.user, Account):
            return redirect(onward(self.request, self.request.user, self.target))
        return super().elsewhere()

    @property
    def target(self) -> str:
        return self.request.POST.get("next", self.request.GET.get("next", ""))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.target:  # a code is asked for on another page
            request.session[sessions.NEXT] = self.target
        return super().get(request, *args, **kwargs)

    def act(self, form: Form) -> HttpResponse:
        account = check_password(
            email=form.cleaned_data["username"], password=form.cleaned_data["password"], network=self.network, at=self.now
        )  # fmt: skip
        return come_in(self.request, account, target=self.target)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cast = people() if settings.ATHAR_DEMO else []
        provider = name_of() if is_set_up() else ""
        return super().get_context_data(cast=cast, next=self.target, provider=provider, **kwargs)


class DemonstrationSession(View):
    """Step in as one of the named people. Exists in demonstration mode alone."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if not settings.ATHAR_DEMO:
            raise Http404
        named = {person.email for person in people()}
        email = request.POST.get("email", "")
        if email not in named:
            raise Http404
        account = get_object_or_404(Account, email=email, is_active=True)
        return let_in(request, account, target=request.POST.get("next", ""), tell=False)


class SignOut(LogoutView):
    """By POST alone, so that no link elsewhere signs anybody out."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        presence.end(request, at=timezone.now())
        response = super().post(request, *args, **kwargs)
        # Nothing of a person is kept by the browser's storage: only how somebody reads, and the one public page.
        response.headers["Clear-Site-Data"] = '"cache"'
        return response
