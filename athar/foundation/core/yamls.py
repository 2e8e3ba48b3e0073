"""Reading the data that Athar brings along."""

from pathlib import Path
from typing import Any

import yaml

# The reader in C takes a tenth of the time; a build of PyYAML without it reads the same.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """
    Return what a YAML file says, in plain values.

    :raises yaml.YAMLError: where it is no YAML.
    """
    return yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506 -- both loaders make plain values only
