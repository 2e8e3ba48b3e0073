"""A workflow is drafted, tried and published; so is a form."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.designs import Design, Unreadable, design_from, design_to, faults_of
from athar.engine.journeys.designs.taking_part import undecided
from athar.engine.journeys.models import Form, FormVersion, VersionState, Workflow, WorkflowVersion
from athar.engine.journeys.questions import questions_from
from athar.engine.journeys.registry import known
from athar.foundation.core.refusals import Reason, Refused, filled, quoted
from athar.foundation.people.models import Person


class DesignRefused(Refused):
    """The workflow or the form cannot be kept or published; every fault is listed."""


@transaction.atomic
def draft_workflow(*, code: str, data: Any, based_on: int = 0) -> Workflow:
    """
    Keep a draft of a workflow; it may be half done, but it can be read.

    :param based_on: number of the draft the writer started from; 0 begins a workflow.
    :raises DesignRefused: when it is no workflow, or somebody changed the draft in between.
    """
    design = _read(data)
    workflow = Workflow.objects.select_for_update().filter(code=code).first()
    if based_on != (workflow.draft_number if workflow else 0):
        raise DesignRefused(
            Reason(
                "overtaken",
                _("Somebody changed this draft meanwhile."),
                _("Open it again and make your changes there."),
            )
        )
    columns = {"name_ar": design.name.ar, "name_en": design.name.en, "draft": design_to(design)}
    if workflow is None:
        return Workflow.objects.create(code=code, **columns)
    for name, value in columns.items():
        setattr(workflow, name, value)
    workflow.draft_number += 1
    workflow.save()
    return workflow


@transaction.atomic
def publish_workflow(
    *, workflow: Workflow, by: Person, at: datetime, seen: int | None = None
) -> WorkflowVersion:
    """
    Make the draft a version that new calls may use. A draft that says what the newest version says makes none.

    :param seen: number of the draft that whoever publishes it read; None: whatever stands there.
    :raises DesignRefused: with every fault of the design, or when somebody changed the draft since it was read.
    """
    workflow = Workflow.objects.select_for_update().get(pk=workflow.pk)
    if seen is not None and seen != workflow.draft_number:
        raise DesignRefused(
            Reason(
                "overtaken",
                _("Somebody changed this draft since you read it."),
                _("Read what it says now, then publish it."),
            )
        )
    design = _read(workflow.draft)
    faults = faults_of(design, known())
    if faults:
        raise DesignRefused(*(fault.reason for fault in faults))
    newest = workflow.versions.first()
    if newest and newest.data == workflow.draft:
        return newest
    version = WorkflowVersion.objects.create(
        workflow=workflow, number=newest.number + 1 if newest else 1, data=workflow.draft, by=by, at=at
    )
    waiting = undecided(design)
    VersionState.objects.bulk_create(
        [
            VersionState(version=version, code=state.code, undecided=state.code in waiting)
            for state in design.states
        ]
    )
    return version


@transaction.atomic
def publish_form(*, form: Form, by: Person, at: datetime) -> FormVersion:
    """
    Make the draft of a form a version that calls may ask.

    :raises DesignRefused: when its questions cannot be read.
    """
    form = Form.objects.select_for_update().get(pk=form.pk)
    try:
        questions_from(form.draft)
    except Unreadable as fault:
        raise _unreadable(fault) from fault
    newest = form.versions.first()
    if newest and newest.data == form.draft:
        return newest
    number = newest.number + 1 if newest else 1
    return FormVersion.objects.create(form=form, number=number, data=form.draft, by=by, at=at)


def _read(data: Any) -> Design:
    try:
        return design_from(data)
    except Unreadable as fault:
        raise _unreadable(fault) from fault


def _unreadable(fault: Unreadable) -> DesignRefused:
    return DesignRefused(
        Reason(
            "unreadable",
            filled(_("%(where)s cannot be read."), where=quoted(fault.where)),
            _("Correct what stands there."),
        )
    )
