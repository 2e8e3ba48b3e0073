"""Whoever takes part is asked which shifts they can take, and says so."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import Enrolment
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.availability import taking_part
from athar.initiatives.volunteering.choices import Can, State
from athar.initiatives.volunteering.models import (
    Availability,
    AvailabilityCall,
    Opportunity,
    ShiftAnswer,
)
from athar.initiatives.volunteering.queries import shifts_of


class AvailabilityRefused(Refused):
    """It cannot be asked, or not be said; every reason is listed."""


@transaction.atomic
def ask_availability(
    *, opportunity: Opportunity, until: datetime, by: Person, at: datetime
) -> AvailabilityCall:
    """
    Ask everybody who takes part which shifts they can take, until a moment; asked again, the moment moves.

    Those who have said nothing yet are told.

    :raises AvailabilityRefused: when it is not published, has no shift to come, or the moment does not lie before the last.
    """
    reasons = list(_not_to_ask(opportunity, until, at))
    if reasons:
        raise AvailabilityRefused(*reasons)
    call, _new = AvailabilityCall.objects.update_or_create(
        opportunity=opportunity, defaults={"until": until, "by": by, "at": at}
    )
    silent = taking_part(opportunity, at=at).exclude(
        person__in=Availability.objects.filter(opportunity=opportunity).values("person")
    )
    edition = opportunity.edition
    tell(
        list(silent.values_list("person", flat=True)), "volunteering.availability_asked", at=at, code=edition.code,
        name_ar=edition.name_ar, name_en=edition.name_en, until=until.isoformat(),
    )  # fmt: skip
    return call


@transaction.atomic
def say_availability(
    *,
    opportunity: Opportunity,
    people: Collection[int],
    answers: Mapping[int, Can],
    most: int | None,
    at: datetime,
) -> Availability:
    """
    Say of each shift to come whether one can take it; what was said before is replaced.

    :param people: the rows of the human who says it.
    :param answers: by the key of the shift; of what is not a shift to come of it nothing is kept.
    :param most: how many shifts they want at most.
    :raises AvailabilityRefused: when they do not take part, are not asked, or the time for it is over.
    """
    part = (
        Enrolment.objects.select_for_update(no_key=True).in_force(at=at)
        .filter(edition=opportunity.edition_id, part=Part.VOLUNTEER, person__in=people).order_by("-since", "-pk").first()
    )  # fmt: skip
    reasons = list(_not_to_say(opportunity, at))
    if part is None:
        reasons.append(
            Reason("no_part", _("You do not take part in this."), _("Sign up for the opportunity first."))
        )
    if reasons or part is None or part.person_id is None:
        raise AvailabilityRefused(*reasons)
    said, _new = Availability.objects.update_or_create(
        opportunity=opportunity, person_id=part.person_id, defaults={"most": most, "said_at": at}
    )
    said.answers.all().delete()
    ShiftAnswer.objects.bulk_create(
        ShiftAnswer(availability=said, session_id=key, can=answers[key])
        for key in shifts_of(opportunity, at=at).values_list("pk", flat=True)
        if key in answers
    )
    return said


def _not_to_ask(opportunity: Opportunity, until: datetime, at: datetime) -> list[Reason]:
    reasons = []
    last = shifts_of(opportunity, at=at).values_list("starts_at", flat=True).last()
    if opportunity.state not in {State.PUBLISHED, State.CLOSED}:
        reasons.append(
            Reason("not_published", _("It is not published."), _("Ask once people can take part in it."))
        )
    if last is None:
        reasons.append(Reason("no_shift", _("It has no shift to come."), _("Add a shift first.")))
    if until <= at:
        reasons.append(Reason("past", _("That day is over."), _("Choose a day to come.")))
    if last is not None and until > last:
        reasons.append(
            Reason("too_late", _("That is after its last shift begins."), _("Choose a day before it."))
        )
    return reasons


def _not_to_say(opportunity: Opportunity, at: datetime) -> list[Reason]:
    call = AvailabilityCall.objects.filter(opportunity=opportunity).first()
    if call is None:
        return [Reason("not_asked", _("Nobody asks for it now."), _("You are told when somebody does."))]
    if at >= call.until:
        return [Reason("over", _("The time for this is over."), _("Write to whoever leads the opportunity."))]
    return []
