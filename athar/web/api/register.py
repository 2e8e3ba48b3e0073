"""Initiatives with their editions."""

from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from ninja import Path, Router

from athar.engine.register.models import Initiative
from athar.web.api import schemas
from athar.web.api.callers import anybody

router = Router(tags=[_("Initiatives")])
Slug = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]{1,80}$")]


@router.get(
    "",
    response=schemas.Initiatives,
    url_name="initiatives",
    auth=anybody,
    summary=_("All initiatives, with their editions"),
)
def initiatives(request: HttpRequest) -> dict[str, Any]:
    found = Initiative.objects.prefetch_related("regions", "editions")
    return {"initiatives": [initiative_told(initiative) for initiative in found]}


@router.get(
    "/{code}", response=schemas.Initiative, url_name="initiative", auth=anybody, summary=_("One initiative")
)
def initiative(request: HttpRequest, code: Slug) -> dict[str, Any]:
    return initiative_told(get_object_or_404(Initiative, code=code))


def initiative_told(initiative: Initiative) -> dict[str, Any]:
    names = (
        "code",
        "number",
        "name_ar",
        "name_en",
        "summary_ar",
        "summary_en",
        "strategic",
        "national",
        "started_in",
    )
    return {name: getattr(initiative, name) for name in names} | {
        "regions": [region.pk for region in initiative.regions.all()],
        "page": settings.ATHAR_BASE_URL + reverse("site:initiative", args=[initiative.code]),
        "editions": [
            {name: getattr(edition, name) for name in ("code", "name_ar", "name_en", "starts_on", "ends_on")}
            for edition in initiative.editions.all()
        ],
    }
