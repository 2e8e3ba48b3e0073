"""What Athar brings along: the two ways into an opportunity, and what somebody starts a message from."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from athar.engine.journeys.designs import Design, design_from
from athar.foundation.core.yamls import read_yaml
from athar.initiatives.volunteering.choices import Choosing

DATA = Path(__file__).parent / "data"
FOLDER = DATA / "workflows"
CODES = {Choosing.OPEN: "volunteering-open", Choosing.CHOSEN: "volunteering-chosen"}


@cache
def workflow_for(choosing: Choosing) -> Design:
    return design_from(read_yaml(FOLDER / f"{choosing}.yaml"))


@dataclass(frozen=True)
class Template:
    """A text to start a message from, in both languages. ``shift``: whether it is about one shift."""

    code: str
    shift: bool
    name_ar: str
    name_en: str
    text_ar: str
    text_en: str


@cache
def message_templates() -> tuple[Template, ...]:
    return tuple(
        Template(
            entry["code"], entry["shift"], entry["name"]["ar"], entry["name"]["en"], entry["text"]["ar"], entry["text"]["en"]
        )
        for entry in read_yaml(DATA / "messages.yaml")
    )  # fmt: skip
