"""Requests that come by letter, by phone or in person: recorded by somebody here, and from then on like any other."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import riyadh_day, start_of_day
from athar.foundation.core.refusals import Reason
from athar.foundation.notices.operations import tell
from athar.foundation.people.choices import IdentityCheck, Purpose
from athar.foundation.people.correcting import fact_of, read_fact
from athar.foundation.people.models import Person
from athar.foundation.privacy import queries
from athar.foundation.privacy.choices import ArrivalChannel, RequestKind
from athar.foundation.privacy.models import Arrival, Request
from athar.foundation.privacy.requests import (
    RequestRefused,
    announce_asked,
    correction_refusals,
    deadline_of,
    may_ask_about,
)

OLDEST = timedelta(days=365)  # a letter that lay longer is rather a day mistyped


@dataclass(frozen=True)
class Received:
    """How a request came, on which day of Riyadh, and how it is known who asks."""

    channel: ArrivalChannel
    on: date
    checked: IdentityCheck


@dataclass(frozen=True)
class Wanted:
    """What is asked: in words, or the fact of a profile with what it should say, or the consent to withdraw."""

    kind: RequestKind
    text: str = ""
    fact: str = ""
    value: str = ""
    purpose: Purpose | None = None


@transaction.atomic
def record_request(
    *,
    person: Person,
    asked_by: Person,
    wanted: Wanted,
    received: Received,
    by: Person,
    at: datetime,
    evidence: File | None = None,
) -> Request:
    """
    Record what somebody asked outside this system; the thirty days run from the day it was received.

    Whoever asked is told, if they have an account, and reads it on their own pages.

    :param asked_by: the person, or the guardian of a child.
    :param evidence: the letter as it came, a PDF or a picture.
    :raises RequestRefused: with every reason: not theirs, the recorder's own, a minor, a day that cannot be, without words.
    :raises Refused: when the value is none this fact can have.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    old, new = _correction(person, wanted)
    reasons = [
        *_day_refusals(received.on, today=riyadh_day(at)),
        *_party_refusals(person, asked_by, by, at),
        *(correction_refusals(person, wanted.fact, old=old or "", new=new or "") if wanted.fact else _wordless(wanted)),
    ]  # fmt: skip
    if reasons:
        raise RequestRefused(*reasons)
    request = Request(
        person=person, asked_by=asked_by, kind=wanted.kind, text=wanted.text.strip(), fact=wanted.fact, old=old, new=new,
        purpose=wanted.purpose or "", asked_at=start_of_day(received.on),
    )  # fmt: skip
    if evidence:
        request.evidence.save(evidence.name or "evidence", evidence, save=False)
    request.save()
    Arrival.objects.create(
        request=request, channel=received.channel, received_on=received.on, checked=received.checked, by=by, at=at
    )  # fmt: skip
    announce_asked(request, at=at, by=by)
    due = start_of_day(deadline_of(request, at=at).due_on)
    tell(asked_by, "privacy.request_recorded", at=at, request=request.pk, due=due.isoformat())
    return request


def _correction(person: Person, wanted: Wanted) -> tuple[str | None, str | None]:
    """What stands and what should stand, in the one form of the fact."""
    if wanted.kind is not RequestKind.CORRECTION:
        return None, None
    return fact_of(person, wanted.fact), read_fact(wanted.fact, wanted.value)


def _day_refusals(on: date, *, today: date) -> list[Reason]:
    if on > today:
        return [
            Reason("in_the_future", _("That day has not come yet."), _("Write the day on which it came."))
        ]
    if on < today - OLDEST:
        return [
            Reason(
                "too_old",
                _("That is more than a year ago."),
                _("Look at the year again."),
            )
        ]
    return []


def _party_refusals(person: Person, asked_by: Person, by: Person, at: datetime) -> list[Reason]:
    found = []
    if {person.pk, asked_by.pk} & set(queries.rows_of_human(by, at=at)):
        found.append(Reason("own", _("Nobody records their own request."), _("Ask on your own pages.")))
    if queries.is_minor(asked_by, on=riyadh_day(at)):
        found.append(
            Reason(
                "minor",
                _("Whoever asks is younger than 18."),
                _("Their guardian asks for them: choose that person."),
            )
        )
    if not may_ask_about(person, asked_by, at=at):
        found.append(
            Reason(
                "not_theirs",
                _("They do not speak for this person."),
                _("People ask about themselves and about the children whose guardians they are here."),
            )
        )
    return found


def _wordless(wanted: Wanted) -> list[Reason]:
    if wanted.text.strip():
        return []
    return [
        Reason(
            "no_words", _("It does not say what is asked."), _("Write in a sentence or two what they said.")
        )
    ]
