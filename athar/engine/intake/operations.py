"""Writes: deliver a file, read it, explain what is unlikely, and approve, send back or cancel the whole."""

import hashlib
from datetime import datetime
from functools import partial
from pathlib import Path

from django.core.files.base import File
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.engine.intake import people, posting, reading
from athar.engine.intake.choices import CLOSED, RowStatus, State
from athar.engine.intake.files import is_workbook
from athar.engine.intake.models import Explanation, Import, Row, Stage
from athar.engine.intake.models.delivery import CSV, XLSX
from athar.engine.intake.reading import Progress, Report
from athar.engine.intake.reasons import FileRefused, file_changed
from athar.engine.ledger.operations import RecordsPosted
from athar.foundation.core.facts import announce
from athar.foundation.core.jobs import job, later
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.people.models import Organisation, Person

LONGEST_EXPLANATION = 500


class ApprovalRefused(Refused):
    """The import cannot be approved by this person, or not as it stands; every reason is listed."""


class ExplanationRefused(Refused):
    """The row needs no explanation, or one would not do."""


class CancellationRefused(Refused):
    """The import is closed already."""


@transaction.atomic
def start(
    *,
    file: File,
    name: str,
    by: Person,
    at: datetime,
    folder: Path | None = None,
    organisation: Organisation | None = None,
) -> Import:
    """
    Take a file in, unread. The same bytes again: the import that is open or posted is returned, and nothing changes.

    :param folder: where the evidence paths of the file start; None when nothing came with it.
    :param organisation: whose rows these are, where a row names nobody.
    :returns: the import; ``is_new`` says whether this call made it.
    """
    digest, size, workbook = _measure(file)
    with connection.cursor() as cursor:  # two deliveries of one file, at one moment, become one import
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('intake'), hashtext(%s))", [digest])
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
        folder=str(folder) if folder else "", organisation=organisation,
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
def read(import_id: int, *, progress: Report | None = None, batch_size: int = reading.BATCH) -> None:
    """
    Read and check what is not read yet; goes on where it, or another process, was interrupted.

    A file that cannot be read as a table ends as refused, with its ``problem``; nothing is raised for it.
    """
    report = progress or _unwatched
    imported = Import.objects.select_related("entered_by").get(pk=import_id)
    if imported.state not in {State.WAITING, State.READING}:
        return
    try:
        if not imported.cursor and not _is_intact(imported):
            raise FileRefused(file_changed())
        reading.read_rows(imported, report=report, batch_size=batch_size)
        report(Progress(imported.total, 1.0, 0.0, None, "check"))
        _finish_reading(imported)
    except FileRefused as refused:
        _refuse_file(imported, refused)


def _is_intact(imported: Import) -> bool:
    with imported.file.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == imported.sha256


@transaction.atomic
def _finish_reading(imported: Import) -> None:
    current = _lock(imported)
    if current.state != State.READING:
        return
    reading.check_across(current)
    current.finished_at = at = timezone.now()
    current.save(update_fields=["finished_at"])
    Stage.objects.create(intake=current, name=State.READ, by_id=current.entered_by_id, at=at)


@transaction.atomic
def _refuse_file(imported: Import, refused: FileRefused) -> None:
    current = _lock(imported)
    if current.state in CLOSED:
        return
    current.problem = refused.as_problem()
    current.save(update_fields=["problem"])
    _close(current, State.REFUSED, by=current.entered_by, at=timezone.now(), keep_refused=False)


@transaction.atomic
def explain(*, row: Row, text: str, by: Person, at: datetime) -> Row:
    """
    Vouch for an unlikely row, in words that go into the record. The last explanation stands.

    :raises ExplanationRefused: when the row is wrong rather than unlikely, the text is empty or too long, or
        the import is not under review.
    """
    imported = _lock(row.intake)
    current = Row.objects.select_for_update().get(pk=row.pk)
    reasons = []
    if imported.state != State.READ:
        reasons.append(
            Reason(
                "not_in_review",
                _("The import is not under review."),
                _("Explanations are given between reading and approval."),
            )
        )
    wrong = [reason for reason in current.reasons if not reason["explainable"]]
    if wrong or not current.reasons:
        reasons.append(
            Reason(
                "not_explainable",
                _("An explanation does not mend this row."),
                _("Correct it in the file and import the file again."),
            )
        )
    words = text.strip()
    if not 0 < len(words) <= LONGEST_EXPLANATION:
        reasons.append(
            Reason(
                "no_explanation",
                filled(_("An explanation has 1 to %(most)s characters."), most=LONGEST_EXPLANATION),
                _("Say why the row is right."),
            )
        )
    if reasons:
        raise ExplanationRefused(*reasons)
    Explanation.objects.create(
        intake=imported, line=current.line, codes=sorted(current.codes()), text=words, by=by, at=at
    )
    if current.status == RowStatus.REFUSED:
        Import.objects.filter(pk=imported.pk).update(
            refused=F("refused") - 1, valid=F("valid") + 1, explained=F("explained") + 1
        )
    current.explanation, current.status = words, RowStatus.VALID
    current.save(update_fields=["explanation", "status"])
    return current


