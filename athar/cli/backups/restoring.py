"""
`athar restore`: an archive back in its place, or nothing changed.

Everything in the database happens in one transaction, the making of tables too; it is committed only when the
counts are those of the manifest and the ledger verifies down to its root. The files wait in folders beside the
real ones until then.
"""

import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from psycopg import Error as DriverError
from psycopg.errors import LockNotAvailable

from athar.cli.backups import archive, folders, keys, tables
from athar.cli.backups.faults import BadArchive, NotRestored
from athar.engine.ledger import integrity, posting

Progress = Callable[[float, str], None]
# Whose rows make a database one that must not be overwritten by mistake; a new installation has none of them.
TELLING = ("ledger_record", "ledger_proposal", "people_person", "people_account", "register_initiative")
PATIENCE = "30s"  # for what still holds a table: housekeeping of the server lets go of it by itself


def restore(
    path: Path,
    *,
    passphrase: archive.Passphrase,
    replace: bool = False,
    with_keys: bool = False,
    although_keys_differ: bool = False,
    progress: Progress = lambda *_: None,
) -> dict[str, Any]:
    """
    Bring an archive back and return its manifest.

    :raises BadArchive: when it is no archive, was altered, or comes from a newer version.
    :raises NotRestored: when this place does not take it. Either way nothing has changed.
    """
    spoken = _once(passphrase)
    total = max(path.stat().st_size, 1)
    seen = _Counter(lambda done: progress(min(0.3 * done / total, 0.3), "checking the archive"))
    manifest = archive.check(path, spoken, progress=seen)
    _check_place(manifest, replace=replace, with_keys=with_keys, although_keys_differ=although_keys_differ)
    staged = folders.stage()
    exchange = folders.Exchange(staged)
    try:
        with transaction.atomic():
            kept = _fill(path, spoken, manifest, staged, progress)
            with keys.signing_with(kept[keys.SIGNING] if with_keys else None):
                _verify(manifest, progress)
            with _without_savepoints():
                call_command("migrate", verbosity=0, interactive=False)
            exchange.make()
    except LockNotAvailable as error:
        raise NotRestored(_BUSY) from error
    except (DatabaseError, DriverError) as error:
        exchange.undo()
        if isinstance(error.__cause__, LockNotAvailable):
            raise NotRestored(_BUSY) from error
        raise NotRestored(f"the database did not take it: {str(error).splitlines()[0]}") from error
    except BaseException:
        exchange.undo()
        raise
    finally:
        for folder in staged.values():
            shutil.rmtree(folder, ignore_errors=True)
    exchange.finish()
    if with_keys:
        keys.put_back(kept)
    progress(1.0, "done")
    return manifest


_BUSY = "the database is in use; stop the site and its worker, then try again."


def _once(ask: archive.Passphrase) -> archive.Passphrase:
    said: list[str] = []

    def once() -> str:
        if not said:
            said.append(ask())
        return said[0]

    return once


class _Counter:
    def __init__(self, tell: Callable[[int], None]) -> None:
        self.tell, self.total = tell, 0

    def __call__(self, more: int) -> None:
        self.total += more
        self.tell(self.total)


def _check_place(
    manifest: dict[str, Any], *, replace: bool, with_keys: bool, although_keys_differ: bool
) -> None:
    known = MigrationExecutor(connection).loader.disk_migrations or {}
    unknown = sorted({(app, name) for app, name in manifest["migrations"]} - set(known))
    if unknown:
        raise BadArchive(
            f"it was made by a newer version of Athar, which knows {'.'.join(unknown[0])}; upgrade this one first."
        )
    if not replace and not is_empty():
        raise NotRestored(
            "the database holds data; say --replace to put the backup in its place, or name an empty database."
        )
    if with_keys and not manifest["keys"]["included"]:
        raise NotRestored(
            "there are no keys in this backup; put secrets.json and signing.key back yourself, and leave --with-keys out."
        )
    if with_keys:
        keys.check_environment()
    strangers = [] if with_keys or although_keys_differ else keys.strangers(manifest)
    if strangers:
        raise NotRestored(
            f"it was made with another {strangers[0]} key: identity numbers could not be {'read' if strangers[0] == 'encryption' else 'found'}. "
            "Put its secrets.json into the data folder, use --with-keys if the backup has them, or say --although-keys-differ."
        )


def is_empty() -> bool:
    """Whether there is nothing yet that a restore would take away."""
    present = set(tables.every_name()) & set(TELLING)
    with connection.cursor() as cursor:
        for name in sorted(present):
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{name}")')  # noqa: S608 -- one of the names above
            if cursor.fetchone()[0]:
                return False
    return True


