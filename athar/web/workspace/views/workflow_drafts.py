"""A workflow is written part by part, tried with an imaginary case, and published; nothing that was written is lost."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.engine.journeys.designs import Design, design_from
from athar.engine.journeys.designs.changes import changes
from athar.engine.journeys.designs.editing import Part, part_of, with_part
from athar.engine.journeys.models import Workflow
from athar.engine.journeys.operations import publish_workflow, removing, revise
from athar.engine.journeys.queries import draft_faults
from athar.foundation.core.refusals import Reason, Refused, Text, filled
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.workflows import (
    AnyPartForm,
    BasedForm,
    StageForm,
    StateForm,
    StepForm,
    WholeForm,
)
from athar.web.workspace.shaping.workflow_drafts import faults_in_words, revisions_of, rows_of_parts, uses_of
from athar.web.workspace.shaping.workflow_trials import trial_of
from athar.web.workspace.shaping.workflows import drawing_of, states_of, steps_of
from athar.web.workspace.views.base import WorkView


class Sort(NamedTuple):
    """A kind of part: the form that writes it, and what it is called."""

    form: type[AnyPartForm]
    name: Text
    new: Text


SORTS = {
    "stages": Sort(StageForm, gettext_lazy("Stage"), gettext_lazy("Add a stage")),
    "states": Sort(StateForm, gettext_lazy("State"), gettext_lazy("Add a state")),
    "steps": Sort(StepForm, gettext_lazy("Step"), gettext_lazy("Add a step")),
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

    def overtaken(
        self, workflow: Workflow, form: BasedForm, refused: Refused, said: Callable[[Design], dict[str, Any]]
    ) -> dict[str, Any]:
        """
        Bring the form up to the newest draft: what a colleague changed in the same part is taken over, and what both changed is named.

        :param said: what the fields of the form say in a draft.
        """
        told: dict[str, Any] = {"refusals": refused.reasons}
        if not any(reason.code == "overtaken" for reason in refused.reasons):
            return told
        workflow.refresh_from_db()
        now = design_from(workflow.draft)
        seen = _as_it_was(workflow, form.cleaned_data["based_on"]) or now
        told["changes"] = changes(seen, now)
        if both := form.take_over(said(seen), said(now), number=workflow.draft_number):
            told["refusals"] = [*refused.reasons, _both(both)]
        return told


class Whole(EditView):
    """Its name, and where a case begins."""

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        workflow = self.workflow(code)
        design = design_from(workflow.draft)
        first = WholeForm.first(design) | {"based_on": workflow.draft_number}
        return self.asked(workflow, WholeForm(design=design, initial=first))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        workflow = self.workflow(code)
        form = WholeForm(request.POST, design=design_from(workflow.draft))
        if not form.is_valid():
            return self.asked(workflow, form, status=422)
        try:
            self.revised(workflow, form.changed, form.cleaned_data["based_on"])
        except Refused as refused:
            told = self.overtaken(workflow, form, refused, WholeForm.first)
            return self.asked(workflow, form, status=409, **told)
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
        found = self.part(workflow, design, known, part)
        if part and part_of(design, known.form.kind, part) is None:
            messages.info(self.request, _("It was removed meanwhile; what was saved still has it."))
            return self.to(workflow)
        first = known.form.first(design, found) | {"based_on": workflow.draft_number}
        return self.asked(workflow, sort, found, known.form(design=design, part=found, initial=first))

    def post(self, request: HttpRequest, code: str, sort: str, part: str = "") -> HttpResponse:
        workflow, known = self.workflow(code), SORTS[sort]
        design = design_from(workflow.draft)
        found = self.part(workflow, design, known, part)
        if found and "remove" in request.POST:
            return self.told(workflow, removing(known.form.kind, found.code))
        form = known.form(request.POST, design=design, part=found)
        if not form.is_valid():
            return self.asked(workflow, sort, found, form, status=422)
        made, after = form.made(), form.cleaned_data["after"]
        try:
            self.revised(
                workflow, lambda draft: with_part(draft, made, after=after), form.cleaned_data["based_on"]
            )
        except Refused as refused:
            more = self.overtaken(workflow, form, refused, partial(self.said, known, part))
            return self.asked(workflow, sort, found, form, status=409, **more)
        messages.success(request, _("The draft is changed. The earlier one is kept below."))
        return self.to(workflow)

    def part(self, workflow: Workflow, design: Design, sort: Sort, code: str) -> Part | None:
        """The part of that code; one that was removed meanwhile as it was saved last, so that whoever was writing it loses nothing."""
        if not code:
            return None
        found = part_of(design, sort.form.kind, code)
        earlier = (design_from(row.data) for row in workflow.revisions.all()) if found is None else ()
        kept = (part_of(revision, sort.form.kind, code) for revision in earlier)
        found = found or next((part for part in kept if part), None)
        if found is None:
            raise Http404
        return found

    def said(self, sort: Sort, code: str, design: Design) -> dict[str, Any]:
        """What the form of a part says in a draft; nothing of one that it does not have."""
        part = part_of(design, sort.form.kind, code) if code else None
        return sort.form.first(design, part) if part else {}

    def asked(
        self,
        workflow: Workflow,
        sort: str,
        part: Part | None,
        form: AnyPartForm,
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


def _as_it_was(workflow: Workflow, number: int) -> Design | None:
    """A draft of that number; before the first revision, a draft said what the version before that says."""
    row = workflow.revisions.filter(number=number).first()
    if row is not None:
        return design_from(row.data)
    first = workflow.revisions.last()
    version = workflow.versions.filter(at__lte=first.at).first() if first else None
    return version.design if version else None


def _both(labels: list[str]) -> Reason:
    return Reason(
        "both",
        filled(gettext_lazy("You both changed this: %(fields)s."), fields=_(", ").join(labels)),
        gettext_lazy(
            "Here stands what you wrote. Saved again, it takes the place of theirs; write theirs back where it is to stay."
        ),
    )
