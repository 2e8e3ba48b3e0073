"""Where an organisation begins to register: what it takes, and the way to an account."""

from typing import Any, final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from athar.foundation.people.models import Account
from athar.web.entrance import sessions
from athar.web.ui.pages import Page


@final
class Registration(Page, TemplateView):
    """Anybody reads it; the POST begins an account, after which the registration goes on."""

    template_name = "entrance/organisation.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        target = reverse("portal:organisation-new")
        if isinstance(request.user, Account):
            return redirect(target)
        request.session[sessions.NEXT] = target
        return redirect("entrance:registration")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(target=reverse("portal:organisation-new"), **kwargs)
