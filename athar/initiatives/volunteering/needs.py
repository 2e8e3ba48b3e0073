"""What an opportunity needs of whoever takes part: each skill and qualification that somebody lacks, on the day of a shift."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Seat, Session
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason, filled
from athar.foundation.core.templatetags.athar_text import both_dates
from athar.foundation.people.models import Person
from athar.foundation.qualifications.catalogue import includes, kinds, skills
from athar.foundation.qualifications.queries import Abilities, abilities_of
from athar.foundation.qualifications.rules import covered, holds, latest
from athar.initiatives.volunteering.models import Opportunity

# Read only when it is said, in the language that is spoken then; names of a catalogue do so by themselves.
_in_words = lazy(both_dates, str)


def need_refusals(
    opportunity: Opportunity, person: Person, *, at: datetime, session: Session | None = None
) -> list[Reason]:
    """
    Every skill and every qualification this person lacks. Where nothing is needed, no question is asked of the database.

    :param session: the shift on whose day a qualification is to be valid; without one, the first day of the opportunity or today.
    """
    if not (opportunity.skills or opportunity.qualifications):
        return []
    day = riyadh_day(session.starts_at) if session else max(opportunity.starts_on, riyadh_day(at))
    return lacking(opportunity, abilities_of([person.pk], at=at)[person.pk], on=day)


def lacking(opportunity: Opportunity, abilities: Abilities, *, on: date) -> list[Reason]:
    """What somebody with these abilities lacks on a day."""
    return [
        *(_skill(code) for code in opportunity.skills if code not in abilities.skills),
        *(
            _qualification(code, abilities, on)
            for code in opportunity.qualifications
            if not holds(code, abilities.held, includes(), on=on)
        ),
    ]


def lacking_at(
    opportunity: Opportunity, session: Session, seats: Collection[Seat], *, at: datetime
) -> list[tuple[Seat, list[Reason]]]:
    """Whoever has a seat in a shift and lacks something on its day: a qualification may be revoked or skills taken away since."""
    if not (opportunity.skills or opportunity.qualifications):
        return []
    known = abilities_of({seat.person_id for seat in seats}, at=at)
    day = riyadh_day(session.starts_at)
    found = [(seat, lacking(opportunity, known[seat.person_id], on=day)) for seat in seats]
    return [(seat, reasons) for seat, reasons in found if reasons]


def _skill(code: str) -> Reason:
    return Reason(
        f"needs_skill_{code}",
        filled(_("A skill is needed here: %(name)s."), name=skills().get(code, code)),
        _("If you have it, say so under What I can do."),
    )


def _qualification(code: str, abilities: Abilities, on: date) -> Reason:
    name = kinds().get(code, code)
    until = latest(code, abilities.held, includes())
    if any(code in covered(kind, includes()) for kind in abilities.waiting):
        message, remedy = (
            filled(_("Your qualification still waits for a decision: %(name)s."), name=name),
            _("You are told once it is decided; sign up then."),
        )
    elif until is not None and until < on:
        message, remedy = (
            filled(
                _("Your qualification runs out before that day: %(name)s, on %(day)s."),
                name=name,
                day=_in_words(until),
            ),
            _("File the newest one under What I can do, or choose an earlier shift."),
        )
    else:
        message, remedy = (
            filled(_("A qualification is needed here: %(name)s."), name=name),
            _("If you hold it, file it under What I can do."),
        )
    return Reason(f"needs_qualification_{code}", message, remedy)
