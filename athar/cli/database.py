"""`athar database`: the embedded server by itself."""

from typing import Annotated

import typer

from athar.cli.output import out

app = typer.Typer(no_args_is_help=True, help="The embedded PostgreSQL server.")


@app.command()
def start() -> None:
    """Start it, and print its address."""
    from athar.config import database, embedded

    embedded.ensure_running()
    out.print(database.url(), markup=False)


@app.command()
def stop() -> None:
    """Stop it."""
    from athar.config import embedded

    embedded.stop()


@app.command()
def url(*, password: Annotated[bool, typer.Option(help="Show the password.")] = True) -> None:
    """Print the address of the database."""
    from athar.config import database

    address = database.url()
    out.print(
        address if password else address.replace(address.split(":")[2].split("@")[0], "…"), markup=False
    )
