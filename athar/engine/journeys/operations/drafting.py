"""A workflow is begun and its draft changed, one revision after another, and none is lost."""

import re
from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.designs import Design, design_from, design_to
from athar.engine.journeys.designs.editing import Held, Kind, without_part
from athar.engine.journeys.models import DraftRevision, Workflow
from athar.engine.journeys.operations.designing import DesignRefused, draft_workflow
from athar.foundation.core.refusals import Reason, filled, quoted
from athar.foundation.people.models import Person

ADDRESS = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST = 40
TAKEN = Reason("taken", _("Another workflow has this code."), _("Choose another code."))


@transaction.atomic
def begin_workflow(*, code: str, design: Design, by: Person, at: datetime) -> Workflow:
    """
    Begin a workflow with its first draft; it holds for nobody until it is published.

    :param code: small Latin letters, digits and hyphens; it stays, whatever the workflow is called later.
    :raises DesignRefused: when the code is malformed or taken, or a name is missing.
    """
    reasons = [*_code(code), *_names(design)]
    if reasons:
        raise DesignRefused(*reasons)
    data = design_to(design)
    try:
        # Two may begin with the same code at once: one of them finds the other's, or the database refuses it.
        with transaction.atomic():
            workflow = draft_workflow(code=code, data=data)
    except (DesignRefused, IntegrityError) as error:
        raise DesignRefused(TAKEN) from error
    DraftRevision.objects.create(workflow=workflow, number=workflow.draft_number, data=data, by=by, at=at)
    return workflow


@transaction.atomic
def revise(
    *, workflow: Workflow, change: Callable[[Design], Design], based_on: int, by: Person, at: datetime
) -> Workflow:
    """
    Change the draft; what changes nothing makes no revision.

    :param change: from the draft as it stands to another.
    :param based_on: number of the draft that whoever changes it saw.
    :raises DesignRefused: when somebody changed the draft in between, or what is removed is still needed.
    """
    workflow = Workflow.objects.select_for_update().get(pk=workflow.pk)
    if based_on != workflow.draft_number:
        raise DesignRefused(_overtaken(workflow))
    data = design_to(change(design_from(workflow.draft)))
    if data == workflow.draft:
        return workflow
    workflow = draft_workflow(code=workflow.code, data=data, based_on=based_on)
    DraftRevision.objects.create(workflow=workflow, number=workflow.draft_number, data=data, by=by, at=at)
    return workflow


def removing(kind: Kind, code: str) -> Callable[[Design], Design]:
    """A change that takes a part away; refused while something rests on it."""

    def change(design: Design) -> Design:
        try:
            return without_part(design, kind, code)
        except Held as held:
            raise DesignRefused(*(_still_needed(words.ar, words.en) for words in held.others)) from held

    return change


def _code(code: str) -> list[Reason]:
    if len(code) > LONGEST or not ADDRESS.fullmatch(code):
        return [
            Reason(
                "malformed",
                filled(_("%(code)s is no code."), code=quoted(code)),
                _("Begin with a small Latin letter; write small letters and digits, words apart by hyphens."),
            )
        ]
    return [TAKEN] if Workflow.objects.filter(code=code).exists() else []


def _names(design: Design) -> list[Reason]:
    if design.name.ar.strip() and design.name.en.strip():
        return []
    return [Reason("no_name", _("A name is missing."), _("Write it in both languages."))]


def _still_needed(arabic: str, english: str) -> Reason:
    both = arabic if arabic == english else f"{quoted(arabic, 80)} / {quoted(english, 80)}"
    return Reason(
        "needed", filled(_("%(name)s still needs it."), name=both), _("Change or remove that first.")
    )


def _overtaken(workflow: Workflow) -> Reason:
    last = workflow.revisions.select_related("by").first()
    who = quoted(last.by.called, 80) if last else "—"
    return Reason(
        "overtaken",
        filled(_("%(who)s changed this draft meanwhile."), who=who),
        _("What you wrote still stands here. Read what changed, then save again: both changes will hold."),
    )
