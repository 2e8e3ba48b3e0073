"""The motif: a trace that widens, drawn from the year's own figures."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template import Library

from .reading import read

register = Library()

CENTRE = 500.0
OUTERMOST = 488.0
INNERMOST = 20.0  # room for the dot the rings come from
POINTS = 77
NODES = (0.25, 0.48, 0.72, 1.0)  # shares of the way at which the path carries a node
SIGNS = {"forum", "incubator", "hackathon", "leaders"}
# How many dots the forum's sign holds at which distance: people gathering in circles.
GATHERING = ((7, 11.0), (12, 19.0), (17, 27.0))


@dataclass(frozen=True)
class Ring:
    radius: float
    width: float
    opacity: float
    counted: bool


def rings_of(values: Sequence[Any]) -> list[Ring]:
    """
    Return one ring per initiative, the smallest inmost.

    The gap before each ring grows with the logarithm of the people it reached, so a season of
    fifty thousand and a class of fifty both stay visible. A value of 0 still has its ring.
    """
    ordered = sorted(values, key=lambda ring: read(ring, "value", 0) or 0)
    gaps = [1 + math.log10(1 + max(0, read(ring, "value", 0) or 0)) for ring in ordered]
    scale = (OUTERMOST - INNERMOST) / (sum(gaps) or 1)
    rings, radius = [], INNERMOST
    for place, (ring, gap) in enumerate(zip(ordered, gaps, strict=True), start=1):
        radius += gap * scale
        rings.append(
            Ring(
                radius=round(radius, 1),
                width=round(1.2 + gap * 0.3, 2),
                opacity=round(0.36 + 0.5 * place / len(ordered), 2),
                counted=bool(read(ring, "counted", False)),
            )
        )
    return rings


def _on_the_way(share: float) -> tuple[float, float]:
    """Return the point of the journey at this share of the outermost radius."""
    distance = OUTERMOST * share
    sway = math.radians(30) * (1 - 0.6 * share) * math.cos(1.33 * math.pi * share)
    return round(CENTRE - distance * math.cos(sway), 1), round(CENTRE - distance * math.sin(sway), 1)


@register.inclusion_tag("core/ripple.html")
def ripple(rings: Sequence[Any]) -> dict[str, Any]:
    way = [_on_the_way(step / (POINTS - 1)) for step in range(POINTS)]
    return {
        "rings": rings_of(rings),
        "path": "M" + " L".join(f"{x} {y}" for x, y in way),
        "nodes": [_on_the_way(share) for share in NODES],
    }


@register.inclusion_tag("core/sign.html")
def sign(code: str) -> dict[str, Any]:
    return {"code": code if code in SIGNS else "", "dots": _gathering() if code == "forum" else []}


def _gathering() -> list[tuple[float, float]]:
    return [
        (round(32 + distance * math.cos(turn), 1), round(32 + distance * math.sin(turn), 1))
        for many, distance in GATHERING
        for turn in (2 * math.pi * place / many for place in range(many))
    ]
