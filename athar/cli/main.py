"""The tree of commands. Each takes --json, and exits 0, 1 (a negative finding) or 2 (bad input)."""

import sys

import typer

from athar.cli import backup, database, doctor, figures, intake, ledger, reports, rosters, site, verification
from athar.cli.output import fail

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, help="Athar: every number has a receipt."
)
app.command("demo")(site.demo)
app.command("serve")(site.serve)
app.command("setup")(site.setup)
app.command("figures")(figures.figures)
app.command("verify")(verification.verify)
app.command("roster")(rosters.roster)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("doctor")(doctor.doctor)
app.add_typer(intake.app, name="import")
app.add_typer(reports.app, name="report")
app.add_typer(ledger.app, name="ledger")
app.add_typer(database.app, name="database")


def main() -> None:
    """Run the command line; what an operator can mend is one line, not a traceback."""
    from athar.config.embedded import NoServer

    try:
        app()
    except NoServer as error:
        fail(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
