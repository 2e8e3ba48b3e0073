"""What journeys do when somebody is erased."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Case, Seat, Wait
from athar.foundation.core.facts import subscribe
from athar.foundation.core.refusals import Reason
from athar.foundation.privacy.facts import ErasureConsidered


@subscribe(ErasureConsidered)
def hold_whom_others_expect(fact: ErasureConsidered) -> None:
    """Whoever is erased with a seat would be missed, and nobody could tell who."""
    people, at = fact.people, timezone.now()
    expected = Seat.objects.taken().filter(person__in=people, session__ends_at__gt=at).exists()
    waits = Wait.objects.filter(person__in=people, left_at=None, session__ends_at__gt=at).exists()
    if expected or waits or Case.objects.going_on().filter(person__in=people).exists():
        fact.reasons.append(
            Reason(
                "goes_on",
                _("They applied for something, or are expected somewhere."),
                _("Once they have withdrawn, or it is over, the erasure can go on."),
            )
        )
