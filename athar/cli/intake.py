"""`athar import records`: a file of records read, checked, approved and posted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from athar.cli import django
from athar.cli.output import FINDING, err, fail, out, print_json

if TYPE_CHECKING:
    from athar.engine.intake.models import Import
    from athar.engine.intake.progress import Report
    from athar.foundation.people.models import Person

app = typer.Typer(no_args_is_help=True, help="Records from files.")


@app.callback()
def imports() -> None:
    """Records from files."""


@app.command()
def records(
    file: Annotated[
        Path, typer.Argument(help="CSV in UTF-8, or an Excel workbook (xlsx).", show_default=False)
    ],
    *,
    by: Annotated[
        str, typer.Option(help="E-mail of whoever enters the records; else the first programme manager.")
    ] = "",
    approve_by: Annotated[str, typer.Option(help="E-mail of whoever approves them: another person.")] = "",
    without_refused: Annotated[
        bool, typer.Option("--without-refused", help="Post the other rows although some are refused.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Cancel an unfinished import of this file and read it anew.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Validate a file of records and, once approved, post it: all of it, or nothing."""
    if not file.is_file():
        fail(f"there is no file {file}.")
    django.start()
    from django.utils import translation

    with translation.override("en"):
        code = _import(
            file, by=by, approve_by=approve_by, without_refused=without_refused, fresh=fresh, json=json
        )
    raise typer.Exit(code)


def _import(file: Path, *, by: str, approve_by: str, without_refused: bool, fresh: bool, json: bool) -> int:
    from athar.engine.intake.choices import State

    maker = _person(by) if by else _default_maker()
    checker = _person(approve_by) if approve_by else None
    if checker == maker:
        fail("nobody approves their own entry; --by and --approve-by must be two people.")
    imported, known = _deliver(file, maker, fresh=fresh)
    if imported.state in {State.WAITING, State.READING}:
        _read(imported)
    if imported.state == State.REFUSED:
        fail(
            f"{file}: "
            + " ".join(f"{reason['message_en']} {reason['remedy_en']}" for reason in imported.problem)
        )
    refused_file = _write_refused(imported, file)
    said_no = (
        _approve(imported, checker, without_refused=without_refused)
        if checker and imported.state == State.READ
        else ""
    )
    if json:
        print_json(_as_json(imported, known=known, refused_file=refused_file, said_no=said_no))
    else:
        _describe(imported, file, known=known, refused_file=refused_file, said_no=said_no)
    return FINDING if refused_file or said_no else 0


def _person(email: str) -> "Person":
    from athar.foundation.people.models import Account

    account = Account.objects.filter(email__iexact=email, is_active=True).select_related("person").first()
    return account.person if account else fail(f"nobody signs in as {email}.")


def _default_maker() -> "Person":
    from django.utils import timezone

    from athar.foundation.people.choices import Role
    from athar.foundation.people.models import RoleGrant

    managers = RoleGrant.objects.filter(role=Role.PROGRAMME_MANAGER, person__account__is_active=True)
    grants = managers.in_force(timezone.now()).whole()
    grant = grants.select_related("person__account").order_by("pk").first()
    if grant is None:
        fail("there is no programme manager to enter the records; say who does with --by EMAIL.")
    return grant.person


def _deliver(file: Path, maker: "Person", *, fresh: bool) -> tuple["Import", bool]:
    """Take the file in; the second value says whether these bytes were posted before."""
    from django.core.files import File
    from django.utils import timezone

    from athar.engine.intake import operations
    from athar.engine.intake.choices import OPEN, State

    with file.open("rb") as opened:
        delivery: dict[str, Any] = {
            "file": File(opened),
            "name": file.name,
            "by": maker,
            "folder": file.resolve().parent,
        }
        imported = operations.start(**delivery, at=timezone.now())
        if fresh and not imported.is_new and imported.state in OPEN:
            operations.cancel(imported=imported, by=maker, at=timezone.now(), reason="read anew")
            imported = operations.start(**delivery, at=timezone.now())
    return imported, imported.state == State.POSTED


def _read(imported: "Import") -> None:
    from athar.engine.intake import operations
    from athar.engine.intake.reading import ReadByAnother

    with _Bar(f"Reading on from line {imported.line:,}" if imported.line else "Reading") as report:
        try:
            operations.read(imported.pk, progress=report)
        except ReadByAnother:
            fail(f"import {imported.pk} is being read by another process; wait for it, or stop it.")
    imported.refresh_from_db()


