"""
Retention: previewed, approved by a second person, carried out by a worker, and nothing else.

What is gone from the preview, changed since or held stays out of it: a row goes only if its period has ended, its mark
is one of the approved ones, and no hold is on its table or on anybody it is about.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Min, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.jobs import job, later
from athar.foundation.core.personal import Schedule, Table, schedules, tables
from athar.foundation.core.refusals import Reason, Refused, Text
from athar.foundation.people.models import Person
from athar.foundation.privacy import queries
from athar.foundation.privacy.models import Destruction, LegalHold, Preview, PreviewedRow
from athar.foundation.privacy.processing import Retention, processing

BATCH = 500
GOOD_FOR = timedelta(days=7)  # how long a preview may be approved
REMIND_AFTER = timedelta(days=30)


class RetentionRefused(Refused):
    """The preview, the approval or the hold cannot be."""


@dataclass(frozen=True)
class Kind:
    """A schedule with the words of its table and its period."""

    schedule: Schedule
    label: Text
    retention: Retention

    def cutoff(self, at: datetime) -> datetime:
        return at - timedelta(days=self.retention.days or 0)

    def due(self, at: datetime) -> QuerySet[Any]:
        """The rows whose period has ended at that moment, with ``since`` and ``mark``."""
        rows = self.schedule.due(self.cutoff(at))
        marked: QuerySet[Any] = rows.annotate(mark=_mark(rows))
        return marked


def kinds() -> list[Kind]:
    labels, known = {table.model: table.label for table in tables()}, processing().retention
    return [Kind(schedule, labels[schedule.model], known[schedule.retention]) for schedule in schedules()]


def without_schedule() -> list[Table]:
    """Tables whose period ends and which nothing ends: shown, so that somebody asks why."""
    scheduled, known = {schedule.model for schedule in schedules()}, processing().retention
    return [
        table
        for table in tables()
        if known[table.retention].days is not None and table.model not in scheduled
    ]


def _mark(rows: QuerySet[Any]) -> RawSQL:
    """A hash of a row with everything in it, worked out where the row lies."""
    table = connection.ops.quote_name(rows.model._meta.db_table)
    sql = f"encode(sha256(convert_to(({table}.*)::text, 'UTF8')), 'hex')"
    # The name of a table of ours, quoted; nothing in it comes from outside.
    return RawSQL(sql, [], output_field=TextField())  # noqa: S611  # nosec B611


@transaction.atomic
def prepare(*, by: Person, at: datetime) -> Preview:
    """
    Write down exactly what would go now.

    :raises RetentionRefused: when nothing's period has ended.
    """
    found = [(kind, row) for kind in kinds() for row in _free(kind, at).values_list("since", "mark")]
    if not found:
        raise RetentionRefused(
            Reason(
                "nothing_due",
                _("No period has ended: there is nothing to destroy."),
                _("Look again in a month."),
            )
        )
    digest = hashlib.sha256()
    for kind, (_since, mark) in found:
        digest.update(f"{kind.schedule.model} {mark}\n".encode())
    preview = Preview.objects.create(
        version=processing().version, made_by=by, made_at=at, sha256=digest.hexdigest()
    )
    PreviewedRow.objects.bulk_create(
        (
            PreviewedRow(preview=preview, model=kind.schedule.model, since=since, mark=mark)
            for kind, (since, mark) in found
        ),
        batch_size=5_000,
    )
    return preview


def _free(kind: Kind, at: datetime, *, held_at: datetime | None = None) -> QuerySet[Any]:
    """What was due of a kind at a moment and is not held, then or at ``held_at``."""
    rows = kind.due(at)
    held = LegalHold.objects.in_force(held_at or at)
    if held.filter(model=kind.schedule.model).exists():
        return rows.none()
    people = [
        pk
        for hold in held.exclude(person=None).select_related("person")
        for pk in queries.rows_of_human(hold.person, at=held_at or at)  # type: ignore[arg-type]
    ]
    for keys in _about(kind.schedule.model, people) if people else ():
        rows = rows.exclude(pk__in=keys)
    return rows


def _about(model: str, people: list[int]) -> Iterator[list[Any]]:
    """Keys of the rows of a table that are about somebody, way by way."""
    table: Table = next(table for table in tables() if table.model == model)
    for part in table.parts:
        yield list(table.of(part, people).values_list("pk", flat=True))


def summary(preview: Preview) -> list[dict[str, Any]]:
    """By kind: how many rows, since when the oldest, and a few of them by mark; no names."""
    known = {kind.schedule.model: kind for kind in kinds()}
    counted = preview.rows.values("model").annotate(many=Count("pk"), oldest=Min("since")).order_by("model")
    sample = {
        row["model"]: list(
            preview.rows.filter(model=row["model"]).order_by("since").values("since", "mark")[:5]
        )
        for row in counted
    }
    return [row | {"kind": known.get(row["model"]), "sample": sample[row["model"]]} for row in counted]


def refusals(preview: Preview, *, by: Person, at: datetime) -> list[Reason]:
    """Every reason why this person cannot approve this preview now."""
    found = []
    if Destruction.objects.filter(preview=preview).exists():
        found.append(Reason("approved", _("It is approved already."), _("See its result below.")))
    if preview.made_by_id == by.pk:
        found.append(
            Reason(
                "own", _("Nobody approves what they prepared."), _("A second person reads and approves it.")
            )
        )
    if at - preview.made_at > GOOD_FOR:
        found.append(Reason("stale", _("The preview is older than a week."), _("Prepare a new one.")))
    if Preview.objects.filter(made_at__gt=preview.made_at).exists():
        found.append(Reason("superseded", _("There is a newer preview."), _("Approve that one.")))
    return found


@transaction.atomic
def approve(*, preview: Preview, by: Person, at: datetime) -> Destruction:
    """
    Approve a preview; a worker carries it out.

    :raises RetentionRefused: with every reason why not.
    """
    current = Preview.objects.select_for_update().get(pk=preview.pk)
    if reasons := refusals(current, by=by, at=at):
        raise RetentionRefused(*reasons)
    destruction = Destruction.objects.create(
        preview=current, made_by=current.made_by, approved_by=by, approved_at=at, total=current.rows.count()
    )
    later(carry_out, destruction=destruction.pk)
    return destruction


@job
def carry_out(*, destruction: int) -> None:
    """What the worker does with an approved preview."""
    destroy(destruction=destruction, at=timezone.now())


def destroy(*, destruction: int, at: datetime) -> None:
    """Destroy what was approved, batch by batch. Run again, it goes on where it stopped; once finished, it does nothing."""
    current = Destruction.objects.select_related("preview").get(pk=destruction)
    if current.finished_at:
        return
    for kind in kinds():
        while _take_a_batch(current.pk, kind, at):
            pass
    _seal(current.pk, at)


@transaction.atomic
def _take_a_batch(pk: int, kind: Kind, at: datetime) -> bool:
    """:returns: whether there may be more."""
    current = Destruction.objects.select_for_update().select_related("preview").get(pk=pk)
    keys = list(_approved(current, kind, at).values_list("pk", flat=True)[:BATCH])
    if not keys:
        return False
    model = kind.schedule.model
    kind.schedule.remove(kind.schedule.due(kind.cutoff(current.preview.made_at)).filter(pk__in=keys))
    current.removed[model] = current.removed.get(model, 0) + len(keys)
    current.done += len(keys)
    current.save(update_fields=["removed", "done"])
    return len(keys) == BATCH


def _approved(destruction: Destruction, kind: Kind, at: datetime) -> QuerySet[Any]:
    """
    What of a kind may go: due as of the preview, as it was then, and not held now.

    What has become due since was not approved, whatever its contents.
    """
    marks = destruction.preview.rows.filter(model=kind.schedule.model).values("mark")
    return _free(kind, destruction.preview.made_at, held_at=at).filter(mark__in=marks)


@transaction.atomic
def _seal(pk: int, at: datetime) -> None:
    """Count what stayed and why, and seal the result."""
    current = Destruction.objects.select_for_update().select_related("preview", "approved_by").get(pk=pk)
    if current.finished_at:
        return
    approved = current.preview.rows.order_by("model").values_list("model").annotate(Count("pk"))
    for model, many in approved:
        stayed = many - current.removed.get(model, 0)
        kind = next((kind for kind in kinds() if kind.schedule.model == model), None)
        held = _still_there(current, kind) if kind and stayed else 0
        if stayed:
            current.kept[model] = {"held": held, "changed": stayed - held}
    current.finished_at, current.sha256 = at, digest(current, at)
    current.save(update_fields=["kept", "finished_at", "sha256"])


def _still_there(destruction: Destruction, kind: Kind) -> int:
    """Unchanged and due, and yet not gone: a hold kept them."""
    marks = destruction.preview.rows.filter(model=kind.schedule.model).values("mark")
    return kind.due(destruction.preview.made_at).filter(mark__in=marks).count()


def digest(destruction: Destruction, finished_at: datetime) -> str:
    """The seal of a result: over the preview it carried out, who approved it, and every count."""
    told = {
        "preview": destruction.preview.sha256,
        "version": destruction.preview.version,
        "approved_by": str(destruction.approved_by.ref),
        "approved_at": destruction.approved_at.isoformat(),
        "finished_at": finished_at.isoformat(),
        "removed": destruction.removed,
        "kept": destruction.kept,
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def hold(
    *, by: Person, at: datetime, reason: str, model: str = "", person: Person | None = None
) -> LegalHold:
    """
    Keep a table, or everything about a person, from its schedules and from erasure until it is lifted.

    :raises RetentionRefused: without a reason, or when neither or both are named.
    """
    reasons = []
    if not reason.strip():
        reasons.append(
            Reason("no_reason", _("Nothing says why it has to stay."), _("Name the case, or the order."))
        )
    if bool(model) == (person is not None):
        reasons.append(
            Reason(
                "one_thing", _("A hold is on one kind of data, or on one person."), _("Choose one of them.")
            )
        )
    if reasons:
        raise RetentionRefused(*reasons)
    return LegalHold.objects.create(
        model=model, person=person, reason=reason.strip(), placed_by=by, placed_at=at
    )


@transaction.atomic
def lift(*, held: LegalHold, by: Person, at: datetime) -> LegalHold:
    """Lift a hold; lifting it again changes nothing."""
    current = LegalHold.objects.select_for_update().get(pk=held.pk)
    if current.lifted_at is None:
        current.lifted_by, current.lifted_at = by, at
        current.save(update_fields=["lifted_by", "lifted_at"])
    return current


def waiting(*, at: datetime) -> Preview | None:
    """The newest preview, while it may be approved and was not."""
    newest = Preview.objects.select_related("destruction").first()
    if newest is None or hasattr(newest, "destruction") or at - newest.made_at > GOOD_FOR:
        return None
    return newest


def reminder(*, at: datetime) -> datetime | None:
    """
    When the schedules were last looked at, if that is a month ago; the beginning of time if they never were.

    None while there is nothing to be reminded of.
    """
    newest = Preview.objects.values_list("made_at", flat=True).first()
    if newest is None:
        return datetime.min.replace(tzinfo=at.tzinfo)
    return newest if at - newest > REMIND_AFTER else None
