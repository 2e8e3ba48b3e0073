"""The workflows that Athar brings along, from data/workflows: what somebody starts from, and changes."""

from functools import cache
from pathlib import Path

import yaml

from athar.engine.journeys.designs import Design, design_from

FOLDER = Path(__file__).parent / "data" / "workflows"


@cache
def templates() -> dict[str, Design]:
    """Every template by its code."""
    return {path.stem: template(path.stem) for path in sorted(FOLDER.glob("*.yaml"))}


def template(code: str) -> Design:
    """
    Return one.

    :raises FileNotFoundError: when there is none of that code.
    """
    return design_from(yaml.safe_load((FOLDER / f"{code}.yaml").read_text()))
