"""A certificate of hours, held against the ledger as it is now: for whoever was shown it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.credentials.queries import certificate_by_code, standing_of
from athar.web.site.views.page import Page


class Detail(Page):
    """Only by its code, which nobody guesses; no list names it, and search engines are asked to leave it."""

    template_name = "site/certificate.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = certificate_by_code(kwargs["code"])
        if found is None:
            raise Http404
        if found.code != kwargs["code"]:  # typed with dashes, or in small letters
            return redirect("site:certificate", code=found.code)
        answer = super().get(request, *args, certificate=found, **kwargs)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = standing_of(kwargs["certificate"])
        trail = [(_("Check it yourself"), reverse("site:verification")), (str(standing.certificate), "")]
        return super().get_context_data(**kwargs, standing=standing, trail=trail)
