"""The home page, and where a step of the tour is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View

from athar.initiatives.volunteering.finding import found
from athar.web.site import tours
from athar.web.site.forms import ShortLookupForm
from athar.web.site.presenting import opportunities
from athar.web.site.presenting.home import home
from athar.web.site.views.page import Page

LIVE = 3  # opportunities on the home page


class Home(Page):
    template_name = "site/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            home=home(),
            live=opportunities.cards(found(at=timezone.now())[:LIVE]),
            ledger_url=reverse("site:ledger"),
            lookup=ShortLookupForm(auto_id="home-%s"),
        )


class Tour(View):
    """Leads to a step; the first when none is said."""

    def get(self, request: HttpRequest) -> HttpResponse:
        step = request.GET.get("step", "1")
        return redirect(tours.address_of(int(step) if step.isascii() and step.isdigit() else 1))
