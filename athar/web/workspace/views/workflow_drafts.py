"""A workflow is written part by part, tried with an imaginary case, and published; nothing that was written is lost."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.engine.journeys.designs import Design, design_from
from athar.engine.journeys.designs.changes import changes
from athar.engine.journeys.designs.editing import Kind, Part, with_part
from athar.engine.journeys.models import Workflow
from athar.engine.journeys.operations import publish_workflow, removing, revise
from athar.engine.journeys.queries import draft_faults
from athar.foundation.core.refusals import Refused, Text
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.workflows import PartForm, StageForm, StateForm, StepForm, WholeForm
from athar.web.workspace.shaping.workflow_drafts import faults_in_words, revisions_of, rows_of_parts, uses_of
from athar.web.workspace.shaping.workflow_trials import trial_of
from athar.web.workspace.shaping.workflows import drawing_of, states_of, steps_of
from athar.web.workspace.views.base import WorkView


class Sort(NamedTuple):
    """A kind of part: the form that writes it, and what it is called."""

    kind: Kind
    form: type[PartForm]
    name: Text
    new: Text


SORTS = {
    "stages": Sort("stages", StageForm, gettext_lazy("Stage"), gettext_lazy("Add a stage")),
    "states": Sort("states", StateForm, gettext_lazy("State"), gettext_lazy("Add a state")),
    "steps": Sort("transitions", StepForm, gettext_lazy("Step"), gettext_lazy("Add a step")),
}


class DraftView(WorkView):
    place = Place.WORKFLOWS

    def workflow(self, code: str) -> Workflow:
        return get_object_or_404(Workflow, code=code)

    def seen(self) -> int:
        """The number of the draft that whoever sends a button read; 0 where it says none, which is no draft's."""
        number = self.request.POST.get("based_on", "")
        return int(number) if number.isdecimal() else 0

    def to(self, workflow: Workflow) -> HttpResponse:
        return HttpResponseRedirect(reverse("workspace:workflow-draft", args=[workflow.code]))

    def revised(self, workflow: Workflow, change: Callable[[Design], Design], based_on: int) -> Workflow:
        return revise(workflow=workflow, change=change, based_on=based_on, by=self.person, at=self.now)

    def told(self, workflow: Workflow, change: Callable[[Design], Design]) -> HttpResponse:
        """Change the draft from a button; where that is refused, the page of the draft says why."""
        try:
            self.revised(workflow, change, self.seen())
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(self.request, f"{reason.message} {reason.remedy}")
        else:
            messages.success(self.request, _("The draft is changed. The earlier one is kept below."))
        return self.to(workflow)


class Draft(DraftView):
    """The draft with its drawing, its faults, its parts, and every revision of it."""

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        workflow = self.workflow(code)
        design = design_from(workflow.draft)
        newest, faults = workflow.versions.first(), draft_faults(design)
        return self.page(
            "workspace/workflows/draft.html",
            workflow=workflow,
            newest=newest,
            changes=changes(newest.design, design) if newest else [],
            faults=faults_in_words(design, faults, workflow),
            uses=[] if faults else uses_of(design, workflow),
            parts=rows_of_parts(design),
            drawing=drawing_of(design, running={}),
            steps=steps_of(design),
            states=states_of(design, running={}),
            revisions=revisions_of(workflow),
        )


class Start(DraftView):
    """Begin the draft anew from a version; read, it leads back to that."""

    act = Act.SHAPE_WORKFLOWS

    def get(self, _request: HttpRequest, code: str, number: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("workspace:workflow-version", args=[code, number]))

    def post(self, _request: HttpRequest, code: str, number: int) -> HttpResponse:
        workflow = self.workflow(code)
        version = get_object_or_404(workflow.versions, number=number)
        return self.told(workflow, lambda _draft: version.design)


class Restoration(DraftView):
    """Go back to an earlier revision, which makes another."""

    act = Act.SHAPE_WORKFLOWS

    def get(self, _request: HttpRequest, code: str, number: int) -> HttpResponse:
        workflow = self.workflow(code)
        get_object_or_404(workflow.revisions, number=number)
        return self.to(workflow)

    def post(self, _request: HttpRequest, code: str, number: int) -> HttpResponse:
        workflow = self.workflow(code)
        revision = get_object_or_404(workflow.revisions, number=number)
        return self.told(workflow, lambda _draft: design_from(revision.data))


class EditView(DraftView):
    """A form of the draft. Whoever was overtaken keeps what they wrote, reads what changed, and saves on top of it."""

    act = Act.SHAPE_WORKFLOWS
    form_only = True

    def overtaken(self, workflow: Workflow, form: forms.Form, refused: Refused) -> dict[str, Any]:
        told: dict[str, Any] = {"refusals": refused.reasons}
        if any(reason.code == "overtaken" for reason in refused.reasons):
            workflow.refresh_from_db()
            began = workflow.revisions.filter(number=form.cleaned_data["based_on"]).first()
            told["changes"] = changes(design_from(began.data), design_from(workflow.draft)) if began else []
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["based_on"] = str(workflow.draft_number)  # type: ignore[index]
        return told


