"""What must hold before somebody takes part in an opportunity, beside what the engine asks."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.attempts import Attempt
from athar.engine.journeys.guards import guardian_approves
from athar.engine.journeys.models import Call, Case, Session
from athar.engine.journeys.registry import guard, narrows, needed_for_a_seat
from athar.engine.register.models import Edition
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason
from athar.foundation.people.choices import Purpose
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import consenting
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.needs import need_refusals
from athar.initiatives.volunteering.rules import fit_refusals


@guard("consents", _("Agrees to take part and be counted"))
def consents(attempt: Attempt) -> Reason | None:
    """Source: PDPL, art. 5: a purpose is consented to before data is used for it."""
    people = consenting(Purpose.PARTICIPATION, on=riyadh_day(attempt.at))
    if attempt.case.person_id is None or people.filter(pk=attempt.case.person_id).exists():
        return None
    return Reason(
        "no_consent",
        _("You have not agreed to take part and be counted."),
        _("Give that consent under My consents."),
    )


@guard("consents_no_longer", _("Agrees no longer to take part and be counted"))
def consents_no_longer(attempt: Attempt) -> Reason | None:
    if consents(attempt):
        return None
    return Reason("still_consents", _("They agree to take part."), _("Let it go on."))


@narrows("consents_no_longer")
def of_people_who_do_not_consent(at: datetime) -> Q:
    return Q(person__isnull=False) & ~Q(person__in=consenting(Purpose.PARTICIPATION, on=riyadh_day(at)))


@guard("fits_the_opportunity", _("Meets the conditions of the opportunity"))
def fits_the_opportunity(attempt: Attempt) -> Reason | None:
    opportunity = _opportunity_of(attempt.case.call)
    if opportunity is None or attempt.case.person is None:
        return None
    return next(iter(fit_refusals(opportunity, attempt.case.person)), None)


def missing_words(edition: Edition, person: Person, *, at: datetime) -> list[Reason]:
    """What is lacking, without a case: that they agree to take part, and that the guardian of a minor approves."""
    attempt = Attempt(Case(call=Call(edition=edition), person=person), by=None, at=at)
    return [reason for reason in (consents(attempt), guardian_approves(attempt)) if reason]


@needed_for_a_seat
def needs_of_the_opportunity(session: Session, person: Person, at: datetime) -> list[Reason]:
    """Of a shift: the skills and qualifications of its opportunity; of anything else, nothing."""
    opportunity = Opportunity.objects.filter(edition=session.edition_id).first()
    return need_refusals(opportunity, person, at=at, session=session) if opportunity else []


def _opportunity_of(call: Call) -> Opportunity | None:
    """Without asking where whoever asks came from the opportunity to its call."""
    try:
        return call.opportunity
    except Opportunity.DoesNotExist:
        return None
