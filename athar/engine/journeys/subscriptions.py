"""What journeys do when somebody takes their word back, and when somebody is erased."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Case, Seat, Wait
from athar.engine.journeys.operations import stop_where_nobody_agrees
from athar.foundation.core.facts import subscribe
from athar.foundation.core.refusals import Reason
from athar.foundation.people.facts import ApprovalRevoked, ConsentWithdrawn
from athar.foundation.people.models import Person
from athar.foundation.privacy.facts import ErasureConsidered


@subscribe(ErasureConsidered)
def hold_whom_others_expect(fact: ErasureConsidered) -> None:
    """Whoever is erased with a seat would be missed, and nobody could tell who."""
    theirs, to_come = Q(person=OuterRef("pk")), Q(session__ends_at__gt=timezone.now())
    expected = Exists(Seat.objects.taken().filter(theirs, to_come))
    waits = Exists(Wait.objects.filter(theirs, to_come, left_at=None))
    goes_on = Exists(Case.objects.going_on().filter(theirs))
    if Person.objects.filter(expected | waits | goes_on, pk__in=fact.people).exists():
        fact.reasons.append(
            Reason(
                "goes_on",
                _("They applied for something, or are expected somewhere."),
                _("Once they have withdrawn, or it is over, the erasure can go on."),
            )
        )


@subscribe(ApprovalRevoked)
def stop_what_needs_a_guardian(fact: ApprovalRevoked) -> None:
    stop_where_nobody_agrees([fact.child], at=timezone.now())


@subscribe(ConsentWithdrawn)
def stop_what_needs_consent(fact: ConsentWithdrawn) -> None:
    stop_where_nobody_agrees([fact.person], at=timezone.now())
