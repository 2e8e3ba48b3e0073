"""`athar backup`, `athar restore`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from athar.cli import django
from athar.cli.output import err, fail, out, print_json

if TYPE_CHECKING:
    from athar.cli.backups.making import Progress

PassphraseFile = Annotated[
    Path | None,
    typer.Option(help="File whose first line is the passphrase; for backups that nobody watches."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
SHORTEST = 12


def backup(
    path: Annotated[
        Path, typer.Argument(help="The file to write, like athar-2026-01-31.backup.", show_default=False)
    ],
    *,
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="Ask for a passphrase without which nobody opens it.")
    ] = False,
    passphrase_file: PassphraseFile = None,
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="Put the keys in too; keep such a backup like a key.")
    ] = False,
    json: Json = False,
) -> None:
    """Write the database, the kept files and their checksums into one archive."""
    if path.exists():
        fail(f"there is a file {path} already; name another, so that no backup is overwritten.")
    if not path.parent.is_dir():
        fail(f"there is no folder {path.parent}.")
    passphrase = _new_passphrase(passphrase_file) if encrypt or passphrase_file else ""
    if with_keys:
        err.print(
            "[yellow]warning:[/yellow] this backup holds the keys: whoever has it reads identity numbers and can sign in the association's name."
        )
        if not passphrase:
            err.print("[yellow]warning:[/yellow] and it is not encrypted; --encrypt asks for a passphrase.")
    django.start()
    from django.utils import timezone

    from athar.cli.backups.making import back_up

    try:
        with _bar("Backing up") as progress:
            made = back_up(
                path, at=timezone.now(), passphrase=passphrase, with_keys=with_keys, progress=progress
            )
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror or error}.", code=1)
    if json:
        print_json({
            "path": str(made.path), "bytes": made.size, "rows": made.rows, "files": made.files,
            "encrypted": bool(passphrase), "keys": with_keys, "ledger": {"size": made.records, "root": made.root},
        })  # fmt: skip
        return
    out.print(f"{made.path}: {made.size:,} bytes, {made.rows:,} rows, {made.files:,} files", markup=False)
    out.print(f"  ledger of {made.records:,} records, root {made.root}", markup=False)
    if not with_keys:
        out.print("  without the keys: keep secrets.json and signing.key in another place")


def restore(
    path: Annotated[Path, typer.Argument(help="An archive that `athar backup` wrote.", show_default=False)],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of the data that is there now.")
    ] = False,
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="Put its keys in the place of those of this machine.")
    ] = False,
    although_keys_differ: Annotated[
        bool,
        typer.Option(
            "--although-keys-differ", help="Restore although its identity numbers can then not be read."
        ),
    ] = False,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
) -> None:
    """Bring a backup back: checked whole first, and put in place only when its ledger verifies."""
    if not path.is_file():
        fail(f"there is no file {path}.")
    django.start()
    from athar.cli.backups import restoring

    try:
        with _bar("Restoring") as progress:
            manifest = restoring.restore(
                path, passphrase=lambda: _known_passphrase(passphrase_file), replace=replace, with_keys=with_keys,
                although_keys_differ=although_keys_differ, progress=progress,
            )  # fmt: skip
    except (restoring.BadArchive, restoring.NotRestored) as error:
        fail(f"{path}: {error} Nothing was changed.")
    ledger = manifest["ledger"]
    rows = sum(table["rows"] for table in manifest["database"]["tables"])
    if json:
        print_json(
            {
                "made_at": manifest["made_at"],
                "rows": rows,
                "files": manifest["files"],
                "keys": with_keys,
                "ledger": ledger,
            }
        )
        return
    out.print(
        f"restored as it was at {manifest['made_at']}: {rows:,} rows, {manifest['files']:,} files",
        markup=False,
    )
    out.print(f"  the ledger verifies: {ledger['size']:,} records, root {ledger['root']}", markup=False)
    if with_keys:
        out.print("  the keys of this machine stand beside the restored ones, ending in .before-restore")


def _new_passphrase(file: Path | None) -> str:
    passphrase = _from_file(file) if file else _ask("Passphrase for the backup", confirm=True)
    if len(passphrase) < SHORTEST:
        fail(f"a passphrase has {SHORTEST} signs or more; a few words are easy to keep.")
    return passphrase


def _known_passphrase(file: Path | None) -> str:
    return _from_file(file) if file else _ask("Passphrase of the backup", confirm=False)


def _ask(prompt: str, *, confirm: bool) -> str:
    if not sys.stdin.isatty():
        fail("there is nobody to ask for the passphrase; name a file with --passphrase-file.")
    return str(typer.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True))


def _from_file(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        fail(f"the passphrase cannot be read from {file}: {error}")
    return lines[0] if lines else ""


@contextmanager
def _bar(what: str) -> "Iterator[Progress]":
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[detail]}"),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(what, total=1.0, detail="")
        yield lambda share, detail: bar.update(task, completed=share, detail=detail)
