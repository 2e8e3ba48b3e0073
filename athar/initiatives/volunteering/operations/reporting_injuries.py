"""Somebody was hurt or fell ill at a session: it is reported, and whoever must know is told at once."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Session
from athar.foundation.admissions.queries import guardians_of
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import is_minor, rows_of_human
from athar.initiatives.volunteering.choices import BodyPart, Severity
from athar.initiatives.volunteering.facts import InjuryReported
from athar.initiatives.volunteering.injuries import is_near, participants_of
from athar.initiatives.volunteering.models import Injury


class InjuryRefused(Refused):
    """It cannot be reported or followed up so; every reason is listed."""


@dataclass(frozen=True)
class Report:
    """What is told of an injury. ``place``: in words; ``done``: what was done at once."""

    happened_at: datetime
    happened: str
    severity: Severity
    place: str = ""
    body: BodyPart | str = ""
    done: str = ""
    witnesses: str = ""
    insurance: bool = False


@transaction.atomic
def report_injury(*, session: Session, person: Person, report: Report, by: Person, at: datetime) -> Injury:
    """
    Report that somebody was hurt or fell ill at a session; whom it is about, their guardian and whoever is in charge are told.

    :raises InjuryRefused: with every reason: they were not there, it is in the future or far from the session, nothing is
        said, or it was reported already.
    """
    # Whoever reports the same at the same moment waits, so that the second is told that it stands already.
    current = Session.objects.select_for_update(no_key=True, of=("self",)).get(pk=session.pk)
    if reasons := _refusals(current, person, report, at):
        raise InjuryRefused(*reasons)
    injury = Injury.objects.create(
        session=current, person=person, reported_by=by, reported_at=at,
        **{name: value.strip() if isinstance(value, str) else value for name, value in asdict(report).items()},
    )  # fmt: skip
    tell_whose_it_is(injury, "volunteering.injury_reported", "volunteering.injury_of_child", but=by, at=at)
    announce(InjuryReported(injury.pk, by.pk, at))
    return injury


def tell_whose_it_is(injury: Injury, kind: str, of_child: str, *, but: Person, at: datetime) -> None:
    """Tell whom it is about, and whoever speaks for them while they are a minor, but not whoever did it; nothing of health in it."""
    person = injury.person
    if person is None:
        return
    rows, edition = rows_of_human(person, at=at), injury.session.edition
    facts: dict[str, Any] = {
        "injury": injury.pk, "day": injury.happened_at.isoformat(), "name_ar": edition.name_ar, "name_en": edition.name_en,
    }  # fmt: skip
    if but.pk not in rows:
        tell(person.pk, kind, at=at, **facts)
    if is_minor(person, on=riyadh_day(at)):
        speaking = guardians_of(rows, at=at).exclude(pk=but.pk)
        tell(list(speaking.values_list("pk", flat=True)), of_child, at=at, **facts)


def _refusals(session: Session, person: Person, report: Report, at: datetime) -> list[Reason]:
    found = []
    if not participants_of(session).filter(pk=person.pk).exists():
        found.append(NOT_THERE)
    if report.happened_at > at:
        found.append(IN_THE_FUTURE)
    elif not is_near(session, report.happened_at):
        found.append(FAR)
    if not report.happened.strip():
        found.append(NOTHING_SAID)
    if Injury.objects.filter(session=session, person=person, happened_at=report.happened_at).exists():
        found.append(KNOWN)
    return found


NOT_THERE = Reason(
    "not_there", _("They were not at this shift."), _("Choose somebody who has a seat in it, or was marked there.")
)  # fmt: skip
IN_THE_FUTURE = Reason("in_the_future", _("That is in the future."), _("Write when it was."))
FAR = Reason(
    "far",
    _("That is far from the shift: more than three hours before it, or more than a day after."),
    _("Write when it was, or report it at the shift where it happened."),
)
NOTHING_SAID = Reason("nothing_said", _("Nothing says what happened."), _("Write it in a sentence or two."))
KNOWN = Reason(
    "known", _("It is reported already, at this very moment."), _("Add a note to the report instead.")
)
