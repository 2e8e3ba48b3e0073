"""Signing in and out; in demonstration mode, and only there, by one click."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from athar.demo.cast import people
from athar.foundation.people.models import Account
from athar.foundation.people.queries import INSIDE, roles_of
from athar.web.site.forms import SignInForm


def landing(user: Any) -> str:
    """Where somebody who just signed in has something to do: the workspace, or what everybody reads."""
    inside = INSIDE & roles_of(user, at=timezone.now())
    return reverse("workspace:home" if inside else "site:home")


class SignIn(LoginView):
    """With e-mail and password. Demonstration mode adds the named people."""

    template_name = "site/sign_in.html"
    authentication_form = SignInForm
    http_method_names = ["get", "head", "post", "options"]  # a form view would take PUT for POST
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Django would lead whoever is signed in away before it looks at the method."""
        if (request.method or "").lower() not in self.http_method_names:
            return self.http_method_not_allowed(request)
        return super().dispatch(request, *args, **kwargs)

    def get_default_redirect_url(self) -> str:
        return landing(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, cast=people() if settings.ATHAR_DEMO else [])


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
        login(
            request,
            account,
            backend="django.contrib.auth.backends.ModelBackend",
        )
        target = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
        return redirect(target if safe else landing(account))


class SignOut(LogoutView):
    """By POST alone, so that no link elsewhere signs anybody out."""
