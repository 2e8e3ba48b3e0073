"""A film for a browser that has no camera: what it would see where somebody holds a square before it."""

from pathlib import Path

import segno

WIDTH, HEIGHT = 640, 480  # pixels
FRAMES = 5  # a film begins anew at its end
GREY, WHITE = b"\x80", b"\xff"


def film_of(text: str, path: Path) -> Path:
    """Write a film of a square that holds the text; uncompressed (YUV4MPEG2), as Chromium takes it for a camera."""
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
    frame = b"FRAME\n" + b"".join(lines) + GREY * (WIDTH * HEIGHT // 2)
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F5:1 Ip A1:1 C420jpeg\n".encode() + frame * FRAMES)
    return path