def _fill(
    path: Path,
    passphrase: archive.Passphrase,
    manifest: dict[str, Any],
    staged: dict[str, Path],
    progress: Progress,
) -> dict[str, bytes]:
    """Tables as the archive's version had them, then its rows; files into the staged folders. Returns the keys."""
    progress(0.3, "making the tables")
    wanted = _make_tables(manifest)
    kept: dict[str, bytes] = {}
    total = max(sum(facts["size"] for facts in manifest["members"].values()), 1)
    done = 0
    for name, size, source in archive.members(path, passphrase):
        progress(0.35 + 0.4 * done / total, name.partition("/")[0])
        place, _, inside = name.partition("/")
        if place == "database":
            _read_table(wanted.pop(name), source)
        elif place in staged:
            _write_file(staged[place] / inside, source)
        elif place == "keys":
            kept[name] = source.read()
        done += size
    if wanted:
        raise BadArchive(f"{min(wanted)} is missing from the archive.")
    _close_tables(manifest)
    return kept


def _make_tables(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    executor_targets = [tuple(pair) for pair in manifest["migrations"]]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SET LOCAL lock_timeout = '{PATIENCE}'; DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET LOCAL lock_timeout = 0"
        )
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # else what migrations write would keep later ones waiting
    _forget_what_was_known()
    executor = MigrationExecutor(connection)
    with _without_savepoints():
        executor.migrate(_leaves(executor, executor_targets))
    for year in manifest["database"]["years"]:
        posting.ensure_partition(int(year))
    here = {table.name: set(table.columns) for table in tables.present()}
    for table in manifest["database"]["tables"]:
        if here.get(table["name"]) != set(table["columns"]):
            raise BadArchive(
                f"the table {table['name']} in it has other columns than that version of Athar made."
            )
    with connection.cursor() as cursor:
        cursor.execute(tables.PLAIN)
        # History was written when it happened; and the guards of the ledger would refuse to let the tables be emptied.
        for statement in tables.each_statement("ALTER TABLE {} DISABLE TRIGGER USER", tables.every_name()):
            cursor.execute(statement)
        names = ", ".join(f'"{name}"' for name in here)
        cursor.execute(f"TRUNCATE {names}; SET CONSTRAINTS ALL DEFERRED")
    return {f"database/{table['name']}.copy.gz": table for table in manifest["database"]["tables"]}


@contextmanager
def _without_savepoints() -> Iterator[None]:
    """
    Migrations directly in our transaction.

    PostgreSQL lets a value added to an enumeration be used in the transaction that made the enumeration, but not
    when a savepoint stood between the two; the tables of the job queue need that.
    """
    usual = connection.features.uses_savepoints
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = usual


def _leaves(executor: MigrationExecutor, applied: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The newest of the archive's migrations in each app."""
    graph, recorded = executor.loader.graph, set(applied)
    return [
        node for node in applied
        if node in graph.nodes and not any(child.key in recorded and child.key[0] == node[0] for child in graph.node_map[node].children)
    ]  # fmt: skip


def _read_table(facts: dict[str, Any], source: IO[bytes]) -> None:
    table = tables.Table(facts["name"], facts["columns"])
    try:
        rows = table.read(source)
    except (OSError, EOFError, zlib.error) as error:
        raise BadArchive(f"{table.member} in the archive cannot be unpacked.") from error
    if rows != facts["rows"]:
        raise BadArchive(
            f"{table.name} has {rows:,} rows in the archive; its manifest says {facts['rows']:,}."
        )


def _write_file(path: Path, source: IO[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as target:
        path.chmod(0o600)
        shutil.copyfileobj(source, target, archive.PIECE)


def _close_tables(manifest: dict[str, Any]) -> None:
    tables.put_back(manifest["database"]["sequences"])
    names = tables.every_name()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # every reference is checked here
        for statement in tables.each_statement("ALTER TABLE {} ENABLE TRIGGER USER", names):
            cursor.execute(statement)
        for statement in tables.each_statement("ANALYZE {}", names):
            cursor.execute(statement)


def _verify(manifest: dict[str, Any], progress: Progress) -> None:
    expected = manifest["ledger"]
    total = max(expected["size"], 1)
    verdict = integrity.verify(
        progress=lambda done: progress(0.75 + 0.2 * done / total, "verifying the ledger")
    )
    if not verdict.holds:
        hint = "" if "signed head" not in verdict.faults[0] else (
            f" If this machine has another signing key, put {manifest['keys']['signing']} into ATHAR_FORMER_KEYS, or its signing.key back."
        )  # fmt: skip
        raise NotRestored(f"its ledger does not verify: {verdict.faults[0]}.{hint}")
    if (verdict.records, verdict.root) != (expected["size"], expected["root"]):
        raise NotRestored(
            f"its ledger has {verdict.records:,} records and root {verdict.root}; its manifest says otherwise."
        )


def _forget_what_was_known() -> None:
    """What this process remembers of the tables that were dropped."""
    posting._known.clear()
    ContentType.objects.clear_cache()


__all__ = ["BadArchive", "NotRestored", "is_empty", "restore"]
