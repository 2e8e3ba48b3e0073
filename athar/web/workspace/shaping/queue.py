"""Decisions that wait for one person, the oldest first, each with its verb."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min, Sum
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.intake.choices import State
from athar.engine.intake.models import Import
from athar.engine.ledger.choices import Kind
from athar.engine.ledger.models import CorrectionRequest
from athar.engine.ledger.models.record import number as record_number
from athar.foundation.people.models import Person
from athar.foundation.privacy.breaches import running
from athar.foundation.privacy.choices import Clock
from athar.foundation.privacy.requests import deadline_of
from athar.web.ui.viewer import Viewer
from athar.web.workspace import counts
from athar.web.workspace.access import Act, Place, may_do
from athar.web.workspace.scope import may_with, name_of
from athar.web.workspace.shaping.clocks import days_left, told
from athar.web.workspace.shaping.queue_items import Item, entry
from athar.web.workspace.shaping.queue_volunteering import volunteering
from athar.web.workspace.words import DECISION, counted, isolated, language


@dataclass(frozen=True)
class Queue:
    items: list[Item]

    @property
    def many(self) -> int:
        return sum(item.many for item in self.items)

    @property
    def in_words(self) -> str:
        return counted(self.many, DECISION)

    @property
    def late(self) -> int:
        return sum(item.many for item in self.items if item.tone == "late")

    def counts(self) -> dict[Place, int]:
        found: dict[Place, int] = {}
        for item in self.items:
            found[item.place] = found.get(item.place, 0) + item.many
        return found


def queue_of(viewer: Viewer, imports: Iterable[Import], *, now: datetime) -> Queue:
    """Everything that waits for the viewer; ``imports`` are the open ones they may see."""
    items: list[Item] = []
    items += volunteering(viewer, now)
    if may_do(viewer.roles, Act.DECIDE_FACTS):
        items += _proposals(viewer, now)
    items += _imports(viewer, imports, now)
    if may_do(viewer.roles, Act.DECIDE_CORRECTION):
        items += _corrections(viewer, now)
    if may_do(viewer.roles, Act.APPROVE_REPORT) or may_do(viewer.roles, Act.PUBLISH_REPORT):
        items += _reports(viewer, now)
    if may_do(viewer.roles, Act.ANSWER_REQUEST):
        items += _requests(viewer, now)
    if may_do(viewer.roles, Act.APPROVE_RETENTION):
        items += _retention(viewer, now)
    if may_do(viewer.roles, Act.CONFIRM_ASSESSMENT):
        items += _assessments(viewer, now)
    if may_do(viewer.roles, Act.HANDLE_BREACH):
        items += _breaches(now)
    return Queue(sorted(items, key=lambda item: item.since))


def _proposals(viewer: Viewer, now: datetime) -> list[Item]:
    """Proposals of one maker, day, kind and initiative are one decision to look at, and many to take."""
    name = f"initiative__name_{language()}"
    groups = (
        counts.proposals_to_decide(viewer)
        .annotate(entered_day=TruncDate("entered_at"))
        .values(
            "kind",
            "initiative__code",
            name,
            "entered_by",
            "entered_by__name",
            "entered_by__name_latin",
            "entered_day",
        )
        .annotate(
            many=Count("pk"),
            since=Min("entered_at"),
            heads=Sum("headcount"),
            amount=Sum("quantity"),
            people=Count("person", distinct=True),
            one=Min("pk"),
        )
        .order_by("since")
    )
    return [
        entry(
            Place.RECORDS,
            group["since"],
            now,
            title=f"{_amount(group)}{_(': ')}{group[name]}",
            text=_("Entered by %(name)s; whoever enters does not approve")
            % {"name": isolated(_maker(group))},
            verb=_("Review"),
            url=_proposals_url(group),
            many=group["many"],
        )
        for group in groups
    ]


def _maker(group: dict[str, Any]) -> str:
    return Person(name=group["entered_by__name"], name_latin=group["entered_by__name_latin"]).called


def _amount(group: dict[str, Any]) -> str:
    if group["kind"] == Kind.HEADCOUNT:
        return _("Headcount of %(people)s") % {"people": counted(group["heads"], "person")}
    if group["kind"] == Kind.HOURS:
        return _("%(hours)s by %(volunteers)s") % {
            "hours": counted(group["amount"], "hour"),
            "volunteers": counted(group["people"], "volunteer"),
        }
    return _("%(records)s (%(kind)s)") % {
        "records": counted(group["many"], "record"),
        "kind": Kind(group["kind"]).label,
    }


def _proposals_url(group: dict[str, Any]) -> str:
    if group["many"] == 1:
        return reverse("workspace:record", args=[group["one"]])
    wanted = {
        "kind": group["kind"],
        "initiative": group["initiative__code"],
        "entered_by": group["entered_by"],
        "entered_from": group["entered_day"].isoformat(),
        "entered_to": group["entered_day"].isoformat(),
    }
    return f"{reverse('workspace:records')}?{urlencode(wanted)}"


def _imports(viewer: Viewer, imports: Iterable[Import], now: datetime) -> list[Item]:
    items = []
    for imported in imports:
        if imported.state != State.READ:
            continue
        own = viewer.person is not None and imported.entered_by_id == viewer.person.pk
        if own and not imported.refused:
            continue
        if not own and not may_with(viewer, Act.DECIDE_IMPORT, imported):
            continue
        items.append(_import(imported, own, now))
    return items


def _import(imported: Import, own: bool, now: datetime) -> Item:
    ready, refused = counted(imported.valid, "row"), counted(imported.refused, "row")
    parts = (
        {"verb": _("Mend"), "text": _("Refused: %(refused)s; mend or explain them") % {"refused": refused}}
        if own
        else {
            "verb": _("Review"),
            "text": _("Ready: %(ready)s; refused: %(refused)s; delivered by %(name)s")
            % {"ready": ready, "refused": refused, "name": isolated(imported.entered_by.called)},
        }
    )
    url = reverse("workspace:import", args=[imported.pk])
    since = imported.finished_at or imported.entered_at
    return entry(
        Place.IMPORTS,
        since,
        now,
        title=_("Import: %(name)s") % {"name": isolated(imported.name)},
        url=url,
        **parts,
    )


def _corrections(viewer: Viewer, now: datetime) -> list[Item]:
    waiting: Iterable[CorrectionRequest] = counts.corrections_to_decide(viewer).select_related("requested_by")
    return [
        entry(
            Place.CORRECTIONS,
            request.requested_at,
            now,
            title=_("Correction of record %(number)s") % {"number": record_number(request.position)},
            text=_("%(name)s: %(reason)s")
            % {"name": isolated(request.requested_by.called), "reason": isolated(request.reason)},
            verb=_("Review"),
            url=reverse("workspace:correction", args=[request.pk]),
        )
        for request in waiting
    ]


def _requests(viewer: Viewer, now: datetime) -> list[Item]:
    """By their deadline, which the law sets, not by how long they have waited."""
    return [
        Item(
            place=Place.REQUESTS,
            since=request.asked_at,
            due=days_left(deadline),
            tone="late" if deadline.is_over else "today" if deadline.is_soon else "",
            title=str(request.get_kind_display()),
            text=_("Asked by %(name)s") % {"name": isolated(name_of(request.asked_by, viewer))},
            verb=_("Review"),
            url=reverse("workspace:request", args=[request.pk]),
        )
        for request in counts.requests_to_answer(viewer)
        for deadline in [deadline_of(request, at=now)]
    ]


def _retention(viewer: Viewer, now: datetime) -> list[Item]:
    return [
        entry(
            Place.RETENTION,
            preview.made_at,
            now,
            title=_("What the retention schedules would destroy"),
            text=_("Prepared by %(name)s") % {"name": isolated(preview.made_by.called)},
            verb=_("Review"),
            url=reverse("workspace:retention-preview", args=[preview.pk]),
        )
        for preview in counts.previews_to_approve(viewer).select_related("made_by")
    ]


def _assessments(viewer: Viewer, now: datetime) -> list[Item]:
    return [
        entry(
            Place.STANDARDS,
            waiting.submitted_at,
            now,
            title=_("Self-assessment: %(standard)s") % {"standard": waiting.asks},
            text=_("Answered by others; confirming it freezes it"),
            verb=_("Review"),
            url=reverse("workspace:standard-round", args=[waiting.pk]),
        )
        for waiting in counts.assessments_to_confirm(viewer)
    ]


def _breaches(now: datetime) -> list[Item]:
    """However new: what has hours left does not wait for days to turn red."""
    return [
        Item(
            place=Place.BREACHES,
            since=breach.discovered_at,
            due=told(clock),
            tone="late" if clock.state is Clock.OVERDUE else "today",
            title=_("Breach: %(title)s") % {"title": isolated(breach.title)},
            text=_("The authority has to be told within 72 hours of the discovery"),
            verb=_("Open"),
            url=reverse("workspace:breach", args=[breach.pk]),
        )
        for breach, clock in running(at=now)
    ]


def _reports(viewer: Viewer, now: datetime) -> list[Item]:
    revisions = (
        counts.newest_revisions()
        .filter(publication_id=None)
        .select_related("report", "approval", "written_by")
    )
    items = []
    for revision in revisions:
        step = _step(viewer, revision)
        if step:
            verb, since, page, text = step
            title = _("Report: %(title)s") % {"title": str(revision.report)}
            url = reverse(f"workspace:{page}", args=[revision.report.slug])
            items.append(entry(Place.REPORTS, since, now, title=title, text=text, verb=verb, url=url))
    return items


def _step(viewer: Viewer, revision: Any) -> tuple[str, datetime, str, str] | None:
    approval = getattr(revision, "approval", None)
    written = _("Version %(number)s, written by %(name)s") % {
        "number": revision.number,
        "name": isolated(revision.written_by.called),
    }
    if approval is None:
        mine = viewer.person is not None and revision.written_by_id == viewer.person.pk
        if mine or not may_do(viewer.roles, Act.APPROVE_REPORT):
            return None
        return _("Approve"), revision.written_at, "report-approval", written
    if not may_do(viewer.roles, Act.PUBLISH_REPORT):
        return None
    if revision.freeze_id is None:
        return (
            _("Freeze"),
            approval.at,
            "report-freeze",
            _("Approved by the board; its figures are not fixed yet"),
        )
    return _("Publish"), approval.at, "report-publication", _("Frozen; not public yet")
