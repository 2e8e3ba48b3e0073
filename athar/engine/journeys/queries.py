"""Reads about calls and cases."""

from datetime import datetime

from django.db.models import Max, Q

from athar.engine.journeys.models import Case
from athar.engine.register.models import Edition
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Person, RoleGrant

TEAM = "team"


def roles_about(person: Person, edition: Edition, *, at: datetime) -> set[str]:
    """
    The built-in roles somebody may use in an edition: those held everywhere, for its initiative, or for it alone.

    A role held for a body says nothing about an edition.
    """
    wide = Q(initiative="")
    within = Q(initiative=edition.initiative.code, edition__in=["", edition.code])
    grants = RoleGrant.objects.filter(wide | within, person=person, organisation=None).in_force(at)
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
