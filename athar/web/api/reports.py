"""Published reports and their data packages."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from ninja import Router

from athar.direction.reporting.models import Publication, Report
from athar.direction.reporting.publishing import kept
from athar.direction.reporting.queries import latest_publication, newest_publications
from athar.web.api import schemas
from athar.web.api.callers import anybody
from athar.web.api.register import Slug

router = Router(tags=[_("Reports")])
PACKAGE = {
    "responses": {
        200: {
            "description": "OK",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


@router.get(
    "", response=schemas.Reports, url_name="reports", auth=anybody, summary=_("Every published report")
)
def reports(request: HttpRequest) -> dict[str, Any]:
    return {"reports": [report_told(publication) for publication in newest_publications()]}


@router.get(
    "/{slug}",
    response=schemas.Report,
    url_name="report",
    auth=anybody,
    summary=_("One report, in its newest issue"),
)
def report(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    return report_told(_published(slug))


@router.get(
    "/{slug}/data",
    url_name="report-data",
    auth=anybody,
    openapi_extra=PACKAGE,
    summary=_("The data package of a report, for athar verify"),
)
def data(request: HttpRequest, slug: Slug) -> FileResponse:
    content = kept(_published(slug).freeze, language="ar", form="data")
    return FileResponse(
        BytesIO(content), as_attachment=True, filename=f"{slug}.zip", content_type="application/zip"
    )


def _published(slug: str) -> Publication:
    publication = latest_publication(get_object_or_404(Report, slug=slug))
    if publication is None:
        raise Http404
    return publication


def report_told(publication: Publication) -> dict[str, Any]:
    told: Report = publication.freeze.revision.report

    def at(name: str, *more: str) -> str:
        return settings.ATHAR_BASE_URL + reverse(name, args=[told.slug, *more])

    return {
        "slug": told.slug,
        "kind": told.kind,
        "period": [told.starts_on, told.ends_on],
        "title_ar": told.title_ar,
        "title_en": told.title_en,
        "issue": publication.freeze.number,
        "published_at": publication.at,
        "page": at("site:report"),
        "pdf_ar": at("site:report-pdf", "ar"),
        "pdf_en": at("site:report-pdf", "en"),
        "data": at("api:report-data"),
    }
