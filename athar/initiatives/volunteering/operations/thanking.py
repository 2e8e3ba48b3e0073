"""Whoever is in charge of a shift thanks those who were there; they say whether their passport shows it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.attendance import attendance_of
from athar.engine.journeys.models import Session
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.foundation.privacy.models import Erasure
from athar.foundation.privacy.queries import rows_of_human
from athar.initiatives.volunteering.choices import KudosReason
from athar.initiatives.volunteering.models import Kudos
from athar.initiatives.volunteering.models.kudos import LONGEST


class KudosRefused(Refused):
    """Nobody was thanked, or it cannot be taken back; every reason is listed."""


@transaction.atomic
def thank(
    *, session: Session, people: Collection[int], reason: KudosReason, words: str, by: Person, at: datetime
) -> list[Kudos]:
    """
    Thank those of a shift who were there, each once by whoever thanks; all of them, or none. They are told.

    :param people: keys of persons.
    :param words: a note in plain text, or nothing.
    :raises KudosRefused: when one of them was not there, is whoever thanks, was thanked by them already or is erased.
    """
    # Whoever thanks for the same shift at the same moment waits.
    session = (
        Session.objects.select_for_update(no_key=True, of=("self",)).select_related("edition").get(pk=session.pk)
    )  # fmt: skip
    chosen, words = set(people), words.strip()
    if reasons := _not_to_thank(session, chosen, words, by, at):
        raise KudosRefused(*reasons)
    given = [
        Kudos.objects.create(session=session, person_id=key, by=by, at=at, reason=reason, words=words)
        for key in sorted(chosen)
    ]
    edition = session.edition
    for one in given:
        tell(
            one.person_id, "volunteering.thanked", at=at, kudos=one.pk, reason=str(one.reason),
            name_ar=edition.name_ar, name_en=edition.name_en,
        )  # fmt: skip
    return given


def _not_to_thank(session: Session, chosen: set[int], words: str, by: Person, at: datetime) -> list[Reason]:
    own = set(rows_of_human(by, at=at))
    there = {one.person.pk for one in attendance_of(session) if one.came}
    answers = [
        None if chosen else NOBODY,
        None if chosen <= there else NOT_THERE,
        OWN if chosen & own else None,
        ALREADY if Kudos.objects.filter(session=session, by__in=own, person__in=chosen).exists() else None,
        ERASED if Erasure.objects.filter(person__in=chosen, done_at__isnull=False).exists() else None,
        LONG if len(words) > LONGEST else None,
    ]
    return [answer for answer in answers if answer]


@transaction.atomic
def take_thanks_back(*, kudos: Kudos, by: Person, at: datetime) -> None:
    """
    Take thanks back that one gave, within two days: nothing of them stays.

    :raises KudosRefused: when somebody else gave them, or the time is over.
    """
    current = Kudos.objects.select_for_update(of=("self",)).get(pk=kudos.pk)
    answers = [
        None if current.by_id in rows_of_human(by, at=at) else NOT_YOURS,
        None if current.may_be_taken_back(at=at) else LATE,
    ]
    if reasons := [answer for answer in answers if answer]:
        raise KudosRefused(*reasons)
    current.delete()


@transaction.atomic
def show_on_passport(*, people: Collection[int], chosen: Collection[int]) -> None:
    """
    Say which thanks a passport shows; the others it does not.

    :param people: the rows of the human who was thanked.
    :param chosen: keys of their thanks; what is not theirs changes nothing.
    """
    mine = Kudos.objects.filter(person__in=people)
    mine.filter(pk__in=chosen, on_passport=False).update(on_passport=True)
    mine.filter(on_passport=True).exclude(pk__in=chosen).update(on_passport=False)


NOBODY = Reason("nobody", _("Nobody is selected."), _("Tick whom you want to thank."))
NOT_THERE = Reason(
    "not_there", _("One of the selected was not seen there."), _("State their times first if they were.")
)  # fmt: skip
OWN = Reason("own", _("Nobody thanks themselves."), _("Leave yourself out."))
ALREADY = Reason(
    "already", _("You thanked one of the selected for this shift already."), _("Leave them out; once a shift is enough.")
)  # fmt: skip
ERASED = Reason("erased", _("The data of one of the selected is erased."), _("Leave them out."))
LONG = Reason("long", _("The note is longer than 280 characters."), _("Write it shorter."))
NOT_YOURS = Reason(
    "not_yours", _("Somebody else gave these thanks."), _("Whoever gave them takes them back.")
)
LATE = Reason("late", _("Thanks are taken back within two days."), _("They stay now."))
