"""A file arrives, and is read."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from athar.engine.intake import reading
from athar.engine.intake.choices import CLOSED, State
from athar.engine.intake.facts import ImportRead
from athar.engine.intake.files import is_workbook
from athar.engine.intake.models import Import, Stage
from athar.engine.intake.models.delivery import CSV, XLSX
from athar.engine.intake.operations.closing import close, lock
from athar.engine.intake.progress import Progress, Report
from athar.engine.intake.reasons import FileRefused, file_changed
from athar.engine.register.models import Edition, Initiative
from athar.foundation.core.facts import announce
from athar.foundation.core.in_turn import take_turn
from athar.foundation.core.jobs import job, later
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Organisation, Person


@transaction.atomic
def deliver(*, file: File, name: str, by: Person, at: datetime, **scope: Any) -> Import:
    """
    Take a file in, as ``start`` does, and have a worker read it.

    :param scope: ``organisation``, ``initiative``, ``edition`` and ``hours_once`` of ``start``.
    """
    imported = start(file=file, name=name, by=by, at=at, **scope)
    if imported.state == State.WAITING:
        later(read, import_id=imported.pk)
    return imported


@transaction.atomic
def start(
    *,
    file: File,
    name: str,
    by: Person,
    at: datetime,
    folder: Path | None = None,
    organisation: Organisation | None = None,
    initiative: Initiative | None = None,
    edition: Edition | None = None,
    hours_once: bool = False,
) -> Import:
    """
    Take a file in, unread. The same bytes again: the import that is open or posted is returned, and nothing changes.

    :param folder: where the evidence paths of the file start; None when nothing came with it.
    :param organisation: whose rows these are, where a row names nobody; a row that names another is refused.
    :param initiative: the only one whose rows the file may hold. :param edition: the only one of it, and where a row names none.
    :param hours_once: whether hours of a person and day that are known already, of whichever session, are refused until explained.
    :returns: the import; ``is_new`` says whether this call made it.
    """
    digest, size, workbook = _measure(file)
    take_turn("intake", digest)  # two deliveries of one file, at one moment, become one import
    known = (
        Import.objects.filter(sha256=digest)
        .exclude(stages__name__in=[State.REFUSED, State.CANCELLED])
        .order_by("-pk")
        .first()
    )
    if known:
        if folder and not known.started_at:
            known.folder = str(folder)
            known.save(update_fields=["folder"])
        return known
    imported = Import(
        name=name[-255:], sha256=digest, size=size, media_type=XLSX if workbook else CSV, entered_by=by, entered_at=at,
        folder=str(folder) if folder else "", organisation=organisation, initiative=initiative, edition=edition,
        hours_once=hours_once,
    )  # fmt: skip
    imported.is_new = True
    file.seek(0)
    imported.file.save(f"{digest}{'.xlsx' if workbook else '.csv'}", file, save=False)
    imported.save()
    return imported


def _measure(file: File) -> tuple[str, int, bool]:
    digest, size, workbook = hashlib.sha256(), 0, False
    file.seek(0)
    for piece in iter(lambda: file.read(1 << 20), b""):
        workbook = workbook or (size == 0 and is_workbook(piece[:4]))
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size, workbook


def _unwatched(_progress: Progress) -> None:
    return None


@job
def read(
    import_id: int,
    *,
    progress: Report | None = None,
    at: datetime | None = None,
    batch_size: int = reading.BATCH,
) -> None:
    """
    Read and check what is not read yet; goes on where it, or another process, was interrupted.

    A file that cannot be read as a table ends as refused, with its ``problem``; nothing is raised for it.

    :param at: the moment it is read, which decides what lies in the future; None: now, as a worker does.
    """
    report, at = progress or _unwatched, at or timezone.now()
    imported = Import.objects.select_related("entered_by").get(pk=import_id)
    if imported.state not in {State.WAITING, State.READING}:
        return
    try:
        if not _is_intact(imported):
            raise FileRefused(file_changed())
        reading.read_rows(imported, at=at, report=report, batch_size=batch_size)
        report(Progress(imported.total, 1.0, 0.0, None, "check"))
        _finish_reading(imported, at=at)
    except FileRefused as refused:
        _refuse_file(imported, refused, at=at)


def _is_intact(imported: Import) -> bool:
    try:
        with imported.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == imported.sha256
    except FileNotFoundError:
        return False


@transaction.atomic
def _finish_reading(imported: Import, *, at: datetime) -> None:
    current = lock(imported)
    if current.state != State.READING:
        return
    reading.check_across(current)
    current.finished_at = at
    current.save(update_fields=["finished_at"])
    Stage.objects.create(intake=current, name=State.READ, by_id=current.entered_by_id, at=at)
    kind = "intake.to_mend" if current.refused else "intake.checked"
    tell(current.entered_by_id, kind, at=at, intake=current.pk)
    announce(ImportRead(current.pk, current.entered_by_id, at))


@transaction.atomic
def _refuse_file(imported: Import, refused: FileRefused, *, at: datetime) -> None:
    current = lock(imported)
    if current.state in CLOSED:
        return
    current.problem = refused.as_problem()
    current.save(update_fields=["problem"])
    close(current, State.REFUSED, by=current.entered_by, at=at, keep_refused=False)
    tell(current.entered_by_id, "intake.unreadable", at=at, intake=current.pk)
