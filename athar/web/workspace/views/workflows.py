"""Workflows: which there are, how much goes on in each, a new one, and one version drawn and in words."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.journeys.catalogue import templates
from athar.engine.journeys.designs import Design, Words
from athar.engine.journeys.designs.beginning import blank
from athar.engine.journeys.models import WorkflowVersion
from athar.engine.journeys.operations import begin_workflow
from athar.engine.journeys.queries import running_by_state, versions_in_use, workflows_in_use
from athar.foundation.core.numerals import active_digits, with_digits
from athar.foundation.core.refusals import Refused
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.workflows import SCRATCH, NewWorkflowForm
from athar.web.workspace.places import LABELS
from athar.web.workspace.shaping.workflows import drawing_of, offered_drawn, states_of, steps_of
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.words import isolated


class List(WorkView):
    place = Place.WORKFLOWS

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.page(
            "workspace/workflows/list.html", heading=LABELS[self.place], workflows=workflows_in_use()
        )


class New(WorkView):
    """Begun from one that Athar brings along, or from nothing; it is written and published like any other."""

    place = Place.WORKFLOWS
    act = Act.SHAPE_WORKFLOWS
    form_only = True

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.asked(NewWorkflowForm(offered=offered()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewWorkflowForm(request.POST, offered=offered())
        if not form.is_valid():
            return self.asked(form, status=422)
        try:
            workflow = begin_workflow(**form.said(), by=self.person, at=self.now)
        except Refused as refused:
            form.add_error("code", refused.as_validation_error())
            return self.asked(form, status=409)
        messages.success(request, _("It is begun. It holds for nobody until you publish it."))
        return HttpResponseRedirect(reverse("workspace:workflow-draft", args=[workflow.code]))

    def asked(self, form: NewWorkflowForm, *, status: int = 200) -> HttpResponse:
        chosen = form["begins_from"].value()
        drawn = offered_drawn(form.offered)
        options = [
            one | {"chosen": one["code"] == chosen, "scratch": one["code"] == SCRATCH} for one in drawn
        ]
        return self.page("workspace/workflows/new.html", status=status, form=form, options=options)


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


def offered() -> dict[str, Design]:
    """What a workflow can be begun from, by its code."""
    return {**templates(), SCRATCH: blank(Words("من الصفر", "From scratch"))}


def version_title(version: WorkflowVersion) -> str:
    facts: dict[str, Any] = {
        "name": isolated(version.workflow), "number": with_digits(str(version.number), active_digits())
    }  # fmt: skip
    return _("%(name)s, version %(number)s") % facts