class Whole(EditView):
    """Its name, and where a case begins."""

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        workflow = self.workflow(code)
        design = design_from(workflow.draft)
        first = {
            "name_ar": design.name.ar,
            "name_en": design.name.en,
            "start": design.start,
            "based_on": workflow.draft_number,
        }
        return self.asked(workflow, WholeForm(design=design, initial=first))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        workflow = self.workflow(code)
        form = WholeForm(request.POST, design=design_from(workflow.draft))
        if not form.is_valid():
            return self.asked(workflow, form, status=422)
        try:
            self.revised(workflow, form.changed, form.cleaned_data["based_on"])
        except Refused as refused:
            return self.asked(workflow, form, status=409, **self.overtaken(workflow, form, refused))
        messages.success(request, _("The draft is changed. The earlier one is kept below."))
        return self.to(workflow)

    def asked(self, workflow: Workflow, form: WholeForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page(
            "workspace/workflows/part.html",
            status=status,
            workflow=workflow,
            form=form,
            title=_("Name and beginning"),
            **more,
        )


class PartView(EditView):
    """A stage, a state or a step: a new one, or one that is changed or removed."""

    def get(self, _request: HttpRequest, code: str, sort: str, part: str = "") -> HttpResponse:
        workflow, known = self.workflow(code), SORTS[sort]
        design = design_from(workflow.draft)
        found = self.part(design, known, part)
        first = known.form.first(design, found) | {"based_on": workflow.draft_number}
        return self.asked(workflow, sort, found, known.form(design=design, part=found, initial=first))

    def post(self, request: HttpRequest, code: str, sort: str, part: str = "") -> HttpResponse:
        workflow, known = self.workflow(code), SORTS[sort]
        design = design_from(workflow.draft)
        found = self.part(design, known, part)
        if found and "remove" in request.POST:
            return self.told(workflow, removing(known.kind, found.code))
        form = known.form(request.POST, design=design, part=found)
        if not form.is_valid():
            return self.asked(workflow, sort, found, form, status=422)
        made, after = form.made(), form.cleaned_data["after"]
        try:
            self.revised(
                workflow, lambda draft: with_part(draft, made, after=after), form.cleaned_data["based_on"]
            )
        except Refused as refused:
            more = self.overtaken(workflow, form, refused)
            return self.asked(workflow, sort, found, form, status=409, **more)
        messages.success(request, _("The draft is changed. The earlier one is kept below."))
        return self.to(workflow)

    def part(self, design: Design, sort: Sort, code: str) -> Part | None:
        if not code:
            return None
        found: Part | None = next((part for part in getattr(design, sort.kind) if part.code == code), None)
        if found is None:
            raise Http404
        return found

    def asked(
        self,
        workflow: Workflow,
        sort: str,
        part: Part | None,
        form: PartForm,
        *,
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
        title = SORTS[sort].name if part else SORTS[sort].new
        return self.page(
            "workspace/workflows/part.html",
            status=status,
            workflow=workflow,
            form=form,
            title=title,
            part=part,
            **more,
        )


class Publication(DraftView):
    """What a new version would change, in words; then it is published, and what runs stays on its own version."""

    act = Act.SHAPE_WORKFLOWS
    form_only = True

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        return self.asked(self.workflow(code))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        workflow = self.workflow(code)
        try:
            version = publish_workflow(workflow=workflow, by=self.person, at=self.now, seen=self.seen())
        except Refused as refused:
            workflow.refresh_from_db()
            return self.asked(workflow, status=409, refusals=refused.reasons)
        messages.success(request, _("It is published. Calls that open from now on begin on it."))
        return HttpResponseRedirect(reverse("workspace:workflow-version", args=[code, version.number]))

    def asked(self, workflow: Workflow, *, status: int = 200, **more: Any) -> HttpResponse:
        design, newest = design_from(workflow.draft), workflow.versions.first()
        return self.page(
            "workspace/workflows/publication.html",
            status=status,
            workflow=workflow,
            newest=newest,
            changes=changes(newest.design, design) if newest else [],
            same=newest is not None and newest.data == workflow.draft,
            faults=faults_in_words(design, draft_faults(design), workflow),
            **more,
        )


class Trial(DraftView):
    """An imaginary case taken through the draft, step by step; nothing is written."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        workflow = self.workflow(code)
        return self.page(
            "workspace/workflows/trial.html",
            workflow=workflow,
            trial=trial_of(design_from(workflow.draft), request.GET),
        )
