"""Published reports: as a page, a PDF, a data package, and their charts as files."""

from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views import View

from athar.direction.reporting.models import Publication, Report
from athar.direction.reporting.publishing import kept
from athar.direction.reporting.queries import latest_publication, newest_publications
from athar.web.site.presenting import report_page
from athar.web.site.views.page import Page
from athar.web.ui.viewer import viewer

TYPES = {"pdf": "application/pdf", "data": "application/zip"}


class List(Page):
    template_name = "site/reports.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, reports=newest_publications())


class Detail(Page):
    """A report to read; ``?figure=code`` lays the receipt of a figure beside it."""

    template_name = "site/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        publication = _published(kwargs["slug"])
        chosen = self.request.GET.get("figure", "")
        return super().get_context_data(
            **kwargs, **report_page.page(publication, chosen, self.request, viewer(self.request))
        )


class Pdf(View):
    """The published report as a PDF in one of the two languages."""

    def get(self, request: HttpRequest, slug: str, language: str) -> HttpResponseBase:  # noqa: ARG002 -- Django calls it so
        if language not in {"ar", "en"}:
            raise Http404
        return _download(slug, language, "pdf", f"{slug}.{language}.pdf")


class Data(View):
    """The data package, for ``athar verify``."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:  # noqa: ARG002 -- Django calls it so
        return _download(slug, "ar", "data", f"{slug}.zip")


class Exhibit(View):
    """A chart or a table of a published report, as CSV."""

    def get(self, request: HttpRequest, slug: str, name: str) -> HttpResponse:  # noqa: ARG002 -- Django calls it so
        text = report_page.exhibit_csv(_published(slug).freeze, name)
        if text is None:
            raise Http404
        answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{slug}-{name}.csv"'
        return answer


def _published(slug: str) -> Publication:
    """The newest published issue; a report that is only written is in the workspace, not here."""
    publication = latest_publication(get_object_or_404(Report, slug=slug))
    if publication is None:
        raise Http404
    return publication


def _download(slug: str, language: str, form: str, name: str) -> FileResponse:
    publication = _published(slug)
    content = kept(publication.freeze, language=language, form=form)
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=TYPES[form])
