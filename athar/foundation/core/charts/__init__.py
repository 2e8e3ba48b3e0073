"""
Charts of a report, computed in Python and drawn as one SVG for the browser and for typst.

``render_svg`` draws; ``ChartData.as_table`` says the same in words and numbers.
"""

from athar.foundation.core.charts.drawing import Target, Width
from athar.foundation.core.charts.flow import FlowData, Phase, Station
from athar.foundation.core.charts.flow_plan import Arrow
from athar.foundation.core.charts.gantt import GanttData, Span
from athar.foundation.core.charts.model import ChartData, ChartKind, ChartRow
from athar.foundation.core.charts.network import Layer, NetworkData, Node
from athar.foundation.core.charts.render import Drawable, render_svg
from athar.foundation.core.charts.table import Cell, Column, Number, TableData, TableRow

__all__ = [
    "Arrow",
    "Cell",
    "ChartData",
    "ChartKind",
    "ChartRow",
    "Column",
    "Drawable",
    "FlowData",
    "GanttData",
    "Layer",
    "NetworkData",
    "Node",
    "Number",
    "Phase",
    "Span",
    "Station",
    "TableData",
    "TableRow",
    "Target",
    "Width",
    "render_svg",
]
