"""Where a page stands, what explains it, and what a word on it means."""

import re
from collections.abc import Iterable
from typing import Any

from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from athar.foundation.core.numerals import active_digits, arabic_digits
from athar.foundation.core.templatetags.athar_ui.reading import in_line
from athar.web.ui import manual
from athar.web.ui.whereabouts import help_of, trail

register = Library()
_READ = re.compile(r"(<code>.*?</code>|<[^>]*>)", re.DOTALL)
_WITHIN = re.compile(r'href="#')


@register.simple_block_tag(takes_context=True)
def headed(context: Context, content: str) -> SafeString:
    """A page's heading, with the way to it above; ``astray`` in the context: whoever looks may not go that way."""
    request = context.get("request")
    heading = mark_safe(content.strip())  # noqa: S308  # nosec B308, B703 -- rendered by its own template
    crumbs = (
        [] if context.get("astray") else trail(getattr(request, "resolver_match", None), context, heading)
    )
    return render_to_string("ui/headed.html", {"trail": crumbs, "heading": heading})


@register.inclusion_tag("core/breadcrumb.html", takes_context=True)
def way_here(context: Context, heading: str) -> dict[str, Any]:
    """The same without the heading, for pages that have one of their own."""
    request = context.get("request")
    return {"trail": trail(getattr(request, "resolver_match", None), context, str(heading))}


@register.inclusion_tag("core/help.html", takes_context=True)
def help_here(context: Context) -> dict[str, Any]:
    """What this page is for and what its words mean, folded up; see core/help.html."""
    match = getattr(context.get("request"), "resolver_match", None)
    told = help_of(match.view_name) if match else None
    return _opened(told.sections, told.words) if told else _opened((), ())


@register.inclusion_tag("core/help.html")
def explained(section: str, words: str = "") -> dict[str, Any]:
    """The same of a section and words that are named; words by their names in the glossary, with spaces between."""
    return _opened((section,), words.split())


def _opened(sections: Iterable[str], words: Iterable[str]) -> dict[str, Any]:
    return {
        "sections": [_told(target) for target in sections],
        "words": [_told(f"{manual.WORDS}#{word}") for word in words],
    }


@register.simple_tag(takes_context=True)
def term(context: Context, word: str, text: str = "") -> SafeString:
    """
    A word of the glossary that explains itself where it first stands on a page; see core/term.html.

    :param word: its name in the glossary, as ``legal-hold``.
    :param text: how it is written here; without it, as in the glossary.
    """
    told = _told(f"{manual.WORDS}#{word}")
    request, key = context.get("request"), f"{context.get('pane', 'here')}-{word}"
    before: frozenset[str] = getattr(request, "explained", frozenset())
    if request is not None:
        request.explained = before | {key}
    return in_line("core/term.html", key=key, text=text or told["heading"], **({} if key in before else told))


def _told(target: str) -> dict[str, Any]:
    guide, section = manual.part(target, "en" if (get_language() or "ar").startswith("en") else "ar")
    body = _in_the_readers_digits(_WITHIN.sub(f'href="{guide.url}#', section.body))
    return {
        "heading": _in_the_readers_digits(section.heading),
        "body": mark_safe(body),  # noqa: S308  # nosec B308, B703 -- our own guide, rendered already
        "url": f"{guide.url}#{section.anchor}",
    }


def _in_the_readers_digits(html: str) -> str:
    """Numbers in what is read; not in addresses, nor in what is typed as it stands."""
    if active_digits() != "arabic":
        return html
    return "".join(part if part.startswith("<") else arabic_digits(part) for part in _READ.split(html))
