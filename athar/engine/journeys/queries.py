"""Reads about calls and cases."""

from datetime import datetime

from django.db.models import Max, Q

from athar.engine.journeys.models import Call, Case
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
