"""A second person decides: all of it, or nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.intake import people, posting
from athar.engine.intake.checks.once import lines_known_since
from athar.engine.intake.choices import State
from athar.engine.intake.models import Import, Stage
from athar.engine.intake.operations.closing import close, lock
from athar.engine.intake.progress import Report
from athar.engine.ledger.models import Head
from athar.engine.ledger.operations import RecordsPosted
from athar.foundation.core.facts import announce
from athar.foundation.core.jobs import job, later
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person

MOST_LINES = 10  # named in a refusal


class ApprovalRefused(Refused):
    """The import cannot be approved by this person, or not as it stands; every reason is listed."""


@transaction.atomic
def approve(
    *,
    imported: Import,
    by: Person,
    at: datetime,
    without_refused: bool = False,
    progress: Report | None = None,
) -> Import:
    """
    Approve the import and post it, all of it or nothing.

    :raises ApprovalRefused: when ``by`` delivered it, rows are refused (unless ``without_refused``), or it is
        not under review.
    """
    stage = _review(imported, by=by, at=at, without_refused=without_refused)
    return _post(stage.intake, stage, progress)


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
        imported = lock(Import(pk=import_id))
        if imported.state == State.REVIEWED:
            _post(imported, imported.stages.get(name=State.REVIEWED))


def _review(imported: Import, *, by: Person, at: datetime, without_refused: bool) -> Stage:
    current = lock(imported)
    if current.hours_once:
        people.recognise(current)  # others may have become known, and their hours with them
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
    return [*reasons, *_known_since(imported)]


def _known_since(imported: Import) -> list[Reason]:
    """Hours that became known after the file was read, which nobody has seen beside its own."""
    lines = lines_known_since(imported)
    if not lines:
        return []
    said = ", ".join(map(str, lines[:MOST_LINES])) + (" …" if len(lines) > MOST_LINES else "")
    return [
        Reason(
            "hours_known_since",
            filled(_("Since the file was read, hours of the same people and days were entered here: lines %(lines)s."), lines=said),
            _("Send the import back, and compare the list once more: what is known by then is left out."),
        )
    ]  # fmt: skip


def _post(imported: Import, stage: Stage, progress: Report | None = None) -> Import:
    people.recognise(imported)  # others may have become known since the file was read
    if next(people.ambiguous_lines(imported, valid_only=True), None) is not None:
        raise ApprovalRefused(
            Reason(
                "people_changed",
                _("Since the file was read, people were added who could be meant."),
                _("Cancel the import and import the file again."),
            )
        )
    if imported.hours_once:
        Head.objects.select_for_update().get()  # whoever posts the same hours at this moment is waited for
        if reasons := _known_since(imported):
            raise ApprovalRefused(*reasons)
    positions = posting.post_rows(imported, approved_by=stage.by, at=stage.at, progress=progress)
    imported.first_position, imported.posted = positions.start, len(positions)
    imported.save(update_fields=["first_position", "posted"])
    close(imported, State.POSTED, by=stage.by, at=stage.at, keep_refused=True)
    announce(RecordsPosted(positions))
    tell(imported.entered_by_id, "intake.posted", at=stage.at, intake=imported.pk)
    return imported


@transaction.atomic
def reject(*, imported: Import, by: Person, at: datetime, reason: str) -> Import:
    """
    Send the file back, with the reason its deliverer will read. Nothing of it is posted.

    :raises ApprovalRefused: when ``by`` delivered it, it is not under review, or the reason is empty.
    """
    current = lock(imported)
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
    tell(current.entered_by_id, "intake.sent_back", at=at, intake=current.pk)
    return close(current, State.REFUSED, by=by, at=at, note=reason.strip()[:300], keep_refused=True)
