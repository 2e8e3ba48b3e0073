"""Parts accept dictionaries and objects alike; templates do too, Python must be told."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


def read(source: Any, name: str, default: Any = None) -> Any:
    """Return the attribute or key of a view object; ``default`` when it has none."""
    if source is None:
        return default
    if isinstance(source, Mapping):
        return source.get(name, default)
    return getattr(source, name, default)


def rendered(context: Any, **more: Any) -> dict[str, Any]:
    """Return what a part's template needs besides its own parameters: the request and its token."""
    return {"request": context.get("request"), "csrf_token": context.get("csrf_token"), **more}


def in_line(template: str, **parts: Any) -> SafeString:
    """Render a part that stands inside a sentence: the line break that ends its file must not show as a space."""
    # Escaped by its template.
    return mark_safe(render_to_string(template, parts).strip())  # noqa: S308  # nosec B308, B703
