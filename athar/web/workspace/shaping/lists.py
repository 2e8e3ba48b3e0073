"""The lists of the workspace: what their columns say of a row. Files hold the same columns."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.engine.ledger.choices import Verdict
from athar.foundation.core.refusals import Text
from athar.foundation.core.tables import Cell, Column
from athar.web.ui.viewer import Viewer
from athar.web.workspace.shaping.facts import Shown, shown


def facts(viewer: Viewer) -> Callable[[Sequence[Any]], list[Shown]]:
    """Proposals or records as this viewer may read them."""
    return lambda rows: [shown(row, viewer) for row in rows]


def proposal_name(row: Shown) -> Cell:
    url = reverse("workspace:record", args=[row.fact.pk])
    return Cell(row.amount or str(row.fact.get_kind_display()), url=url)


def decided(row: Shown) -> Cell:
    decision = getattr(row.fact, "decision", None)
    if decision is None:
        return Cell(_("Waiting"), tone="none", icon="clock")
    if decision.verdict == Verdict.APPROVED:
        return Cell(_("Approved"), tone="good")
    return Cell(_("Rejected"), tone="bad", filled=True)


def why_rejected(row: Shown) -> Text:
    decision = getattr(row.fact, "decision", None)
    if decision is None or decision.verdict == Verdict.APPROVED:
        return ""
    return _("%(name)s rejected it: %(reason)s") % {"name": decision.by, "reason": decision.reason}


def whom(row: Shown) -> str:
    return row.who or str(row.fact.get_method_display())


def record_kind(row: Shown) -> Cell:
    if row.fact.corrects is not None:
        return Cell(_("Correction"), tone="watch", filled=True)
    return Cell(row.fact.get_kind_display())


def optional(thing: object | None) -> str:
    return "" if thing is None else str(thing)


# What proposals and records say alike.
WHERE = [
    Column("edition", gettext_lazy("Edition"), lambda row: optional(row.fact.edition), shown=False),
    Column("session", gettext_lazy("Session"), lambda row: row.fact.session, shown=False),
    Column("organisation", gettext_lazy("Organisation"), lambda row: optional(row.fact.organisation), shown=False),
    Column("region", gettext_lazy("Region"), lambda row: row.fact.region.name if row.fact.region else "", shown=False),
    Column("place", gettext_lazy("Place"), lambda row: row.fact.place, shown=False),
    Column("evidence", gettext_lazy("Evidence"), lambda row: optional(row.fact.evidence), shown=False),
]  # fmt: skip
INITIATIVE = Column("initiative", gettext_lazy("Initiative"), lambda row: str(row.fact.initiative), orders=("initiative__number",))  # fmt: skip
DAY = Column("occurred_on", gettext_lazy("Day"), lambda row: row.fact.occurred_on, "day", ("occurred_on",))
ENTERED_BY = Column("entered_by", gettext_lazy("Entered by"), lambda row: str(row.fact.entered_by))

PROPOSALS = [
    Column("amount", gettext_lazy("How much"), proposal_name),
    Column("person", gettext_lazy("Whom"), whom),
    Column("kind", gettext_lazy("Kind"), lambda row: row.fact.get_kind_display(), orders=("kind",), shown=False),
    INITIATIVE,
    DAY,
    *WHERE,
    ENTERED_BY,
    Column("entered_at", gettext_lazy("Entered on"), lambda row: row.fact.entered_at, "day", ("entered_at",)),
    Column("state", gettext_lazy("State"), decided),
]  # fmt: skip

RECORDS = [
    Column(
        "position",
        gettext_lazy("Record"),
        lambda row: Cell(str(row.fact), url=reverse("workspace:ledger-record", args=[row.fact.position])),
        "code",
        ("position",),
    ),
    Column("kind", gettext_lazy("Kind"), record_kind, orders=("kind",)),
    Column("amount", gettext_lazy("How much"), lambda row: row.amount),
    Column("person", gettext_lazy("Whom"), whom),
    INITIATIVE,
    DAY,
    *WHERE,
    Column("entered_by", gettext_lazy("Entered by"), lambda row: str(row.fact.entered_by), shown=False),
    Column("entered_at", gettext_lazy("Entered on"), lambda row: row.fact.entered_at, "day", ("entered_at",), shown=False),
    Column("approved_by", gettext_lazy("Approved by"), lambda row: str(row.fact.approved_by)),
    Column("approved_at", gettext_lazy("Approved on"), lambda row: row.fact.approved_at, "day", ("approved_at",)),
]  # fmt: skip
