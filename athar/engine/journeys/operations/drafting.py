"""A draft of a workflow is changed, one revision after another, and none is lost."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.designs import Design, design_from, design_to
from athar.engine.journeys.designs.editing import Held, Kind, without_part
from athar.engine.journeys.models import DraftRevision, Workflow
from athar.engine.journeys.operations.designing import DesignRefused, draft_workflow
from athar.foundation.core.refusals import Reason, filled, quoted
from athar.foundation.people.models import Person


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
