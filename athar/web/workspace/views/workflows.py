"""Workflows: which there are, how much goes on in each, and one version drawn and in words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from athar.engine.journeys.models import WorkflowVersion
from athar.engine.journeys.queries import running_by_state, versions_in_use, workflows_in_use
from athar.foundation.core.numerals import active_digits, with_digits
from athar.web.workspace.access import Place
from athar.web.workspace.places import LABELS
from athar.web.workspace.shaping.workflows import drawing_of, states_of, steps_of
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.words import isolated


class List(WorkView):
    place = Place.WORKFLOWS

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.page(
            "workspace/workflows/list.html", heading=LABELS[self.place], workflows=workflows_in_use()
        )


class Version(WorkView):
    """Drawn, and the same in tables."""

    place = Place.WORKFLOWS

    def get(self, _request: HttpRequest, code: str, number: int) -> HttpResponse:
        version = get_object_or_404(
            WorkflowVersion.objects.select_related("workflow", "by"), workflow__code=code, number=number
        )
        design, running = version.design, running_by_state(version)
        return self.page(
            "workspace/workflows/version.html",
            version=version,
            title=version_title(version),
            used=versions_in_use([version])[version.pk],
            drawing=drawing_of(design, running=running),
            steps=steps_of(design),
            states=states_of(design, running=running),
        )


def version_title(version: WorkflowVersion) -> str:
    facts: dict[str, Any] = {
        "name": isolated(version.workflow), "number": with_digits(str(version.number), active_digits())
    }  # fmt: skip
    return _("%(name)s, version %(number)s") % facts
