"""Addresses that know the two languages: Arabic has no prefix, English lives under /en/."""

from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.template import Context, Library
from django.utils.translation import get_language

register = Library()


def _other(language: str) -> str:
    return next(code for code, _name in settings.LANGUAGES if code != language)


def _prefix(language: str) -> str:
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"


@register.simple_tag
def address(path: str = "", language: str = "") -> str:
    """
    Return the address of a public page in the active language.

    Pages outside the interface's own rooms are named by their public address, which is a promise,
    so that a header can never fail to find the name of a route.
    """
    return f"{_prefix(language or get_language() or settings.LANGUAGE_CODE)}/{path.lstrip('/')}"


@register.simple_tag(takes_context=True)
def other_language_url(context: Context) -> str:
    """Return this very page in the other language, its query kept; home when there is no request."""
    language = get_language() or settings.LANGUAGE_CODE
    request = context.get("request")
    if request is None:
        return address("", _other(language))
    path: str = request.path.removeprefix(_prefix(language)) if _prefix(language) else request.path
    query: str = request.META.get("QUERY_STRING", "")
    return address(path, _other(language)) + (f"?{query}" if query else "")


@register.simple_tag
def other_language() -> dict[str, str]:
    """Return ``code`` and ``name`` of the other language; the name in its own script."""
    code = _other(get_language() or settings.LANGUAGE_CODE)
    return {"code": code, "name": {"ar": "العربية", "en": "English"}[code]}


@register.simple_tag(takes_context=True)
def query_string(context: Context, **changes: Any) -> str:
    """
    Return the present query with these changes; None or "" takes a key out.

    Unlike Django's ``querystring`` it drops ``page`` when anything else changes: the third page of
    another order is another page.
    """
    return changed(context["request"].GET, **changes)


def changed(present: QueryDict, **changes: Any) -> str:
    """``?…`` of a query with these changes; see ``query_string``."""
    query = present.copy()
    if "page" not in changes:
        query.pop("page", None)
    for key, value in changes.items():
        if value in (None, ""):
            query.pop(key, None)
        else:
            query[key] = value
    encoded: str = query.urlencode()
    return f"?{encoded}" if encoded else "?"
