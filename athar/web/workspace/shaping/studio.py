"""A report on its way: which steps are taken, what it says now, how two versions differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from athar.analytics.metrics import Period
from athar.direction.reporting.document import Document, FigureRef, References, UnknownName, parse
from athar.direction.reporting.exhibits import CHARTS, TABLES, Exhibit
from athar.direction.reporting.models import Freeze, Publication, Report, Revision
from athar.direction.reporting.queries import figures_of
from athar.direction.reporting.resolving import Live, figure_ref
from athar.direction.strategy import measuring
from athar.direction.strategy.models import Indicator, Measurement
from athar.direction.strategy.queries import figure_path
from athar.foundation.core.plurals import noun
from athar.foundation.core.templatetags.athar_text import day, number
from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.web.workspace.shaping.measurements import Measured, measured, values_now
from athar.web.workspace.words import in_language, isolated, language

HOUR = 3600
CONTEXT = 2  # unchanged lines shown around a change


@dataclass(frozen=True)
class Standing:
    """Where the newest text of a report is."""

    revision: Revision | None
    approval: Any
    freeze: Freeze | None
    publication: Publication | None

    @property
    def word(self) -> str:
        if self.revision is None:
            return _("No text yet")
        if self.publication:
            return _("Published")
        if self.freeze:
            return _("Frozen")
        return _("Approved by the board") if self.approval else _("Draft")

    @property
    def tone(self) -> str:
        if self.publication:
            return "good"
        return "accent" if self.freeze or self.approval else "watch" if self.revision else "none"


def standing_of(report: Report) -> Standing:
    """Two queries."""
    revision = (
        Revision.objects.filter(report=report)
        .select_related("report", "written_by", "approval__by")
        .order_by("-number")
        .first()
    )
    if revision is None:
        return Standing(None, None, None, None)
    frozen = (
        Freeze.objects.filter(revision=revision)
        .select_related("by", "publication__by", "revision__report")
        .order_by("-number")
        .first()
    )
    publication = getattr(frozen, "publication", None) if frozen else None
    return Standing(revision, getattr(revision, "approval", None), frozen, publication)


def stages(standing: Standing) -> list[dict[str, Any]]:
    """The way of a report, as ``{% track %}`` wants it."""
    revision, approval = standing.revision, standing.approval
    steps = [
        (
            _("Written"),
            revision and f"{isolated(revision.written_by.called)}{_(', ')}{day(revision.written_at)}",
        ),
        (
            _("Approved by the board"),
            approval and f"{isolated(approval.by.called)}{_(', ')}{day(approval.at)}",
        ),
        (
            _("Frozen"),
            standing.freeze and f"{isolated(standing.freeze.by.called)}{_(', ')}{day(standing.freeze.at)}",
        ),
        (
            _("Published"),
            standing.publication
            and f"{isolated(standing.publication.by.called)}{_(', ')}{day(standing.publication.at)}",
        ),
    ]
    taken = sum(bool(note) for _name, note in steps)
    return [
        {
            "name": name,
            "note": note or "",
            "state": "done" if place < taken else "here" if place == taken else "next",
        }
        for place, (name, note) in enumerate(steps)
    ]


def figure_rows(report: Report) -> list[dict[str, Any]]:
    """Every figure a text may refer to, with what it is now in the report's period; three queries once kept."""
    period = Period(report.starts_on, report.ends_on)
    known = measuring.definitions()
    found = values_now({period: known})
    return [
        {
            "code": code,
            "label": in_language(definition.labels),
            "value": number(found[code, period]),
            "unit": noun(found[code, period], definition.unit, language()),
            "period": period.name,
            "snippet": f'{{{{ figure "{code}" }}}}',
            "receipt": address(f"{figure_path(code, period)}receipt/"),
        }
        for code, definition in sorted(known.items())
    ]


class Preview(Live):
    """Live figures, read together instead of one by one; charts are remembered while the data stays as it is."""

    def __init__(self, report: Report, language: str, *, at: datetime, found: Measured, digest: str) -> None:
        super().__init__(report, language, at=at)
        self.found, self.digest = found, digest

    def figure(self, code: str, period: str) -> FigureRef:
        kept = self.found.get((code, Period.read(period)))
        if kept is None:
            raise UnknownName(code)
        return figure_ref(kept, self.language)

    def exhibit(self, name: str) -> Exhibit:
        key = f"workspace-exhibit-{self.report.slug}-{name}-{self.digest}"
        kept: Exhibit | None = cache.get(key)
        if kept is None:
            kept = super().exhibit(name)
            cache.set(key, kept, HOUR)
        return kept


def preview(report: Report, source: str, in_which: str, *, at: datetime) -> Document:
    """
    The text as readers would see it now.

    :raises ReportSourceError: with every fault of the text.
    """
    codes = set(Indicator.objects.values_list("code", flat=True))
    known = References(figures=codes, charts=set(CHARTS), tables=set(TABLES))
    parse(source, in_which, known, period=report.period)  # type: ignore[arg-type]
    wanted: dict[Period, list[str]] = {}
    for code, period in known.asked_figures:
        wanted.setdefault(Period.read(period), []).append(code)
    found, digest = measured(wanted, at=at)
    resolver = Preview(report, in_which, at=at, found=found, digest=digest)
    return parse(source, in_which, resolver, period=report.period)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Change:
    """A line of a comparison: same, gone, new, or a gap of unchanged lines (``text`` empty)."""

    kind: str
    text: str
    line: int = 0


def differences(before: str, after: str) -> list[Change]:
    """How one text became another, line by line, unchanged stretches shortened."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Change] = []
    for verb, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            found += _same(new[b1:b2], b1 + 1, first=b1 == 0, last=b2 == len(new))
            continue
        found += [Change("gone", text, a1 + place) for place, text in enumerate(old[a1:a2], start=1)]
        found += [Change("new", text, b1 + place) for place, text in enumerate(new[b1:b2], start=1)]
    return found if any(change.kind in {"gone", "new"} for change in found) else []


def _same(lines: Sequence[str], start: int, *, first: bool, last: bool) -> list[Change]:
    numbered = [Change("same", text, start + place) for place, text in enumerate(lines)]
    head = [] if first else numbered[:CONTEXT]
    tail = [] if last else numbered[-CONTEXT:]
    if len(numbered) <= len(head) + len(tail):
        return numbered
    return [*head, Change("gap", ""), *tail]


@dataclass(frozen=True)
class Restated:
    """A published figure beside what it would be today."""

    code: str
    label: str
    period: str
    published: Decimal
    live: Decimal
    receipt: str
    live_receipt: str

    @property
    def difference(self) -> Decimal:
        return self.live - self.published


def restated(frozen: Freeze) -> list[Restated]:
    """All figures of an issue, as published and as of now; three queries once kept."""
    figures = figures_of(frozen)
    wanted: dict[Period, list[str]] = {}
    for code, period in figures:
        wanted.setdefault(Period.read(period), []).append(code)
    live = values_now(wanted)
    return [
        _restated(code, period, row.measurement, live[code, Period.read(period)])
        for (code, period), row in sorted(figures.items())
    ]


def _restated(code: str, period: str, published: Measurement, live: Decimal) -> Restated:
    receipt = address(f"{figure_path(code, Period.read(period))}receipt/")
    label = in_language(published.indicator.definition["labels"])
    return Restated(code, label, period, published.value, live, receipt, f"{receipt}?as=live")
