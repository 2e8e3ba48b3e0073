"""A copy of everything held of me, for me alone and for a while."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from athar.foundation.privacy.exports import ask_for_export
from athar.foundation.privacy.models import Export
from athar.web.portal.views.base import OwnView

TYPES = {"data": "application/json", "document": "application/pdf"}


class Copies(OwnView):
    way = "data"

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.back("data")

    def post(self, request: HttpRequest) -> HttpResponse:
        ask_for_export(person=self.person, at=self.now)
        messages.success(request, _("Your copy is being made. You may leave this page and come back."))
        return self.back("data")


class File(OwnView):
    """One of the two files; somebody else's, an unfinished or an expired one is not found."""

    way = "data"
    kind = "data"

    def get(self, _request: HttpRequest, pk: int) -> HttpResponseBase:
        mine = Export.objects.filter(person=self.person).open_at(self.now)
        file = getattr(get_object_or_404(mine, pk=pk), self.kind)
        if not file:
            raise Http404
        name = "athar-my-data.json" if self.kind == "data" else "athar-my-data.pdf"
        answer = FileResponse(
            file.open("rb"), content_type=TYPES[self.kind], as_attachment=True, filename=name
        )
        answer.headers["Cache-Control"] = "private, no-store"
        return answer
