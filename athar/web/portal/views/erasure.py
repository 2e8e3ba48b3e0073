"""My wish to be erased: what would go, what would stay and why; asking; taking it back in time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
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
            refusals=[] if wish else refusals(self.person, at=self.now, people=self.people),
        )

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
