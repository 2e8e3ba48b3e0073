"""
What serves what: layers of boxes with lines between neighbours (initiatives → objectives → indicators).

The wide drawing places the layers along the line of reading; the narrow one is a list in which each box of the
leading layer stands over what is tied to it. Both depend on names and ties alone, never on the order they come in.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import override

from athar.foundation.core.charts.drawing import SMALL_SIZE, TEXT_SIZE, Canvas
from athar.foundation.core.charts.lettering import wrapped
from athar.foundation.core.charts.table import Cell, Column, TableData, TableRow

HEAD, LINE, PAD, GAP = 30, 18, 9, 12
SPARE = 8  # widths of words are estimates, and a box has an edge
BETWEEN = 62  # from one layer to the next, for the lines
INDENT, ENTRY = 22, 26
SWEEPS = 6


@dataclass(frozen=True)
class Node:
    """A box: ``key`` is its own among all nodes, ``order`` its wished place in its layer."""

    key: str
    label: str
    order: int = 0


@dataclass(frozen=True)
class Layer:
    heading: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class NetworkData:
    """
    Layers and the ties between neighbouring ones.

    :param links: pairs of keys, the one in the earlier layer first.
    :param lead: place of the layer that leads: drawn strong, and the one the narrow drawing is listed by.
    :raises ValueError: for a tie that does not join two neighbouring layers.
    """

    name: str
    title: str
    layers: tuple[Layer, ...]
    links: tuple[tuple[str, str], ...]
    lead: int = 0
    caption: str = ""
    alt: str = ""
    csv_url: str = ""
    kind: Literal["network"] = "network"
    split: bool = False

    def __post_init__(self) -> None:
        place = {node.key: layer for layer, one in enumerate(self.layers) for node in one.nodes}
        for first, second in self.links:
            if place.get(second, -1) - place.get(first, -9) != 1:
                message = f"{first} and {second} do not stand in neighbouring layers"
                raise ValueError(message)

    def neighbours(self, key: str) -> set[str]:
        return {b if a == key else a for a, b in self.links if key in {a, b}}

    def as_table(self, language: str) -> TableData:
        """One row for each box of the leading layer, with what is tied to it in every other."""
        order = arranged(self)
        rows = []
        for node in order[self.lead] if order else []:
            cells = [
                node.label if place == self.lead else "; ".join(other.label for other in layer if other.key in self.neighbours(node.key))
                for place, layer in enumerate(order)
            ]  # fmt: skip
            moved = [cells[self.lead], *cells[: self.lead], *cells[self.lead + 1 :]]
            rows.append(TableRow(tuple(Cell(words) for words in moved)))
        headings = [layer.heading for layer in self.layers]
        if headings:
            headings = [headings[self.lead], *headings[: self.lead], *headings[self.lead + 1 :]]
        with override(language):
            return TableData(self.name, self.title, tuple(map(Column, headings)), tuple(rows), caption=self.caption, csv_url=self.csv_url)  # fmt: skip

    def told(self) -> list[str]:
        """A sentence for each box of the leading layer, for those who do not see the drawing."""
        table = self.as_table("en")
        return [f"{row.cells[0].text}: {_(', ').join(cell.text for cell in row.cells[1:] if cell.text)}" for row in table.rows]  # fmt: skip


def arranged(data: NetworkData) -> list[list[Node]]:
    """
    Nodes of each layer in the order they are drawn: each near the middle of what it is tied to (barycentre sweeps).

    The leading layer keeps its wished order; it is what people know the plan by.
    """
    layers = [
        sorted(layer.nodes, key=lambda node: (node.order, node.label, node.key)) for layer in data.layers
    ]
    outward = [*range(data.lead - 1, -1, -1), *range(data.lead + 1, len(layers))]
    for _sweep in range(SWEEPS):
        for place in outward:
            rank = {
                node.key: (number + 0.5) / len(layer)
                for other in (place - 1, place + 1)
                if 0 <= other < len(layers)
                for layer in [layers[other]]
                for number, node in enumerate(layer)
            }
            layers[place] = sorted(layers[place], key=lambda node: _barycentre(data, node, rank))
    return layers


def _barycentre(data: NetworkData, node: Node, rank: dict[str, float]) -> tuple[float, int, str, str]:
    tied = sorted(rank[key] for key in data.neighbours(node.key) if key in rank)
    return (round(sum(tied) / len(tied), 6) if tied else 2.0, node.order, node.label, node.key)


def draw(canvas: Canvas, data: NetworkData) -> float:
    """Draw the network and return the height it took."""
    return _list(canvas, data) if canvas.variant == "narrow" else _layers(canvas, data)


def _layers(canvas: Canvas, data: NetworkData) -> float:
    layers = arranged(data)
    wide = (canvas.width - BETWEEN * (len(layers) - 1)) / max(len(layers), 1)
    lines = {
        node.key: wrapped(node.label, SMALL_SIZE, wide - 2 * PAD - SPARE)
        for layer in layers
        for node in layer
    }
    tall = {key: len(words) * LINE + PAD for key, words in lines.items()}
    heights = [sum(tall[node.key] + GAP for node in layer) - GAP if layer else 0 for layer in layers]
    longest = max(heights, default=0)
    middles: dict[str, tuple[float, float]] = {}
    for place, layer in enumerate(layers):
        start = place * (wide + BETWEEN)
        canvas.text(start + PAD, 15, data.layers[place].heading, "muted")
        # Boxes spread over the whole height, so that ties run level where they can.
        spare = (longest - heights[place]) / (len(layer) + 1)
        y = HEAD + spare
        for node in layer:
            canvas.rect(
                start + 0.75, y, wide - 1.5, tall[node.key], "node-main" if place == data.lead else "node"
            )
            for number, words in enumerate(lines[node.key]):
                canvas.text(start + PAD, y + PAD / 2 + 13 + number * LINE, words, "small")
            middles[node.key] = (start, y + tall[node.key] / 2)
            y += tall[node.key] + GAP + spare
    for first, second in sorted(data.links):
        canvas.curve((middles[first][0] + wide, middles[first][1]), middles[second], "link")
    return HEAD + longest + 2


def _list(canvas: Canvas, data: NetworkData) -> float:
    layers = arranged(data)
    y = 0.0
    for lead in layers[data.lead] if layers else []:
        y = _entry(canvas, lead.label, 0, y, "strong")
        tied = data.neighbours(lead.key)
        for place, layer in enumerate(layers):
            others = [node for node in layer if node.key in tied]
            if place == data.lead or not others:
                continue
            y = _entry(canvas, data.layers[place].heading, INDENT, y, "muted")
            for node in others:
                canvas.circle(INDENT + 4, y + 13, 3, "point")
                y = _entry(canvas, node.label, INDENT + 16, y, "small")
        y += GAP
    return max(y - GAP, 0)


def _entry(canvas: Canvas, words: str, start: float, y: float, kind: str) -> float:
    size = TEXT_SIZE if kind == "strong" else SMALL_SIZE
    lines = wrapped(words, size, canvas.width - start)
    for number, line in enumerate(lines):
        canvas.text(start, y + 18 + number * LINE, line, kind)
    return y + ENTRY + (len(lines) - 1) * LINE
