"""Who fits an opportunity, and what an opportunity must say before it is shown: small questions, every answer at once."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from athar.foundation.core.dates import age_on
from athar.foundation.core.refusals import Reason, filled
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.choices import Choosing
from athar.initiatives.volunteering.models import Opportunity

HOUR = Decimal(60)  # minutes
NOT_OPEN = Reason(
    "not_open",
    _("This opportunity is not open."),
    pgettext_lazy("opportunity", "Look for another that is open."),
)
YOUNGEST, OLDEST_LIMIT = 10, 60  # years that may be asked for


def fit_refusals(opportunity: Opportunity, person: Person) -> list[Reason]:
    """Why this person cannot take part in it."""
    return [reason for reason in (_age(opportunity, person), _gender(opportunity, person)) if reason]


def _age(opportunity: Opportunity, person: Person) -> Reason | None:
    if person.birth_date is None:
        return Reason(
            "age_unknown", _("Your date of birth is not known here."), _("Add it to your data first.")
        )
    if age_on(person.birth_date, opportunity.starts_on) >= opportunity.least_age:
        return None
    return Reason(
        "too_young",
        filled(_("One takes part here from the age of %(years)s."), years=opportunity.least_age),
        _("Look for an opportunity for your age."),
    )


def _gender(opportunity: Opportunity, person: Person) -> Reason | None:
    if not opportunity.gender or person.gender == opportunity.gender:
        return None
    return Reason(
        "gender",
        filled(_("Here the place asks for: %(gender)s."), gender=opportunity.get_gender_display()),
        _("Look for an opportunity that is open to you."),
    )


def gaps(opportunity: Opportunity, *, shifts: int, today: date) -> list[Reason]:
    """What is missing before it can be shown to the public."""
    return [reason for check in CHECKS if (reason := check(opportunity, shifts, today))]


Check = Callable[[Opportunity, int, date], Reason | None]


def _words(opportunity: Opportunity, _shifts: int, _today: date) -> Reason | None:
    texts = [
        getattr(opportunity, f"{name}_{language}")
        for name in ("summary", "description", "charter")
        for language in ("ar", "en")
    ]
    if all(text.strip() for text in texts):
        return None
    return Reason(
        "words",
        _("A text is missing in one of the languages."),
        _("Write summary, description and charter in both."),
    )


def _where(opportunity: Opportunity, _shifts: int, _today: date) -> Reason | None:
    if opportunity.remote or (opportunity.region_id and opportunity.place_ar and opportunity.place_en):
        return None
    return Reason(
        "where", _("It does not say where."), _("Give region and place, or say that it is done from afar.")
    )


def _shifts(_opportunity: Opportunity, shifts: int, _today: date) -> Reason | None:
    if shifts:
        return None
    return Reason("no_shift", _("It has no shift to come."), _("Add a shift first."))


def _over(opportunity: Opportunity, _shifts: int, today: date) -> Reason | None:
    if opportunity.edition.ends_on >= today:
        return None
    return Reason("over", _("Its last day is over."), _("Give it days to come."))


def _ages(opportunity: Opportunity, _shifts: int, _today: date) -> Reason | None:
    if YOUNGEST <= opportunity.least_age <= OLDEST_LIMIT:
        return None
    return Reason(
        "age",
        filled(_("The least age lies between %(least)s and %(most)s."), least=YOUNGEST, most=OLDEST_LIMIT),
        _("Change it."),
    )


def _groups(opportunity: Opportunity, _shifts: int, _today: date) -> Reason | None:
    """Seats are promised to a group before anybody knows its members, so nobody could be chosen of them."""
    if not opportunity.takes_groups or opportunity.choosing == Choosing.OPEN:
        return None
    return Reason(
        "groups_chosen",
        _("Groups apply only where whoever meets the conditions takes part at once."),
        _("Change how to come in, or take no groups."),
    )


CHECKS: tuple[Check, ...] = (_words, _where, _shifts, _over, _ages, _groups)


def in_hours(minutes: int) -> Decimal:
    """Whole minutes as hours, to the hundredth."""
    return (minutes / HOUR).quantize(Decimal("0.01"))
