"""Where the faces of print are kept. Making them takes seconds, so it happens once: in the build, or at the first PDF."""

import os
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

WEIGHTS = (400, 600)
RECIPE = 1  # raise it when letters.py cuts differently


def folder() -> Path:
    """The folder with a face in each weight, made first where it is missing."""
    kept = Path(settings.ATHAR_BUILD) / "print" / f"{version('fontpkg-ibm-plex-sans-arabic')}-{RECIPE}"
    kept.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        face = kept / f"{weight}.ttf"
        if not face.exists():
            from athar.foundation.core.printing.letters import write_face  # slow: the font tools

            # Two processes may do this at once; each writes its own file, and the name changes hands whole.
            own = kept / f".{weight}-{os.getpid()}"
            write_face(weight, own)
            own.rename(face)
    return kept
