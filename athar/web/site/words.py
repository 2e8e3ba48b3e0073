"""Words for the codes that people meet on the public pages, in the language being spoken."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.numerals import active_digits, arabic_digits
from athar.foundation.core.plurals import noun
from athar.foundation.people.models import Person

BREAKDOWNS: dict[str, Promise] = {
    "initiative": _("By initiative"),
    "region": _("By region"),
    "month": _("By month"),
    "gender": _("By gender"),
    "age_group": _("By age group"),
    "level": _("By level of volunteering"),
}
BREAKDOWN_COLUMNS: dict[str, Promise] = {
    "initiative": _("Initiative"),
    "region": _("Region"),
    "month": _("Month"),
    "gender": _("Gender"),
    "age_group": _("Age group"),
    "level": _("Level"),
}


def language() -> str:
    return "en" if (get_language() or "ar").startswith("en") else "ar"


def spoken(texts: Mapping[str, Any]) -> Any:
    """The side of ``{"ar": …, "en": …}`` in the language being spoken."""
    return texts[language()]


def called(person: Person) -> str:
    """A person's name in the script of the language, kept apart from the words around it."""
    return f"\N{FIRST STRONG ISOLATE}{person.called}\N{POP DIRECTIONAL ISOLATE}"


def unit_of(definition: Mapping[str, Any], value: Any) -> str:
    """The noun of a definition's unit, as it follows the value."""
    unit = definition["unit"]
    return noun(value, unit, language()) if language() in unit else str(unit["code"])


def written_year(year: int) -> str:
    """A year in the reader's digits, without the separator that numbers have."""
    return arabic_digits(str(year)) if active_digits() == "arabic" else str(year)
