"""What the guide says of each part: the opening comment of its template, and the markup its sample is made with."""

import re
from functools import cache

from django.template.loader import get_template

_OPENING = re.compile(
    r"\A\s*(?:\{#\s*(?P<line>.*?)\s*#\}|\{% comment %\}(?P<block>.*?)\{% endcomment %\})", re.DOTALL
)


def _source(template: str) -> str:
    # Django's own backend keeps the source; its type is shared with backends that do not.
    source: str = get_template(template).template.source  # type: ignore[attr-defined]
    return source


@cache
def parameters(part: str) -> str:
    """
    Return the opening comment of ``core/PART.html``, on one line.

    :raises ValueError: when a part does not say what it takes.
    """
    found = _OPENING.match(_source(f"core/{part}.html"))
    if not found:
        message = f"core/{part}.html does not begin with a comment that names its parameters"
        raise ValueError(message)
    return " ".join((found["line"] or found["block"]).split())


@cache
def markup(entry: str) -> str:
    """Return the template of an entry's sample, as it stands."""
    return _source(f"ui/guide/{entry}.html").strip()
