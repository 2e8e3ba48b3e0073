"""Opportunities that are open, with their shifts."""

from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Router

from athar.engine.journeys.models import Session
from athar.engine.journeys.questions import Question
from athar.initiatives.volunteering.choices import Field, Level, TimeOfWeek, Where
from athar.initiatives.volunteering.finding import Wanted, narrowed
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.models.opportunity import OpportunityQuerySet
from athar.initiatives.volunteering.queries import shifts_of
from athar.web.api import schemas
from athar.web.api.callers import anybody
from athar.web.api.paging import USUAL, Cursor, Limit, page_of

router = Router(tags=[_("Opportunities")])
Slug = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]{1,80}$")]
CODE = r"^[-a-zA-Z0-9_]{1,60}$"
OLDEST = 120
COLUMNS = (
    "level",
    "field",
    "choosing",
    "summary_ar",
    "summary_en",
    "least_age",
    "remote",
    "expenses",
    "insurance",
    "training",
    "group_least",
    "group_most",
)


@router.get(
    "",
    response=schemas.Opportunities,
    url_name="opportunities",
    auth=anybody,
    summary=_("Opportunities that are open now, narrowed as on their page"),
)
def opportunities(
    request: HttpRequest,
    response: HttpResponse,
    q: Annotated[
        str, Query(max_length=80, description=_("Words in names, summaries and places, in any spelling."))
    ] = "",
    field: Annotated[Field | None, Query(description=_("Only of this field of service."))] = None,
    level: Annotated[Level | None, Query(description=_("Only of this level."))] = None,
    region: Annotated[
        str | None, Query(pattern=CODE, description=_("Only of this region, ISO 3166-2:SA."))
    ] = None,
    where: Annotated[Where | None, Query(description=_("Only at a place, or only from afar."))] = None,
    when: Annotated[
        TimeOfWeek | None, Query(description=_("Only with a shift at this time of the week."))
    ] = None,
    age: Annotated[
        int | None, Query(ge=0, le=OLDEST, description=_("Only what takes somebody of this age."))
    ] = None,
    free: Annotated[bool, Query(description=_("Only where a seat is left."))] = False,
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> dict[str, Any]:
    now = timezone.now()
    wanted = Wanted(
        words=q, field=field or "", level=level or "", region=region or "", where=where or "", when=when or "", age=age, free=free
    )  # fmt: skip
    rows = _joined(narrowed(wanted, at=now)).filter(pk__gt=cursor or 0).order_by("pk")
    page, following = page_of(
        list(rows[: limit + 1]), limit, position=lambda row: row.pk, request=request, response=response
    )
    return {"opportunities": [opportunity_told(row) for row in page], "next_cursor": following}


@router.get(
    "/{code}",
    response=schemas.WholeOpportunity,
    url_name="opportunity",
    auth=anybody,
    summary=_("One opportunity, with its charter and its shifts to come"),
)
def opportunity(request: HttpRequest, code: Slug) -> dict[str, Any]:
    found = get_object_or_404(_joined(Opportunity.objects.shown()), edition__code=code)
    now = timezone.now()
    texts = ("description_ar", "description_en", "charter_ar", "charter_en")
    return (
        opportunity_told(found)
        | {name: getattr(found, name) for name in texts}
        | {
            "questions": [_question_told(question) for question in found.asks],
            "is_open": found.is_open(at=now),
            "shifts": [_shift_told(session) for session in shifts_of(found, at=now)],
        }
    )


def opportunity_told(row: Opportunity) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COLUMNS} | {
        "code": row.edition.code,
        "name_ar": row.edition.name_ar,
        "name_en": row.edition.name_en,
        "initiative": row.edition.initiative.code,
        "organisation": row.organisation.code,
        "starts_on": row.edition.starts_on,
        "ends_on": row.edition.ends_on,
        "region": row.region_id,
        "place_ar": row.place_ar,
        "place_en": row.place_en,
        "gender": row.gender or None,
        "workflow": row.workflow.code if row.workflow else None,
        "page": settings.ATHAR_BASE_URL + reverse("site:opportunity", args=[row.edition.code]),
    }


def _question_told(question: Question) -> dict[str, Any]:
    return {
        "code": question.code, "kind": question.kind.value, "label_ar": question.label.ar, "label_en": question.label.en,
        "required": question.required,
        "options": [
            {"code": option.code, "name_ar": option.name.ar, "name_en": option.name.en} for option in question.options
        ],
    }  # fmt: skip


def _joined(found: OpportunityQuerySet) -> OpportunityQuerySet:
    return found.select_related("edition__initiative", "organisation", "call", "workflow")


def _shift_told(session: Session) -> dict[str, Any]:
    names = ("name_ar", "name_en", "starts_at", "ends_at", "place_ar", "place_en", "capacity")
    free: int = session.free  # type: ignore[attr-defined]  # annotated by shifts_of
    return {name: getattr(session, name) for name in names} | {
        "id": session.pk, "place": session.place_ar, "free": free,
    }  # fmt: skip
