"""The workflows that Athar brings along: what somebody starts from, and changes. The engine's, and those of the rooms above."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from athar.engine.journeys.designs import Design, design_from

FOLDER = Path(__file__).parent / "data" / "workflows"
_files = {path.stem: path for path in FOLDER.glob("*.yaml")}


def bring_along(files: Mapping[str, Path]) -> None:
    """Offer workflows of a room beside those of the engine, by their codes."""
    _files.update(files)
    templates.cache_clear()


@cache
def templates() -> dict[str, Design]:
    """Every template by its code."""
    return {code: template(code) for code in sorted(_files)}


def template(code: str) -> Design:
    """
    Return one.

    :raises KeyError: when there is none of that code.
    """
    return design_from(yaml.safe_load(_files[code].read_text()))
