"""Icons of the installed application, drawn from our own mark: a dot and three widening arcs."""

from pathlib import Path

from PIL import Image, ImageDraw

GROUND, MARK = "#5a2777", "#ffffff"
# File: edge in pixels, and how much of it the mark takes. A maskable icon is cut to a circle: its mark is smaller.
SIZES = {
    "athar-180.png": (180, 1.0),
    "athar-192.png": (192, 1.0),
    "athar-512.png": (512, 1.0),
    "athar-maskable-512.png": (512, 0.72),
}
GRID = 40  # units of the drawing in ``icons/athar.svg``, whose numbers these are
FINER = 4  # drawn so much larger, then made smaller, for smooth edges
DOT = (10.0, 20.0, 3.4)
# Centre of the circle, its radius, and the angle to both sides up to which the arc goes.
ARCS = [(10.5, 20.0, 9.0, 56.0), (10.7, 20.0, 19.3 - 0.4, 58.0), (12.4, 20.0, 22.0, 44.8)]
STROKE = 2.4


def draw(name: str, target: Path) -> None:
    edge, share = SIZES[name]
    unit = edge * FINER / GRID
    middle = GRID / 2

    def at(value: float) -> float:
        return (middle + (value - middle) * share) * unit

    picture = Image.new("RGB", (edge * FINER, edge * FINER), GROUND)
    pen = ImageDraw.Draw(picture)
    for x, y, radius, reach in ARCS:
        box = (at(x - radius), at(y - radius), at(x + radius), at(y + radius))
        pen.arc(box, -reach, reach, fill=MARK, width=round(STROKE * unit * share))
    x, y, radius = DOT
    pen.ellipse((at(x - radius), at(y - radius), at(x + radius), at(y + radius)), fill=MARK)
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.resize((edge, edge), Image.Resampling.LANCZOS).save(target, optimize=True)
