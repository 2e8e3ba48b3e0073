"""`athar backup`: everything that cannot be made again, as it stood at one moment."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from athar.analytics.proofs import Frontier
from athar.cli.backups import archive, folders, keys, tables
from athar.config import env, version
from athar.engine.ledger.models import Head, SignedHead
from athar.foundation.core.backed_up import NOTE

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Made:
    path: Path
    size: int
    records: int
    root: str
    rows: int
    files: int


def back_up(
    path: Path,
    *,
    at: datetime,
    passphrase: str = "",
    with_keys: bool = False,
    progress: Progress = lambda *_: None,
) -> Made:
    """
    Write an archive of the database, the kept files and, if asked for, the keys.

    The database is read in one snapshot, so work may go on meanwhile. Files are read after it: each one the
    snapshot speaks of is there.

    :raises OSError: when the archive cannot be written.
    """
    with archive.writing(path, passphrase) as writer:
        if with_keys:
            for name, content in keys.members().items():
                writer.add_bytes(name, content)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute(tables.PLAIN)
            database = _database(writer, progress)
            ledger = _ledger()
            migrations = sorted(MigrationRecorder(connection).applied_migrations())
        files = _files(writer, progress)
        writer.finish({
            "made_at": at.isoformat(),
            "athar": {"version": _version(), "code": version.of_code()},
            "migrations": migrations, "database": database, "ledger": ledger,
            "keys": {**keys.names(), "included": with_keys}, "files": files,
        })  # fmt: skip
    rows = sum(table["rows"] for table in database["tables"])
    made = Made(path, path.stat().st_size, ledger["size"], ledger["root"], rows, files)
    (env.data_dir() / NOTE).write_text(
        json.dumps({"at": at.isoformat(), "path": str(path.resolve()), "bytes": made.size})
    )
    return made


def _database(writer: archive.Writer, progress: Progress) -> dict[str, Any]:
    everything = tables.present()
    wanted = [table for table in everything if table.name not in tables.LEFT_OUT]
    written = []
    for done, table in enumerate(wanted):
        progress(0.8 * done / len(wanted), table.name)
        # A tar wants to know the size before the content.
        with tempfile.TemporaryFile() as spool:
            rows = table.write(spool)
            size = spool.tell()
            spool.seek(0)
            writer.add(table.member, spool, size)
        written.append({**table.as_dict(), "rows": rows})
    return {
        "postgres": _server(), "tables": written, "years": tables.years(), "sequences": tables.sequences(),
        "left_out": sorted(tables.LEFT_OUT & {table.name for table in everything}),
    }  # fmt: skip


def _server() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def _ledger() -> dict[str, Any]:
    head = Head.objects.get()
    root = Frontier.from_bytes(head.size, bytes(head.frontier)).root().hex()
    return {"size": head.size, "root": root, "signed_heads": SignedHead.objects.count()}


def _files(writer: archive.Writer, progress: Progress) -> int:
    found = list(folders.contents())
    kept = 0
    for done, (name, path) in enumerate(found):
        progress(0.8 + 0.2 * done / len(found), "files")
        try:
            source = path.open("rb")
        except FileNotFoundError:
            continue  # an import that was cancelled meanwhile takes its file with it
        with source:
            writer.add(name, source, path.stat().st_size)
        kept += 1
    progress(1.0, "files")
    return kept


def _version() -> str:
    try:
        return version_of("athar")
    except PackageNotFoundError:  # a checkout, of which nothing is installed
        return "checkout"
