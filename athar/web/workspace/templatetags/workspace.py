"""Small readings that templates of the workspace share."""

from collections.abc import Mapping
from typing import Any

from django.template import Library

from athar.web.workspace.words import language

register = Library()


@register.filter
def message_of(reason: Any) -> str:
    """The message of a kept reason in the reader's language."""
    return _told(reason, "message")


@register.filter
def remedy_of(reason: Any) -> str:
    return _told(reason, "remedy")


def _told(reason: Any, name: str) -> str:
    key = f"{name}_{language()}"
    found = reason.get(key) if isinstance(reason, Mapping) else getattr(reason, key, "")
    return str(found or "")


@register.filter
def in_reader_language(texts: Mapping[str, str] | None) -> str:
    """One of ``{"ar": …, "en": …}``; empty for none."""
    return texts.get(language(), "") if texts else ""


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    return mapping.get(key)
