"""Work that goes on after its answer: how far it is, and where what comes of it stands."""

from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Path, Router

from athar.engine.intake.choices import State
from athar.engine.intake.models import Import
from athar.engine.intake.queries import progress_of
from athar.foundation.gate.choices import Scope
from athar.web.api import schemas
from athar.web.api.callers import Needs, program_in
from athar.web.api.seeing import imports_open_to

router = Router(tags=[_("Jobs")])
PREFIX = "import-"
STATES = {
    State.WAITING: "waiting", State.READING: "running", State.READ: "done", State.REVIEWED: "running", State.POSTED: "done",
    State.REFUSED: "failed", State.CANCELLED: "failed",
}  # fmt: skip


@router.get(
    "/{job}",
    response=schemas.Job,
    url_name="job",
    auth=Needs(Scope.IMPORTS_READ),
    summary=_("How far a job is, and where its result stands"),
)
def job(
    request: HttpRequest, job: Annotated[str, Path(pattern=r"^import-[1-9][0-9]{0,17}$")]
) -> dict[str, Any]:
    imported = get_object_or_404(imports_open_to(program_in(request)), pk=int(job.removeprefix(PREFIX)))
    return job_told(imported, at=timezone.now())


def job_told(imported: Import, *, at: datetime) -> dict[str, Any]:
    return {
        "id": f"{PREFIX}{imported.pk}",
        "kind": "import",
        "state": STATES[imported.state],
        "share": 1.0 if imported.finished_at else imported.share,
        "seconds_left": progress_of(imported, at=at).seconds_left,
        "asked_at": imported.entered_at,
        "result": settings.ATHAR_BASE_URL + reverse("api:import", args=[imported.pk]),
    }
