"""The square that cameras read (QR code, ISO/IEC 18004), as one path: for pages and for paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import segno

QUIET = 4  # modules of white around a code, as ISO/IEC 18004 asks


@dataclass(frozen=True)
class Square:
    """``path``: all dark modules; ``size``: of the drawing with its quiet edge, in modules."""

    path: str
    size: int

    def as_svg(self) -> str:
        """A drawing that stands by itself, dark on white."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.size} {self.size}" shape-rendering="crispEdges">'
            f'<rect width="{self.size}" height="{self.size}" fill="#fff"/><path d="{self.path}"/></svg>'
        )


@lru_cache(maxsize=256)
def square_of(text: str) -> Square:
    matrix = segno.make(text, error="m", micro=False).matrix
    return Square(_drawn(matrix), len(matrix) + 2 * QUIET)


def _drawn(matrix: Sequence[Sequence[int]]) -> str:
    """One path for all dark modules, a run of a row at a time."""
    path = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            run = 0
            while x + run < len(row) and row[x + run]:
                run += 1
            if run:
                path.append(f"M{x + QUIET} {y + QUIET}h{run}v1h-{run}z")
            x += max(run, 1)
    return "".join(path)
