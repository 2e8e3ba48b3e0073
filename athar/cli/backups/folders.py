"""The folders of files that belong to the data, and how they change place."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage

from athar.cli.backups.faults import NotRestored
from athar.config import env

STAGE = ".restoring"


def places() -> dict[str, Path]:
    """
    The folders by their name in an archive: what was uploaded, and reports as they were published.

    :raises NotRestored: where uploads are kept elsewhere than in a folder.
    """
    if not isinstance(default_storage, FileSystemStorage):
        raise NotRestored(
            "the uploaded files are not kept in a folder of this machine; back that place up by its own means."
        )
    return {"files": Path(default_storage.location), "reports": env.data_dir() / "reports"}


def contents() -> Iterator[tuple[str, Path]]:
    """Name in the archive and path of every file, in a fixed order; drafts and links are no content."""
    for name, folder in places().items():
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                yield f"{name}/{inside.as_posix()}", path


def stage() -> dict[str, Path]:
    """Empty folders beside the real ones, on the same disk, so that they can take their place at once."""
    staged = {name: folder.with_name(folder.name + STAGE) for name, folder in places().items()}
    for folder in staged.values():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
    return staged


class Exchange:
    """Staged folders put in the place of the real ones, and back again when what follows fails."""

    def __init__(self, staged: dict[str, Path]) -> None:
        self.staged, self.real = staged, places()
        self.done: list[str] = []

    def make(self) -> None:
        for name, folder in self.real.items():
            self.done.append(name)
            if folder.exists():
                folder.rename(self._former(folder))
            self.staged[name].rename(folder)

    def undo(self) -> None:
        for name in reversed(self.done):
            folder = self.real[name]
            if folder.exists() and not self.staged[name].exists():
                folder.rename(self.staged[name])
            if self._former(folder).exists():
                self._former(folder).rename(folder)

    def finish(self) -> None:
        for folder in self.real.values():
            shutil.rmtree(self._former(folder), ignore_errors=True)

    @staticmethod
    def _former(folder: Path) -> Path:
        return folder.with_name(f"{folder.name}.replaced-{os.getpid()}")
