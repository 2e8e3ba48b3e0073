"""Correcting what a profile says of somebody: one fact at a time, checked like any input, with the history kept."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import parse_date
from athar.foundation.core.identity import masked, parse_national_id, parse_phone
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.core.templatetags.athar_text import both_dates
from athar.foundation.people.choices import Gender
from athar.foundation.people.models import Person

LONGEST = 200
LEFT_TO_RIGHT = {"national_id", "phone", "email"}  # nothing in them tells a reader where they begin


class FactRefused(Refused):
    """The value is none this fact can have, or the fact is another by now."""


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > LONGEST:
        raise FactRefused(
            Reason("not_a_name", _("That is no name."), _("Write it as it stands in your papers."))
        )
    return name


def _email(text: str) -> str:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(text.strip())
    except ValidationError as error:
        raise FactRefused(
            Reason("not_an_email", _("That is no e-mail address."), _("Write it like name@example.org."))
        ) from error
    return text.strip()


def _gender(text: str) -> str:
    if text not in Gender.values:
        raise FactRefused(Reason("not_a_gender", _("Choose one of the two.")))
    return text


def _birth_date(text: str) -> str:
    return parse_date(text).isoformat()


# The facts of a profile that can be corrected, each with what reads a value and writes it in its one form.
FACTS: dict[str, Callable[[str], str]] = {
    "name": _name,
    "name_latin": _name,
    "birth_date": _birth_date,
    "gender": _gender,
    "national_id": parse_national_id,
    "phone": parse_phone,
    "email": _email,
}


def read_fact(fact: str, text: str) -> str:
    """
    What somebody wrote, in the one form this fact is kept in.

    :raises Refused: when it is no such thing.
    """
    return FACTS[fact](text)


def fact_of(person: Person, fact: str) -> str:
    """What the profile says now; empty where it says nothing."""
    value = getattr(person, fact)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def fact_in_words(fact: str, value: str) -> str:
    """A value in its one form as somebody reads it; an identity number shows its end alone."""
    if fact in LEFT_TO_RIGHT and value:
        return f"\N{LEFT-TO-RIGHT ISOLATE}{masked(value) if fact == 'national_id' else value}\N{POP DIRECTIONAL ISOLATE}"
    if fact == "birth_date" and value:
        return both_dates(date.fromisoformat(value))
    return str(Gender(value).label) if fact == "gender" and value else value


@transaction.atomic
def correct_fact(*, person: Person, fact: str, old: str, new: str) -> Person:
    """
    Put one fact of a profile right; the earlier state stays in the history.

    :param old: what stood there when the correction was asked for.
    :raises FactRefused: when something else stands there by now.
    """
    current = Person.objects.select_for_update().get(pk=person.pk)
    if fact_of(current, fact) != old:
        raise FactRefused(
            Reason(
                "moved_on",
                _("The profile says something else by now."),
                _("Ask whether the correction is still wanted."),
            )
        )
    value = read_fact(fact, new)
    setattr(current, fact, date.fromisoformat(value) if fact == "birth_date" else value)
    current.save()
    return current
