"""The two ways into an opportunity that Athar brings along."""

from functools import cache
from pathlib import Path

from athar.engine.journeys.designs import Design, design_from
from athar.foundation.core.yamls import read_yaml
from athar.initiatives.volunteering.choices import Choosing

FOLDER = Path(__file__).parent / "data" / "workflows"
CODES = {Choosing.OPEN: "volunteering-open", Choosing.CHOSEN: "volunteering-chosen"}


@cache
def workflow_for(choosing: Choosing) -> Design:
    return design_from(read_yaml(FOLDER / f"{choosing}.yaml"))
