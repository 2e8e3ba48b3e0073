"""`athar ledger`: is it whole, is this record in it, what was signed."""

from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from athar.cli import django
from athar.cli.output import FINDING, err, fail, out, print_json

app = typer.Typer(no_args_is_help=True, help="Integrity of the ledger.")
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


@app.command()
def verify(*, json: Json = False) -> None:
    """Check every record, hash, tree node and signed head again from nothing."""
    django.start()
    from athar.engine.ledger import integrity
    from athar.engine.ledger.models import Head

    total = Head.objects.get().size
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("Checking records", total=total)
        verdict = integrity.verify(progress=lambda done: progress.update(task, completed=done))
    if json:
        print_json({
            "holds": verdict.holds, "records": verdict.records, "signed_heads": verdict.heads, "root": verdict.root, "faults": verdict.faults,
        })  # fmt: skip
    elif verdict.holds:
        out.print(
            f"valid: {verdict.records:,} records and {verdict.heads} signed heads agree; root {verdict.root}"
        )
    else:
        for fault in verdict.faults:
            out.print(f"invalid: {fault}", markup=False)
    raise typer.Exit(0 if verdict.holds else FINDING)


@app.command()
def head(*, json: Json = False) -> None:
    """Sign the present head, if it is new, and print it as a signed note."""
    django.start()
    from django.utils import timezone

    from athar.engine.ledger.signing import key, sign_head

    signed = sign_head(at=timezone.now())
    if json:
        print_json({
            "size": signed.size, "root": bytes(signed.root).hex(), "at": signed.at.isoformat(), "note": signed.note, "key": str(key().public),
        })  # fmt: skip
    else:
        out.print(signed.note, end="", markup=False)


@app.command()
def prove(
    record: Annotated[str, typer.Argument(help="R-008214, or its position.")], *, json: Json = False
) -> None:
    """Prove that a record is in the newest signed head; the proof is checked by `athar verify`."""
    django.start()
    from athar.engine.ledger.models import Record, SignedHead
    from athar.engine.ledger.proofs import prove_inclusion

    digits = record.upper().removeprefix("R-")
    if not digits.isdigit():
        fail(f"{record} is no record number; write it like R-008214.")
    found = Record.objects.with_everything().filter(position=int(digits)).first()
    if found is None:
        fail(f"there is no record {record} in this ledger.")
    newest = SignedHead.objects.filter(size__gt=found.position).order_by("-size").first()
    if newest is None:
        fail(f"{found} is newer than the newest signed head; run `athar ledger head` first.")
    proof = prove_inclusion(found, newest).to_dict()
    if json:
        print_json(proof)
    else:
        out.print(
            f"{found} is leaf {proof['index']} of {proof['size']}; {len(newest.note.splitlines())}-line note, {len(proof['path'])} hashes"
        )
        out.print(f"leaf {proof['leaf_hash']}\nroot {proof['root']}")