def _write_refused(imported: "Import", file: Path) -> Path | None:
    from athar.engine.intake.spreadsheet import write_refused

    if not imported.refused:
        return None
    target = file.with_name(f"{file.stem}.refused.xlsx")
    try:
        write_refused(imported, target)
    except OSError as error:
        fail(f"the refused rows cannot be written to {target}: {error.strerror or error}")
    return target


def _approve(imported: "Import", checker: "Person", *, without_refused: bool) -> str:
    """Approve and post; what was said against it, when it was refused."""
    from django.utils import timezone

    from athar.engine.intake import operations

    with _Bar("Posting") as report:
        try:
            operations.approve(
                imported=imported,
                by=checker,
                at=timezone.now(),
                without_refused=without_refused,
                progress=report,
            )
        except operations.ApprovalRefused as refused:
            return " ".join(f"{reason.message} {reason.remedy}" for reason in refused.reasons)
    imported.refresh_from_db()
    return ""


class _Bar:
    """Rows, speed and time left on standard error."""

    def __init__(self, what: str) -> None:
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        self.what = what
        self.bar = Progress(
            TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[detail]}"), console=err, transient=True
        )  # fmt: skip

    def __enter__(self) -> "Report":
        self.bar.start()
        task = self.bar.add_task(self.what, total=1.0, detail="")

        def report(progress: Any) -> None:
            left = "" if progress.seconds_left is None else f", {progress.seconds_left:,.0f} s left"
            detail = f"{progress.rows:,} rows, {progress.rows_per_second:,.0f}/s{left}"
            if progress.stage == "check":
                self.bar.update(
                    task,
                    completed=1.0,
                    description="Checking across the file",
                    detail=f"{progress.rows:,} rows",
                )
            else:
                self.bar.update(task, completed=progress.share, detail=detail)

        return report

    def __exit__(self, *_: object) -> None:
        self.bar.stop()


def _as_json(imported: "Import", *, known: bool, refused_file: Path | None, said_no: str) -> dict[str, Any]:
    from athar.engine.intake.queries import reasons_of

    positions = imported.positions
    return {
        "import": imported.pk, "file": imported.name, "sha256": imported.sha256, "state": imported.state.value, "already_imported": known,
        "rows": {"total": imported.total, "valid": imported.valid, "refused": imported.refused, "unchanged": imported.unchanged,
                 "explained": imported.explained, "posted": imported.posted},
        "people": {"known": imported.people_known, "new": imported.people_new},
        "reasons": [
            {"code": found.code, "rows": found.rows, "explainable": found.explainable, "message_ar": found.message_ar, "message_en": found.message_en}
            for found in reasons_of(imported)
        ],
        "positions": [positions.start, positions.stop - 1] if positions else None,
        "refused_file": str(refused_file) if refused_file else None,
        "not_approved": said_no or None,
    }  # fmt: skip


def _describe(
    imported: "Import", file: Path, *, known: bool, refused_file: Path | None, said_no: str
) -> None:
    from athar.engine.intake.choices import State
    from athar.engine.intake.queries import reasons_of
    from athar.engine.ledger.models.record import number

    if known:
        out.print(f"{file.name} was posted already, as import {imported.pk}; nothing changes", markup=False)
    rows = f"{imported.valid:,} valid, {imported.refused:,} refused, {imported.unchanged:,} in the ledger already"
    people = f"{imported.people_known:,} known, {imported.people_new:,} new"
    out.print(f"rows: {imported.total:,} ({rows})")
    out.print(f"people: {imported.people_known + imported.people_new:,} ({people})")
    for found in reasons_of(imported):
        out.print(f"  {found.rows:>8,}  {found.message_en}", markup=False)
    if refused_file:
        out.print(f"refused rows, with reasons: {refused_file}", markup=False)
    if positions := imported.positions:
        out.print(f"posted as {number(positions.start)} to {number(positions.stop - 1)}")
    if said_no:
        out.print(f"nothing was posted. {said_no}", markup=False)
    elif imported.state == State.READ:
        out.print(
            f"import {imported.pk} awaits approval: athar import records {file} --approve-by EMAIL",
            markup=False,
        )
