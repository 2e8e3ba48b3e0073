"""A volunteer's card, for whoever was shown it: that it is valid, and what its holder allows."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from athar.engine.credentials.cards import card_by_code, shown
from athar.web.site.views.page import Page


class Detail(Page):
    """Only by its code, which nobody guesses; no list names it, and it is kept nowhere on the way."""

    template_name = "site/card.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = card_by_code(kwargs["code"])
        if found is None:
            raise Http404
        if found.code != kwargs["code"]:  # typed with dashes, or in small letters
            return redirect("site:card", code=found.code)
        answer = super().get(request, *args, card=found, **kwargs)
        answer["X-Robots-Tag"] = "noindex"
        answer["Cache-Control"] = "private, no-store"
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        says = shown(kwargs["card"], at=timezone.now())
        association = settings.ATHAR_ASSOCIATION[get_language() or "ar"]
        trail = [(_("Check it yourself"), reverse("site:verification")), (str(says.card), "")]
        return super().get_context_data(**kwargs, says=says, association=association, trail=trail)
