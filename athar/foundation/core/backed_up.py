"""When everything was last backed up from here, by the note that a backup leaves in the data folder."""

import json
from datetime import datetime, timedelta
from pathlib import Path

NOTE = "last-backup.json"
OLDEST = timedelta(days=2)  # older than this, somebody should ask why the nightly one did not come


def last_backup(folder: Path) -> datetime | None:
    """
    The moment of the last backup; None where none was made or its note cannot be read.

    :param folder: the data folder.
    """
    try:
        return datetime.fromisoformat(json.loads((folder / NOTE).read_text())["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
