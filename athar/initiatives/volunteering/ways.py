"""How somebody comes to take part: the two ways that come along, and every published workflow, with why one does not fit."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from athar.engine.journeys.designs import Design, Fault
from athar.engine.journeys.designs.fitting import misfits
from athar.engine.journeys.designs.taking_part import application, enrols
from athar.engine.journeys.models import Workflow, WorkflowVersion
from athar.foundation.core.refusals import Reason, Text, filled, quoted
from athar.initiatives.volunteering.catalogue import CODES
from athar.initiatives.volunteering.choices import Choosing
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.workflows import OPPORTUNITY


@dataclass(frozen=True)
class Way:
    """
    A way in, as whoever writes an opportunity chooses it.

    :ivar code: in forms and files: a value of ``Choosing``, or the code of a workflow.
    :ivar version: the newest of its workflow; None of the two that come along, whose newest holds when they are published.
    """

    code: str
    choosing: Choosing
    version: WorkflowVersion | None = None
    misfits: tuple[Fault, ...] = ()

    @property
    def workflow(self) -> Workflow | None:
        return self.version.workflow if self.version else None

    def __str__(self) -> str:
        if self.version is None:
            return str(self.choosing.label)
        facts = {"name": self.version.workflow, "stages": stages_of(self.version.design)}
        return _("%(name)s: by the stages %(stages)s") % facts


def ways_in() -> list[Way]:
    """Every way, those that do not fit too; one question to the database."""
    usual = [Way(choosing.value, choosing) for choosing in Choosing]
    newest = WorkflowVersion.objects.exclude(workflow__code__in=CODES.values()).select_related("workflow")
    return usual + [
        way_by(version) for version in newest.order_by("workflow__code", "-number").distinct("workflow__code")
    ]


def way_by(version: WorkflowVersion) -> Way:
    found = tuple(misfits(version.design, OPPORTUNITY.terms))
    return Way(version.workflow.code, choosing_of(version.design), version, found)


def chosen_way(opportunity: Opportunity) -> str:
    """The code of its way in."""
    return opportunity.workflow.code if opportunity.workflow else str(opportunity.choosing)


def choosing_of(design: Design) -> Choosing:
    """Whether whoever applies takes part at once, or is chosen."""
    step = application(design)
    return Choosing.OPEN if step and enrols(step) else Choosing.CHOSEN


def way_refusals(workflow: Workflow | None) -> list[Reason]:
    """Why no opportunity can be published with a workflow as its newest version stands; nothing against none."""
    if workflow is None:
        return []
    version = workflow.versions.first()
    if version is None:
        return [
            Reason(
                "way_unpublished",
                filled(gettext_lazy("The workflow %(name)s was never published."), name=quoted(str(workflow), 80)),
                gettext_lazy("Publish it first, or choose another way in."),
            )
        ]  # fmt: skip
    return [misfit_of(version, fault) for fault in way_by(version).misfits]


def misfit_of(version: WorkflowVersion, fault: Fault) -> Reason:
    """One reason against a workflow, with its name."""
    message = gettext_lazy("The workflow %(name)s does not fit an opportunity: %(why)s")
    facts: dict[str, Text] = {"name": quoted(str(version.workflow), 80), "why": fault.reason.message}
    return Reason(f"way_{fault.code}", filled(message, **facts), fault.reason.remedy)


def stages_of(design: Design) -> str:
    language = (get_language() or "ar")[:2]
    return _(", ").join(stage.name.in_language(language) for stage in design.stages)
