"""How a person's own records are said in one phrase."""

from typing import Any

from django import template
from django.utils.translation import get_language

from athar.foundation.core.nouns import NOUNS
from athar.foundation.core.plurals import noun
from athar.foundation.core.templatetags.athar_text import counted_noun, number

register = template.Library()


@register.filter
def amount(fact: Any) -> str:
    """How much a record or an entry states, with its unit: 4 hours."""
    if fact.unit in NOUNS:
        return counted_noun(fact.quantity, fact.unit)
    return f"{number(fact.quantity)} {fact.unit}".strip()


@register.filter
def named(record: Any) -> str:
    """A record in words, for those who hear its seal: R-000007, the initiative."""
    return f"{record}، {record.initiative}"


@register.filter
def unit_of(value: Any, name: str) -> str:
    """The noun alone, bent by the number beside it."""
    return noun(value, NOUNS[name], "en" if (get_language() or "ar").startswith("en") else "ar")
