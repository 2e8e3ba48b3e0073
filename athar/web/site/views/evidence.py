"""A piece of evidence: its title and hash for everybody, its file for those who check."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views import View

from athar.foundation.evidence.models import Evidence
from athar.web.site.presenting import evidence_page
from athar.web.site.views.page import Page, position_after
from athar.web.ui.viewer import viewer


class Detail(Page):
    template_name = "site/evidence.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        evidence = evidence_page.visible(kwargs["sha256"], viewer(self.request))
        if evidence is None:
            raise Http404
        return super().get_context_data(
            **kwargs, **evidence_page.page(evidence, viewer(self.request), position_after(self.request))
        )


class File(View):
    """The file itself. Sheets hold names, so it opens for those who check or manage, and says so to others."""

    def get(self, request: HttpRequest, sha256: str) -> HttpResponseBase:
        evidence = Evidence.objects.filter(sha256=sha256).first()
        if evidence is None or not evidence_page.may_open(evidence, viewer(request)):
            return _not_open(request, sha256)
        try:
            stream = evidence.current_file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        # Never shown inside the site: a sheet may be HTML that somebody made to run here.
        answer = FileResponse(
            stream,
            as_attachment=True,
            filename=f"{sha256[:16]}{evidence.extension}",
            content_type="application/octet-stream",
        )
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer


def _not_open(request: HttpRequest, sha256: str) -> HttpResponse:
    if evidence_page.visible(sha256, viewer(request)) is None:
        raise Http404
    return render(request, "site/evidence_closed.html", {"sha256": sha256}, status=403)
