"""`athar verify FILE`: valid, or invalid and why. Needs no database, no network and no account."""

from pathlib import Path
from typing import Annotated

import typer

from athar.cli.output import FINDING, fail, out, print_json


def verify(
    file: Annotated[
        Path, typer.Argument(help="A receipt, an inclusion proof, or a report's data package (.zip).")
    ],
    *,
    key: Annotated[
        list[str] | None, typer.Option(help="Trust only this verifier key (name+id+base64); may be repeated.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Check a receipt, a proof or a published report offline."""
    from athar.analytics.packages import (  # slow, and no other command needs it
        Invalid,
        Malformed,
        verify_file,
    )

    if not file.exists():
        fail(f"there is no file {file}.")
    try:
        checks = verify_file(file, trusted=key or None)
    except Malformed as error:
        fail(f"{file}: {error}")
    except Invalid as error:
        if json:
            print_json({"valid": False, "reason": str(error)})
        else:
            out.print(f"invalid: {error}", markup=False)
        raise typer.Exit(FINDING) from None
    if json:
        print_json({"valid": True, "checks": checks})
    else:
        out.print("valid")
        for check in checks:
            out.print(f"  {check}", markup=False)
