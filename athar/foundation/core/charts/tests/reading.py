"""What stands where in a drawing."""

import re
from xml.etree import ElementTree as ET

from athar.foundation.core.charts import Drawable, render_svg
from athar.foundation.core.charts.lettering import width_of

SVG = "{http://www.w3.org/2000/svg}"
MARKS = "\u2066\u2067\u2069"


def drawn(data: Drawable, language: str = "en", width: str = "wide") -> ET.Element:
    return ET.fromstring(render_svg(data, language, width))


def words(svg: ET.Element) -> list[str]:
    return [text.text.strip(MARKS) for text in svg.iter(f"{SVG}text")]


def lengths(svg: ET.Element, kind: str = "bar") -> list[float]:
    return [float(rect.get("width")) for rect in svg.iter(f"{SVG}rect") if rect.get("class") == kind]


def outside(svg: ET.Element) -> list[str]:
    """Labels and shapes that reach past an edge of the drawing; half a unit is forgiven for rounding."""
    _x, _y, wide, tall = (float(number) for number in svg.get("viewBox").split())
    found = []
    for text in svg.iter(f"{SVG}text"):
        long = width_of(text.text.strip(MARKS), float(text.get("font-size")))
        x = float(text.get("x"))
        begin = {"start": x, "middle": x - long / 2, "end": x - long}[text.get("text-anchor")]
        if begin < -0.5 or begin + long > wide + 0.5 or not 0 <= float(text.get("y")) <= tall:
            found.append(text.text.strip(MARKS))
    for rect in svg.iter(f"{SVG}rect"):
        x, length = float(rect.get("x")), float(rect.get("width"))
        if length < 0 or x < -0.5 or x + length > wide + 0.5:
            found.append(f"{rect.get('class')} from {x} to {x + length}")
    return found


def mirror_image(svg: ET.Element) -> list[tuple]:
    """Every shape without its words, turned over from end to end."""
    wide = float(svg.get("viewBox").split()[2])
    return [
        _turned(element, wide) for element in svg.iter() if element.tag != f"{SVG}text" and _is_shape(element)
    ]


def image(svg: ET.Element) -> list[tuple]:
    """Every shape without its words, as it stands."""
    return [
        _turned(element, None) for element in svg.iter() if element.tag != f"{SVG}text" and _is_shape(element)
    ]


def _is_shape(element: ET.Element) -> bool:
    return (
        element.tag == f"{SVG}rect"
        or (element.tag == f"{SVG}circle" and element.get("r") != "1.1")
        or (element.tag == f"{SVG}path" and element.get("class") != "hatch")
    )


def _turned(element: ET.Element, wide: float | None) -> tuple:
    def over(x: float) -> float:
        return x if wide is None else wide - x

    if element.tag == f"{SVG}rect":
        x, length = float(element.get("x")), float(element.get("width"))
        return (
            "rect",
            _whole(x if wide is None else wide - x - length),
            element.get("y"),
            element.get("width"),
        )
    if element.tag == f"{SVG}circle":
        return (
            "circle",
            _whole(over(float(element.get("cx")))),
            float(element.get("cy")),
            float(element.get("r")),
        )
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", element.get("d"))]
    return ("path", *(_whole(over(n)) if place % 2 == 0 else _whole(n) for place, n in enumerate(numbers)))


def _whole(value: float) -> int:
    """Whole units: each drawing rounds to a tenth by itself."""
    return round(value + 1e-6)
