"""A film for a browser that has no camera: what it would see where somebody holds a square before it."""

from collections.abc import Sequence
from pathlib import Path

import segno

WIDTH, HEIGHT = 640, 480  # pixels
FRAMES = 5  # of each text; a film begins anew at its end
GREY, WHITE = b"\x80", b"\xff"


def film_of(texts: Sequence[str], path: Path) -> Path:
    """Write a film of squares that hold the texts, a second each; uncompressed (YUV4MPEG2), as Chromium takes it for a camera."""
    frames = b"".join(_frame(text) * FRAMES for text in texts)
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F5:1 Ip A1:1 C420jpeg\n".encode() + frames)
    return path


def _frame(text: str) -> bytes:
    matrix = segno.make(text, error="m", micro=False).matrix
    module = HEIGHT // (len(matrix) + 8)
    wide = module * len(matrix)
    aside, above = (WIDTH - wide) // 2, (HEIGHT - wide) // 2
    empty = WHITE * WIDTH
    lines = [empty] * above
    for row in matrix:
        drawn = b"".join((b"\0" if dark else WHITE) * module for dark in row)
        lines += [WHITE * aside + drawn + WHITE * (WIDTH - aside - wide)] * module
    lines += [empty] * (HEIGHT - len(lines))
    return b"FRAME\n" + b"".join(lines) + GREY * (WIDTH * HEIGHT // 2)
