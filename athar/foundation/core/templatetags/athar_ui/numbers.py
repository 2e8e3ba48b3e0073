"""Numbers are never alone: value, unit, label, period, count basis, seal."""

from collections.abc import Sequence
from typing import Any

from django.template import Context, Library
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from athar.foundation.core.plurals import Forms, noun
from athar.foundation.core.templatetags.athar_text import number

from .reading import in_line, read, rendered

register = Library()

FIGURE = ("value", "unit", "label", "period", "basis", "identified", "headcount", "url", "note")
# The smallest disc that hides the thread behind a knot.
COVER = 6.0
# The gap between the two parts of a split bar, per cent of its length.
GAP = 0.6
# Knots one to eight: the rings of each, in the units of a 32-wide drawing; they widen towards the proof.
KNOTS = ((3.0,), (5.0,), (7.0,), (5.0, 9.0), (6.1, 11.0), (6.9, 12.5), (5.6, 9.8, 14.0), (6.0, 10.5, 15.0))


# Arabic bends the noun and its adjective with the number, so the part of a mixed total says its own words.
IDENTIFIED: Forms = {
    "ar": {
        "two": "شخصان معرّفان بلا تكرار",
        "few": "أشخاص معرّفين بلا تكرار",
        "many": "شخصًا معرّفًا بلا تكرار",
        "other": "شخص معرّف بلا تكرار",
    },
    "en": {"one": "identified person, no repeats", "other": "identified people, no repeats"},
}
HEADCOUNT: Forms = {
    "ar": {"other": "عدّ إجمالي غير قابل لإزالة التكرار"},
    "en": {"other": "counted, cannot be de-duplicated"},
}


def shares(identified: float, headcount: float) -> dict[str, float]:
    """Return where the solid part of a split bar ends and how wide the gap after it is, in per cent."""
    total = identified + headcount
    solid = 100 * identified / total if total else 0.0
    return {"solid": round(solid, 2), "gap": GAP if identified and headcount else 0.0}


def in_words(value: float, unit: Any) -> str:
    """Return the number and its unit as one phrase, for those who hear the seal instead of seeing the figure."""
    return f"{number(value)} {unit or ''}".strip()


@register.inclusion_tag("core/split.html")
def split(identified: float, headcount: float) -> dict[str, Any]:
    language = "en" if (get_language() or "ar").startswith("en") else "ar"
    words = {
        "identified_words": noun(identified, IDENTIFIED, language),
        "headcount_words": noun(headcount, HEADCOUNT, language),
    }
    return {"identified": identified, "headcount": headcount, **words, **shares(identified, headcount)}


@register.inclusion_tag("core/figure.html")
def figure(source: Any = None, *, size: str = "normal", **facts: Any) -> dict[str, Any]:
    """Show a figure; ``source`` has the attributes named in core/figure.html, keywords override them."""
    parts = {name: facts[name] if name in facts else read(source, name) for name in FIGURE}
    mixed = parts["identified"] is not None and parts["headcount"] is not None
    spoken = parts["label"] if parts["value"] is None else in_words(parts["value"], parts["unit"])
    return {**parts, "size": size, "mixed": mixed, "spoken": spoken}


@register.simple_tag
def sentence_figure(value: float, unit: str, url: str, *, current: bool = False) -> SafeString:
    """Show a number inside a sentence, with its seal; see core/sentence_figure.html."""
    spoken = in_words(value, unit)
    return in_line(
        "core/sentence_figure.html", value=value, unit=unit, url=url, current=current, spoken=spoken
    )


@register.inclusion_tag("core/receipt.html", takes_context=True)
def receipt(
    context: Context,
    source: Any,
    *,
    place: str = "page",
    close_url: str = "",
    heading: int = 2,
    anchor: str = "receipt",
) -> dict[str, Any]:
    return rendered(context, receipt=source, place=place, close_url=close_url, heading=heading, anchor=anchor)


@register.inclusion_tag("core/knot.html")
def knot(number: int) -> dict[str, Any]:
    rings: Sequence[float] = KNOTS[number - 1]
    return {"rings": rings, "outer": max(rings[-1], COVER)}
