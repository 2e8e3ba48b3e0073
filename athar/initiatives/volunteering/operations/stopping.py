"""
Whoever was let in at the door takes part without a case, so no workflow ends that: time does it here, as the two that come along would.

Once the edition is over it ends by itself; where the person agrees no longer, or the guardian of a minor does, it ends at once.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.operations import end_part
from athar.foundation.core.dates import born_after, riyadh_day
from athar.foundation.core.jobs import every
from athar.foundation.notices.operations import tell
from athar.foundation.people.choices import OF_AGE
from athar.initiatives.volunteering.guards import missing_words, of_people_who_do_not_consent


@every("20 * * * *")
def end_what_no_case_ends() -> None:
    """Look at every part that may be due, each in a transaction of its own."""
    at = timezone.now()
    for part in _without_a_case().filter(_perhaps_due(at)):
        end_if_due(part=part, at=at)


def stop_without_a_case(people: Iterable[int], *, at: datetime) -> None:
    """Somebody's word was taken back: end what these people take part in without a case, where it rests on that word."""
    for part in _without_a_case().filter(person__in=people):
        end_if_due(part=part, at=at)


@transaction.atomic
def end_if_due(*, part: Enrolment, at: datetime) -> bool:
    """
    End a part that is over, or to which nobody agrees; seats to come are given back, and whoever waits is offered them.

    :returns: whether it ended.
    """
    over = riyadh_day(at) > part.edition.ends_on
    if part.person is None or not (over or missing_words(part.edition, part.person, at=at)):
        return False
    if not end_part(enrolment=part, by=None, at=at):
        return False
    if not over:
        tell(part.person.pk, "journeys.stopped", at=at)
    return True


def _without_a_case() -> QuerySet[Enrolment]:
    theirs = Enrolment.objects.filter(
        case=None, ended_at=None, person__isnull=False, part=Part.VOLUNTEER, edition__opportunity__isnull=False
    )  # fmt: skip
    return theirs.select_related("edition__initiative", "person").order_by("pk")


def _perhaps_due(at: datetime) -> Q:
    """As far as the database can say: few are, however many people take part."""
    day = riyadh_day(at)
    minor, over = Q(person__birth_date__gt=born_after(OF_AGE, day)), Q(edition__ends_on__lt=day)
    return over | minor | of_people_who_do_not_consent(at)
