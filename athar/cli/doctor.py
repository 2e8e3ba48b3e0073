"""`athar doctor`: how everything stands, a line each."""

from collections.abc import Callable
from typing import Annotated

import typer

from athar.cli import django
from athar.cli.examination.findings import Finding, State, bad, is_sound
from athar.cli.output import FINDING, out, print_json

SIGNS = {
    State.GOOD: "[green]good [/green]",
    State.WATCH: "[yellow]watch[/yellow]",
    State.BAD: "[red]bad  [/red]",
}


def doctor(
    *,
    full: Annotated[
        bool, typer.Option("--full", help="Check every record of the ledger, not only its head.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Look at database, ledger, worker, keys, disk, backups and settings; say what to do where something is wrong."""
    django.start()
    findings = examine(full=full)
    sound = is_sound(findings)
    if json:
        print_json({
            "sound": sound,
            "checks": [{"code": found.code, "state": found.state.value, "message": found.message, "remedy": found.remedy} for found in findings],
        })  # fmt: skip
    else:
        for found in findings:
            out.print(f"{SIGNS[found.state]} {found.code:<11}", end="")
            out.print(f"{found.message}{f'; {found.remedy}' if found.remedy else ''}", markup=False)
    raise typer.Exit(0 if sound else FINDING)


def examine(*, full: bool) -> list[Finding]:
    """Every check; those of the database only if it answers."""
    from athar.cli.examination import database, machine

    findings = [database.reachable()]
    if is_sound(findings):
        checks: list[tuple[str, Callable[[], Finding]]] = [
            ("migrations", database.migrations), ("ledger", lambda: database.ledger(full=full)),
            ("worker", database.worker), ("outbox", database.outbox), ("clock", database.clock), ("breaches", database.breach),
        ]  # fmt: skip
        findings += [_looked(code, check) for code, check in checks]
    own = ("disk", "keys", "secret", "built", "mail", "backup", "address", "limits")
    return findings + [_looked(code, getattr(machine, code)) for code in own]


def _looked(code: str, check: Callable[[], Finding]) -> Finding:
    """A check that breaks is a finding too: one thing that is wrong must not hide the others."""
    try:
        return check()
    except Exception as error:  # noqa: BLE001 -- whatever it is
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        return bad(code, f"could not be looked at: {first}", "mend what stands above first")
