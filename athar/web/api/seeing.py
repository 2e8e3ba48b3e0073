"""What a program may see and act on, in the name of whoever made its key: never more than they might themselves."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

from athar.engine.intake import queries
from athar.engine.journeys.models import Seat
from athar.foundation.gate.choices import Scope
from athar.foundation.gate.key_rules import reach_of_key
from athar.foundation.gate.keys import Program
from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import bodies_of
from athar.foundation.privacy.queries import rows_of_human
from athar.initiatives.volunteering.managing import lying_within
from athar.initiatives.volunteering.models import Opportunity

if TYPE_CHECKING:
    from athar.engine.intake.models.delivery import ImportQuerySet


def imports_open_to(program: Program) -> "ImportQuerySet":
    far = reach_of_key(program.roles, Scope.IMPORTS_READ)
    return queries.imports_visible_to(program.account.person, program.roles, far)


def opportunities_run_by(program: Program, scope: Scope) -> QuerySet[Opportunity]:
    """Those that the holder of the key is in charge of, by what the scope stands for; none where the key does not open it."""
    if scope not in program.scopes:
        return Opportunity.objects.none()
    return Opportunity.objects.filter(lying_within(reach_of_key(program.roles, scope), _bodies(program)))


def seats_open_to(program: Program) -> QuerySet[Seat]:
    """One's own, and those of opportunities one is in charge of, given back or not; kept ones are nobody's yet."""
    wanted = Q(session__edition__opportunity__in=opportunities_run_by(program, Scope.SEATS_OTHERS))
    if Scope.SEATS_OWN in program.scopes:
        wanted |= Q(person__in=rows_of_human(program.account.person, at=timezone.now()))
    joined = ("session__edition__opportunity", "session__edition__initiative", "person", "held__hold__group")
    return Seat.objects.filter(wanted, held_until=None).select_related(*joined)


def is_hers(program: Program, opportunity: Opportunity) -> bool:
    """Whether a partner's manager offers it: she knows who volunteers with her."""
    return opportunity.organisation_id in _bodies(program)


def _bodies(program: Program) -> set[int]:
    if Role.PARTNER_MANAGER not in program.roles:
        return set()
    own = program.account.person.organisation_id
    return {*bodies_of(program.roles), *([own] if own else [])}
