"""An opportunity is over: whoever was there is asked once how it was, and answers, skips it, or answers anew for a while."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.attendance import attendance_of
from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import Session
from athar.foundation.core.jobs import every
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Account, Person
from athar.foundation.privacy.queries import rows_of_human
from athar.initiatives.volunteering.models import Opportunity, Satisfaction

SETTLED = timedelta(hours=3)  # after the end of the last shift: whoever was not seen was asked first
LATEST = timedelta(days=7)  # after it; later than that, nobody is asked


class SatisfactionRefused(Refused):
    """It cannot be answered; every reason is listed."""


@every("25 * * * *")
def ask_how_it_was() -> None:
    """Ask those who were at any opportunity that is over, each opportunity in a transaction of its own."""
    at = timezone.now()
    shifts = Session.objects.filter(edition=OuterRef("edition"), part=Part.VOLUNTEER, cancelled_at=None)
    over = Opportunity.objects.filter(
        ~Exists(shifts.filter(ends_at__gt=at - SETTLED)), Exists(shifts.filter(ends_at__gt=at - LATEST))
    )
    for opportunity in over.select_related("edition"):
        ask_after(opportunity=opportunity, at=at)


@transaction.atomic
def ask_after(*, opportunity: Opportunity, at: datetime) -> list[Satisfaction]:
    """
    Ask everybody who was seen or stated at one of its shifts at least, and can read it: each human once, however often this runs.

    :returns: what is asked anew.
    """
    asked = []
    known = set(Satisfaction.objects.filter(opportunity=opportunity).values_list("person", flat=True))
    for person in _present(opportunity):
        if person.pk in known:  # of most there is nothing more to ask the database every hour
            continue
        rows = set(rows_of_human(person, at=at))
        if rows & known:
            continue
        known |= rows
        one, new = Satisfaction.objects.get_or_create(
            opportunity=opportunity, person=person, defaults={"asked_at": at}
        )
        if new:
            asked.append(one)
    edition = opportunity.edition
    tell(
        [one.person_id for one in asked], "volunteering.satisfaction_asked", at=at,
        code=edition.code, name_ar=edition.name_ar, name_en=edition.name_en,
    )  # fmt: skip
    return asked


@transaction.atomic
def say_how_it_was(
    *,
    opportunity: Opportunity,
    people: Collection[int],
    overall: int,
    again: int,
    words: str,
    at: datetime,
) -> Satisfaction:
    """
    Say how it was, or say it anew; skipping it before is taken back by that.

    :param people: the rows of the human who says it.
    :param overall: 1 to 5; ``again``: 0 to 10.
    :raises SatisfactionRefused: when they were not asked, the time is over, or a number lies outside.
    """
    asked = _locked(opportunity, people)
    outside = not (1 <= overall <= 5 and 0 <= again <= 10)  # noqa: PLR2004 -- the two scales
    if reasons := [*_not_to_say(asked, at), *([OUTSIDE] if outside else [])]:
        raise SatisfactionRefused(*reasons)
    asked.overall, asked.again, asked.words = overall, again, words.strip()[:1000]
    asked.said_at, asked.skipped_at = at, None
    asked.save()
    return asked


@transaction.atomic
def skip_how_it_was(*, opportunity: Opportunity, people: Collection[int], at: datetime) -> Satisfaction:
    """
    Rather not say; what was said before is taken back.

    :raises SatisfactionRefused: when they were not asked, or the time is over.
    """
    asked = _locked(opportunity, people)
    if reasons := _not_to_say(asked, at):
        raise SatisfactionRefused(*reasons)
    asked.overall = asked.again = asked.said_at = None
    asked.words, asked.skipped_at = "", at
    asked.save()
    return asked


def _present(opportunity: Opportunity) -> list[Person]:
    """Whoever was at one of its shifts at least and has an account to read with, in no order that says when."""
    shifts = Session.objects.filter(edition=opportunity.edition_id, part=Part.VOLUNTEER, cancelled_at=None)
    came = {one.person.pk: one.person for session in shifts for one in attendance_of(session) if one.came}
    reading = Account.objects.filter(is_active=True, person__in=came).values_list("person", flat=True)
    return [came[key] for key in sorted(set(reading))]


def _locked(opportunity: Opportunity, people: Collection[int]) -> Satisfaction:
    asked = (
        Satisfaction.objects.select_for_update(of=("self",))
        .filter(opportunity=opportunity, person__in=people).order_by("pk").first()
    )  # fmt: skip
    if asked is None:
        raise SatisfactionRefused(NOT_ASKED)
    return asked


def _not_to_say(asked: Satisfaction, at: datetime) -> list[Reason]:
    return [OVER] if at >= asked.until else []


NOT_ASKED = Reason(
    "not_asked", _("You are not asked about this."), _("Whoever was at one of its shifts is asked.")
)
OVER = Reason(
    "over", _("The time for this is over."), _("Write to whoever leads the opportunity if there is something left to say.")
)  # fmt: skip
OUTSIDE = Reason("outside", _("That lies outside the scale."), _("Choose one of the numbers shown."))