@transaction.atomic
def approve(*, imported: Import, by: Person, at: datetime, without_refused: bool = False) -> Import:
    """
    Approve the import and post it, all of it or nothing.

    :raises ApprovalRefused: when ``by`` delivered it, rows are refused (unless ``without_refused``), or it is
        not under review.
    """
    stage = _review(imported, by=by, at=at, without_refused=without_refused)
    return _post(stage.intake, stage)


@transaction.atomic
def review(*, imported: Import, by: Person, at: datetime, without_refused: bool = False) -> Stage:
    """
    Approve the import; a worker posts it.

    :raises ApprovalRefused: as ``approve``.
    """
    stage = _review(imported, by=by, at=at, without_refused=without_refused)
    later(post, import_id=imported.pk)
    return stage


@job
def post(import_id: int) -> None:
    """Post an approved import; posting one that is posted already changes nothing."""
    with transaction.atomic():
        imported = _lock(Import(pk=import_id))
        if imported.state == State.REVIEWED:
            _post(imported, imported.stages.get(name=State.REVIEWED))


def _review(imported: Import, *, by: Person, at: datetime, without_refused: bool) -> Stage:
    current = _lock(imported)
    reasons = _approval_refusals(current, by=by, without_refused=without_refused)
    if reasons:
        raise ApprovalRefused(*reasons)
    leaving_out = without_refused and current.refused > 0
    return Stage.objects.create(
        intake=current, name=State.REVIEWED, by=by, at=at, without_refused=leaving_out
    )


def _approval_refusals(imported: Import, *, by: Person, without_refused: bool) -> list[Reason]:
    reasons = []
    if imported.state != State.READ:
        reasons.append(
            Reason(
                "wrong_state",
                _("This import is not waiting for approval."),
                _("Look at its stages to see what happened to it."),
            )
        )
    if imported.entered_by_id == by.pk:
        reasons.append(
            Reason("own_import", _("Nobody approves their own entry."), _("Ask a colleague to decide."))
        )
    if imported.refused and not without_refused:
        reasons.append(
            Reason(
                "rows_refused", filled(_("Rows that are refused: %(rows)s."), rows=imported.refused),
                _("Mend them in the file and import it again, or approve the import without them."),
            )
        )  # fmt: skip
    if not imported.valid:
        reasons.append(
            Reason(
                "nothing_to_post",
                _("There is nothing to post."),
                _("Cancel the import; mend the file and import it again."),
            )
        )
    return reasons


def _post(imported: Import, stage: Stage) -> Import:
    people.recognise(imported)  # others may have become known since the file was read
    if next(people.ambiguous_lines(imported, valid_only=True), None) is not None:
        raise ApprovalRefused(
            Reason(
                "people_changed",
                _("Since the file was read, people were added who could be meant."),
                _("Cancel the import and import the file again."),
            )
        )
    positions = posting.post_rows(imported, approved_by=stage.by, at=stage.at)
    imported.first_position, imported.posted = positions.start, len(positions)
    imported.save(update_fields=["first_position", "posted"])
    _close(imported, State.POSTED, by=stage.by, at=stage.at, keep_refused=True)
    announce(RecordsPosted(positions))
    return imported


@transaction.atomic
def reject(*, imported: Import, by: Person, at: datetime, reason: str) -> Import:
    """
    Send the file back, with the reason its deliverer will read. Nothing of it is posted.

    :raises ApprovalRefused: when ``by`` delivered it, it is not under review, or the reason is empty.
    """
    current = _lock(imported)
    reasons = [
        found
        for found in _approval_refusals(current, by=by, without_refused=True)
        if found.code in {"wrong_state", "own_import"}
    ]
    if not reason.strip():
        reasons.append(
            Reason(
                "no_reason",
                _("A rejection needs a reason."),
                _("Write what is wrong, so that it can be mended."),
            )
        )
    if reasons:
        raise ApprovalRefused(*reasons)
    return _close(current, State.REFUSED, by=by, at=at, note=reason.strip()[:300], keep_refused=True)


@transaction.atomic
def cancel(*, imported: Import, by: Person, at: datetime, reason: str = "") -> Import:
    """
    Withdraw an import that is not posted; its rows and its file go.

    :raises CancellationRefused: when it is closed already.
    """
    current = _lock(imported)
    if current.state in CLOSED:
        raise CancellationRefused(
            Reason(
                "closed",
                _("The import is closed already."),
                _("Records that were posted are corrected one by one."),
            )
        )
    return _close(current, State.CANCELLED, by=by, at=at, note=reason.strip()[:300], keep_refused=False)


def _lock(imported: Import) -> Import:
    return Import.objects.select_for_update(of=("self",)).select_related("entered_by").get(pk=imported.pk)


def _close(
    imported: Import, state: State, *, by: Person, at: datetime, keep_refused: bool, note: str = ""
) -> Import:
    Stage.objects.create(intake=imported, name=state, by=by, at=at, note=note)
    posting.clear(imported, keep_refused=keep_refused)
    if imported.file:
        # The file may be full of identity numbers. Its hash stays; whoever delivered it has the file.
        transaction.on_commit(partial(imported.file.storage.delete, str(imported.file.name)))
        imported.file = ""
        imported.save(update_fields=["file"])
    imported.__dict__.pop("stage_now", None)
    return imported
