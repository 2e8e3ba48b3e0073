"""
The archive: a tar whose last member lists every other with its size and sha256.

``athar-backup.json`` comes first and says the format, so that an older version can tell that it cannot read on.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, cast

from athar.cli.backups.faults import BadArchive
from athar.cli.backups.sealing import SealedReader, SealedWriter, is_sealed

FORMAT = 1
FIRST, LAST = "athar-backup.json", "manifest.json"
PIECE = 1024 * 1024
MOST_MANIFEST = 256 * 1024 * 1024

_UNREADABLE = (tarfile.TarError, EOFError, UnicodeDecodeError)
_NO_ARCHIVE = "it is no backup of Athar, or it is cut short or altered."

Progress = Callable[[int], None]
Passphrase = Callable[[], str]


class Writer:
    """Members are written as they come; the manifest is added at the end."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.members: dict[str, dict[str, Any]] = {}
        self.add_bytes(FIRST, json.dumps({"format": FORMAT}).encode())

    def add_bytes(self, name: str, content: bytes) -> None:
        self.add(name, io.BytesIO(content), len(content))

    def add(self, name: str, source: IO[bytes], size: int) -> None:
        """Add ``size`` bytes of the source; its digest is taken from what is written."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        reader = _Digesting(source)
        self.tar.addfile(info, cast("IO[bytes]", reader))
        self.members[name] = {"size": size, "sha256": reader.digest.hexdigest()}

    def finish(self, manifest: dict[str, Any]) -> None:
        content = json.dumps(
            {"format": FORMAT, **manifest, "members": self.members}, ensure_ascii=False, indent=1
        )
        self.add_bytes(LAST, content.encode())


@contextmanager
def writing(path: Path, passphrase: str) -> Iterator[Writer]:
    """Write an archive that appears under its name only when it is whole; readable by its owner alone."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            sealed = SealedWriter(file, passphrase) if passphrase else None
            with tarfile.open(
                fileobj=cast("IO[bytes]", sealed or file), mode="w|", format=tarfile.PAX_FORMAT
            ) as tar:
                yield Writer(tar)
            if sealed:
                sealed.close()
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)


def check(path: Path, passphrase: Passphrase, *, progress: Progress = lambda _: None) -> dict[str, Any]:
    """
    Read the whole archive, compare every member with the manifest, and return the manifest.

    :param passphrase: asked only when the archive is sealed.
    :raises BadArchive: in one line.
    """
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    for name, size, source in members(path, passphrase):
        if name == LAST and size <= MOST_MANIFEST:
            manifest = _manifest(source.read())
        elif name == FIRST:
            content = source.read()
            _check_format(_manifest(content))
            found[name] = {"size": size, "sha256": hashlib.sha256(content).hexdigest()}
        else:
            found[name] = {"size": size, "sha256": _digest(source, progress)}
    if manifest is None:
        raise BadArchive("the archive is cut short: its manifest is missing.")
    for name, facts in manifest["members"].items():
        if found.pop(name, None) != facts:
            raise BadArchive(f"{name} in the archive is missing or altered; use another copy.")
    if found:
        raise BadArchive(f"{min(found)} is in the archive, but its manifest does not know it.")
    return manifest


def members(path: Path, passphrase: Passphrase) -> Iterator[tuple[str, int, IO[bytes]]]:
    """Name, size and content of each member in order; the content must be read before the next is asked for."""
    with path.open("rb") as file:
        sealed = is_sealed(file)
        source = SealedReader(file, passphrase()) if sealed else file
        try:
            with tarfile.open(fileobj=cast("BinaryIO", source), mode="r|") as tar:
                for info in tar:
                    content = tar.extractfile(info) if info.isreg() else None
                    if content is None or not _is_tame(info.name):
                        raise BadArchive(f"{info.name!r} has no place in a backup of Athar.")
                    yield info.name, info.size, cast("IO[bytes]", _Content(content))
        except _UNREADABLE as error:
            raise BadArchive(_NO_ARCHIVE) from error


def _is_tame(name: str) -> bool:
    """Whether the name stays below the folder it is written to."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\0" not in name


def _manifest(content: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(content)
        if not isinstance(manifest, dict) or not isinstance(manifest["format"], int):
            raise TypeError
    except (ValueError, KeyError, TypeError) as error:
        raise BadArchive("its manifest cannot be read; the archive was altered.") from error
    return manifest


def _check_format(first: dict[str, Any]) -> None:
    if first["format"] > FORMAT:
        raise BadArchive(
            f"it was made by a newer version of Athar (format {first['format']}); upgrade this one first."
        )


def _digest(source: IO[bytes], progress: Progress) -> str:
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
        progress(len(piece))
    return digest.hexdigest()


class _Digesting:
    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.digest.update(data)
        return data


class _Content:
    """What a member holds; an archive that ends too early says so in our words."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source

    def read(self, size: int = -1) -> bytes:
        try:
            return self.source.read(size)
        except _UNREADABLE as error:
            raise BadArchive(_NO_ARCHIVE) from error
