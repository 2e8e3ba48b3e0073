"""Cards of people's own things: an opportunity, hours, a credential; the square a camera reads."""

from collections.abc import Sequence
from typing import Any

from django.template import Context, Library
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.squares import square_of

from .reading import rendered

register = Library()

# Rings widen with the skill asked for.
LEVELS = {"general": (1, _("General")), "skilled": (2, _("Skilled")), "professional": (3, _("Professional"))}
RINGS = (4.5, 7.8, 11.0)  # in a drawing 24 wide


@register.inclusion_tag("core/level.html")
def level(code: str) -> dict[str, Any]:
    """Show how much skill something asks for; :raises KeyError: for a level we do not know."""
    many, words = LEVELS[code]
    return {"words": words, "rings": [(radius, place < many) for place, radius in enumerate(RINGS)]}


@register.inclusion_tag("core/opportunity.html")
def opportunity(source: Any) -> dict[str, Any]:
    """Show something one can apply for; see core/opportunity.html."""
    return {"opportunity": source}


@register.inclusion_tag("core/hours.html", takes_context=True)
def hours(context: Context, rows: Sequence[Any]) -> dict[str, Any]:
    """Show hours with what became of them; see core/hours.html."""
    return rendered(context, rows=rows)


@register.inclusion_tag("core/credential.html")
def credential(source: Any) -> dict[str, Any]:
    """Show something that was awarded; see core/credential.html."""
    return {"credential": source}


@register.inclusion_tag("core/qr.html")
def qr(text: str, label: str) -> dict[str, Any]:
    """Show a text as a square that cameras read (QR code); see core/qr.html."""
    square = square_of(text)
    return {"path": square.path, "size": square.size, "label": label}
