"""The faces of print."""

from pathlib import Path

import fontpkg_ibm_plex_sans_arabic as package


def folder() -> Path:
    return Path(package.__file__).parent / "files"
