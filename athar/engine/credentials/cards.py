"""A volunteer's card: made, renewed and withdrawn by its holder, and what its page says to whoever is shown it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from athar.engine.credentials.codes import new_code, read_code
from athar.engine.credentials.models import VolunteerCard
from athar.engine.ledger.queries import hours_about, hours_of
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import is_minor, rows_of_human

# First words of a given name that is two: Abd Allah, Abdul Rahman, Umm Kulthum.
BEGIN_A_NAME = {"عبد", "أم", "أبو", "abd", "abdul", "abdal", "abdel", "umm", "abu"}
END_A_NAME = {"الدين", "الله", "al-din", "aldin", "allah"}


class CardRefused(Refused):
    """Nobody has volunteered yet, or the card is withdrawn."""


@dataclass(frozen=True)
class Shown:
    """
    What a card says to whoever is shown it.

    :ivar name: empty where its holder keeps it to themselves; ``hours`` None likewise.
    """

    card: VolunteerCard
    in_force: bool
    name: str = ""
    hours: Decimal | None = None


def card_of(people: Sequence[int]) -> VolunteerCard | None:
    """The card of one human; one in force before one withdrawn, where two rows each had one."""
    mine = VolunteerCard.objects.filter(person__in=people)
    return mine.order_by(F("ended_at").desc(nulls_first=True), "pk").first()


def own_card(people: Sequence[int]) -> VolunteerCard:
    """
    The card of one human, for whoever changes it.

    :raises CardRefused: where they never made one.
    """
    card = card_of(people)
    if card is None:
        raise CardRefused(Reason("no_card", _("You have no card yet."), _("Make it first.")))
    return card


def card_by_code(text: str) -> VolunteerCard | None:
    """The card whose code somebody typed, in whatever way they spaced it."""
    code = read_code(text)
    return VolunteerCard.objects.select_related("person").filter(code=code).first() if code else None


def shown(card: VolunteerCard, *, at: datetime) -> Shown:
    """What the card says today; withdrawn, it says nothing but that."""
    if card.ended_at is not None:
        return Shown(card, in_force=False)
    return Shown(
        card,
        in_force=True,
        name=name_on(card, at=at) if card.shows_name else "",
        hours=hours_of(rows_of_human(card.person, at=at)) if card.shows_hours else None,
    )


def name_on(card: VolunteerCard, *, at: datetime) -> str:
    """The holder's name as a card may say it: of a minor the given name alone."""
    called = card.person.called
    return given_name(called) if is_minor(card.person, on=riyadh_day(at)) else called


def given_name(called: str) -> str:
    """
    The given name, without the names of father and family.

    >>> given_name("سارة محمد الزهراني"), given_name("عبد الله الخالدي"), given_name("نور الدين الشمري")
    ('سارة', 'عبد الله', 'نور الدين')
    """
    first, *others = called.split()
    doubled = others and (first.lower() in BEGIN_A_NAME or others[0].lower() in END_A_NAME)
    return f"{first} {others[0]}" if doubled else first


@transaction.atomic
def keep_card(
    *, person: Person, people: Sequence[int], shows_name: bool, shows_hours: bool, at: datetime
) -> VolunteerCard:
    """
    Make somebody's card, or change what it shows; one that was withdrawn comes back with a new code.

    :param people: the rows that are this human.
    :raises CardRefused: where no hours are approved.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not hours_about(people).exists():
        raise CardRefused(
            Reason(
                "no_hours",
                _("No hours of yours are approved yet."),
                _("A card says that you volunteer: make it after your first shift, once its hours are approved."),
            )
        )  # fmt: skip
    card = card_of(people) or VolunteerCard(person=person, since=at)
    card.shows_name, card.shows_hours = shows_name, shows_hours
    if card.ended_at is not None:
        card.code, card.since, card.ended_at = new_code(), at, None
    card.save()
    return card


@transaction.atomic
def renew_card(*, card: VolunteerCard, at: datetime) -> None:
    """
    Give a card a new code; whoever kept the one before finds nothing by it.

    :raises CardRefused: when it is withdrawn.
    """
    if not VolunteerCard.objects.filter(pk=card.pk, ended_at=None).update(code=new_code(), since=at):
        raise _withdrawn()


@transaction.atomic
def end_card(*, card: VolunteerCard, at: datetime) -> None:
    """
    Withdraw a card: its page says so from now on, and nothing else.

    :raises CardRefused: when it is withdrawn already.
    """
    if not VolunteerCard.objects.filter(pk=card.pk, ended_at=None).update(ended_at=at):
        raise _withdrawn()


def _withdrawn() -> CardRefused:
    return CardRefused(Reason("ended", _("This card is withdrawn."), _("Make it anew.")))
