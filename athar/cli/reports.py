"""`athar report`: build a published report in any language and form."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from athar.cli import django
from athar.cli.output import bad_input, fail, out, print_json

app = typer.Typer(no_args_is_help=True, help="Reports whose figures come from records.")


class Language(StrEnum):
    AR = "ar"
    EN = "en"


class Form(StrEnum):
    HTML = "html"
    PDF = "pdf"
    DATA = "data"


@app.command()
def build(
    *,
    year: Annotated[str, typer.Option(help="The annual report of a year, like 2023.")] = "",
    plan: Annotated[str, typer.Option(help="The retrospective of a plan, like 2020-2023.")] = "",
    lang: Annotated[Language, typer.Option(help="ar or en.")] = Language.AR,
    format: Annotated[  # noqa: A002 -- the option's name
        Form, typer.Option(help="html, pdf or data (a zip with CSV, JSON, receipts and the signed head).")
    ] = Form.PDF,
    path: Annotated[Path, typer.Option("--out", help="The file to write.")],
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Write a report to a file: the published one, or the newest revision where none is published."""
    if bool(year) == bool(plan):
        fail("say either --year 2023 or --plan 2020-2023.")
    django.start()
    from athar.direction.reporting import publishing
    from athar.direction.reporting.models import Report

    slug = f"annual-{year}" if year else f"plan-{plan}"
    report = Report.objects.filter(slug=slug).first()
    if report is None:
        known = ", ".join(Report.objects.values_list("slug", flat=True)) or "none yet"
        fail(f"there is no report {slug}; the reports are: {known}.")
    if not path.parent.exists():
        fail(f"there is no folder {path.parent}; make it first.")
    with bad_input(publishing.NothingToPublish):
        content = publishing.build(report, language=lang.value, form=format.value)
    path.write_bytes(content)
    if json:
        print_json(
            {
                "report": slug,
                "language": lang.value,
                "format": format.value,
                "path": str(path),
                "bytes": len(content),
            }
        )
    else:
        out.print(f"{path}  {len(content):,} bytes")
