"""
Charts of a report, computed in Python and drawn as one SVG for the browser and for typst.

``render_svg`` draws; ``ChartData.as_table`` says the same in words and numbers.
"""

from athar.foundation.core.charts.drawing import Target, Width
from athar.foundation.core.charts.model import Cell, ChartData, ChartRow, Column, TableData, TableRow
from athar.foundation.core.charts.render import render_svg

__all__ = [
    "Cell",
    "ChartData",
    "ChartRow",
    "Column",
    "TableData",
    "TableRow",
    "Target",
    "Width",
    "render_svg",
]
