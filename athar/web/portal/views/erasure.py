"""My wish to be erased: what would go, what would stay and why; asking; taking it back in time."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.privacy.erasures import (
    ErasureRefused,
    ask_for_erasure,
    preview,
    refusals,
    undo_erasure,
)
from athar.foundation.privacy.models import Erasure
from athar.web.portal.views.base import OwnView


class Wish(OwnView):
    way = "data"

    def get(self, _request: HttpRequest) -> HttpResponse:
        wish = Erasure.objects.open().filter(person=self.person).first()
        return self.page(
            "portal/erasure.html",
            wish=wish,
            leaving=preview(self.people),
            refusals=[] if wish else self.reasons(),
        )

    def reasons(self) -> list[dict[str, Any]]:
        """Why not, each with what to do; whoever holds a role is led to where it is laid down."""
        leads = {"has_duties": {"label": _("My roles"), "url": reverse("portal:roles")}}
        found = refusals(self.person, at=self.now, people=self.people)
        return [
            {"title": reason.message, "text": reason.remedy, "action": leads.get(reason.code)}
            for reason in found
        ]

    def post(self, _request: HttpRequest) -> HttpResponse:
        try:
            ask_for_erasure(person=self.person, at=self.now)
        except ErasureRefused as error:
            self.refused(error)
        return self.back("erasure")


class Undoing(OwnView):
    way = "data"

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.back("erasure")

    def post(self, request: HttpRequest) -> HttpResponse:
        wish = Erasure.objects.open().filter(person=self.person).first()
        if wish and undo_erasure(erasure=wish, at=self.now):
            messages.success(request, _("You took it back: nothing was erased."))
        return self.back("erasure")
