"""Reads about calls and cases."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from athar.engine.journeys.designs import Design, Fault, faults_of
from athar.engine.journeys.models import Call, Case, Workflow, WorkflowVersion
from athar.engine.journeys.registry import known
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Person, RoleGrant

TEAM = "team"


def roles_about(person: Person, call: Call, *, at: datetime) -> set[str]:
    """
    The built-in roles somebody may use in a call: those held everywhere, for its initiative, or for its edition alone.

    A role held for a body says something of that body's own calls, and of no other.
    """
    edition = call.edition
    everywhere = Q(initiative="")
    within = Q(initiative=edition.initiative.code, edition__in=["", edition.code])
    whose = Q(organisation=None)
    if call.organisation_id is not None:
        whose |= Q(organisation=call.organisation_id)
    grants = RoleGrant.objects.filter(everywhere | within, whose, person=person).in_force(at)
    return set(grants.exclude(role="").values_list("role", flat=True))


def is_applicant(case: Case, person: Person, *, at: datetime) -> bool:
    """Whether the case is this person's, or the team's that they lead."""
    if case.person_id is not None:
        return case.person_id == person.pk
    leads = RoleGrant.objects.filter(person=person, role=Role.TEAM_LEADER, organisation=case.team_id)
    return leads.in_force(at).exists()


def newest_answers(case: Case) -> int:
    """Number of the newest revision of a case's answers; 0 where there is none."""
    return case.answers.aggregate(newest=Max("revision"))["newest"] or 0


def draft_faults(design: Design) -> list[Fault]:
    """What keeps a draft from being published, by what rooms have registered today."""
    return faults_of(design, known())


@dataclass(frozen=True)
class InUse:
    """A version of a workflow: how many calls begin cases on it, and how many cases go on."""

    version: WorkflowVersion
    calls: int
    running: int


def workflows_in_use() -> list[tuple[Workflow, list[InUse]]]:
    """Every workflow with its versions, the newest first."""
    workflows = list(Workflow.objects.prefetch_related("versions"))
    used = versions_in_use(version for workflow in workflows for version in workflow.versions.all())
    return [(workflow, [used[version.pk] for version in workflow.versions.all()]) for workflow in workflows]


def versions_in_use(versions: Iterable[WorkflowVersion]) -> dict[int, InUse]:
    """By the key of each version."""
    found = {version.pk: version for version in versions}
    calls = (
        Call.objects.filter(workflow__in=found).values_list("workflow").annotate(many=Count("pk")).order_by()
    )
    cases = (
        Case.objects.going_on()
        .filter(version__in=found)
        .values_list("version")
        .annotate(many=Count("pk"))
        .order_by()
    )
    begun, running = dict(calls), dict(cases)
    return {key: InUse(version, begun.get(key, 0), running.get(key, 0)) for key, version in found.items()}


def running_by_state(version: WorkflowVersion) -> Counter[str]:
    """How many cases of a version go on in each of its states."""
    rows = (
        Case.objects.going_on()
        .filter(version=version)
        .values_list("state")
        .annotate(many=Count("pk"))
        .order_by()
    )
    return Counter(dict(rows))
