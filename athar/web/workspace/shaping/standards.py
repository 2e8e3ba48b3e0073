"""A self-assessment as a page and as a file say it: areas with scores, gaps, lines, and what fails of a measure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.journeys.models import Seat, Session
from athar.engine.ledger.models import Proposal
from athar.engine.standards.choices import Standing
from athar.engine.standards.queries import Line, Part, Result, Value
from athar.foundation.core.charts import ChartData, ChartRow
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.templatetags.athar_text import both_dates, number, percent
from athar.foundation.qualifications.models import Qualification
from athar.initiatives.volunteering.models import Opportunity
from athar.web.ui.viewer import Viewer
from athar.web.workspace.access import Place, may_see
from athar.web.workspace.scope import name_of

TONES: dict[str, str] = {Standing.MET: "good", Standing.PARTLY: "watch", Standing.NOT_MET: "bad"}
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Row:
    """A line with what the reader sees of it; ``before``: how it stood in the round before, where it asked for the same."""

    line: Line
    before: Line | None

    @property
    def tone(self) -> str:
        return TONES.get(self.line.standing, "none")

    @property
    def text(self) -> str:
        """What was measured, in words."""
        return measured_in_words(self.line.value) if self.line.value else ""


@dataclass(frozen=True)
class Area:
    """An area with its score now and before, between 0 and 100."""

    part: Part
    rows: tuple[Row, ...]
    score: Decimal | None
    before: Decimal | None

    @property
    def change(self) -> Decimal | None:
        return None if self.score is None or self.before is None else self.score - self.before

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """How many of its criteria stand how: label, tone, many."""
        return [
            (str(one.label), TONES.get(one, "none"), many)
            for one in Standing
            for many in [self.part.many(one)]
            if many
        ]


def of_hundred(share: Decimal | None) -> Decimal | None:
    return None if share is None else (share * HUNDRED).quantize(Decimal(1))


def measured_in_words(value: Value) -> str:
    if value.share is None:
        return _("Nothing to measure yet")
    return _("%(many)s of %(whole)s (%(share)s)") % {
        "many": number(value.numerator), "whole": number(value.denominator), "share": percent(value.share),
    }  # fmt: skip


def areas(result: Result, before: Result | None) -> list[Area]:
    scores = {part.area.code: of_hundred(part.score) for part in before.parts} if before else {}
    return [
        Area(part, rows(part.lines, before), of_hundred(part.score), scores.get(part.area.code))
        for part in result.parts
    ]


def rows(lines: Sequence[Line], before: Result | None) -> tuple[Row, ...]:
    return tuple(Row(line, before.line(line.criterion.code) if before else None) for line in lines)


def chart(shown: Sequence[Area]) -> ChartData:
    """The scores of the areas, beside those of the round before where there was one."""
    compares = any(area.before is not None for area in shown)
    return ChartData(
        name="score-by-area",
        kind="pairs" if compares else "bars",
        title=_("Score by area"),
        caption=_("Out of 100, by the weight of what counts. What is not answered counts as not met."),
        rows=tuple(
            ChartRow(
                str(area.part.area), area.score or 0, second=area.before or 0 if compares else None,
                missing=area.score is None and not compares,
            )
            for area in shown
        ),
        row_heading=_("Area"),
        value_heading=_("Score"),
        series=(_("This round"), _("The round before")) if compares else (),
    )  # fmt: skip


def headers() -> list[str]:
    return [
        _("Area"), _("Criterion"), _("What it asks"), _("Weight"), _("How it is answered"), _("How it stands"), _("In the round before"),
        _("How many hold"), _("Out of how many"), _("Note"), _("Link"), _("SHA-256 of the file"), _("Answered on"),
    ]  # fmt: skip


def lines_of_file(shown: Sequence[Area]) -> list[list[Any]]:
    return [_line_of_file(area, row) for area in shown for row in area.rows]


def _line_of_file(area: Area, row: Row) -> list[Any]:
    criterion, value, given = row.line.criterion, row.line.value, row.line.answer
    return [
        str(area.part.area), str(criterion), str(criterion.asks), criterion.weight,
        _("Measured") if criterion.check else _("Answered by a person"), str(row.line.standing.label),
        str(row.before.standing.label) if row.before else "", value.numerator if value else None, value.denominator if value else None,
        given.note if given else "", given.link if given else "", given.papers_sha256 if given else "",
        riyadh_day(given.at).isoformat() if given else "",
    ]  # fmt: skip


# What fails of a measure, named as the viewer may read it, with the page on which it is mended where they may open that.
Naming = Callable[[Any, Viewer], tuple[str, str]]


def _opportunity(one: Opportunity, _viewer: Viewer) -> tuple[str, str]:
    return str(one), reverse("workspace:opportunity", args=[one.pk])


def _seat(one: Seat, viewer: Viewer) -> tuple[str, str]:
    shift, url = _session(one.session, viewer)
    return _("%(name)s: %(shift)s") % {"name": name_of(one.person, viewer), "shift": shift}, url


def _session(one: Session, _viewer: Viewer) -> tuple[str, str]:
    told = _("%(shift)s, %(day)s") % {"shift": one, "day": both_dates(one.starts_at)}
    return f"{one.edition}{_(': ')}{told}", reverse(
        "workspace:shift", args=[one.edition.opportunity.pk, one.pk]
    )


def _proposal(one: Proposal, viewer: Viewer) -> tuple[str, str]:
    told = _("%(number)s, %(day)s") % {"number": one, "day": both_dates(one.occurred_on)}
    return f"{name_of(one.person, viewer)}{_(': ')}{told}" if one.person else told, reverse(
        "workspace:record", args=[one.pk]
    )


def _qualification(one: Qualification, viewer: Viewer) -> tuple[str, str]:
    return f"{one}{_(': ')}{name_of(one.person, viewer)}", reverse("workspace:qualification", args=[one.pk])


NAMINGS: dict[type, tuple[Place, tuple[str, ...], Naming]] = {
    Opportunity: (Place.OPPORTUNITIES, ("edition",), _opportunity),
    Seat: (Place.OPPORTUNITIES, ("person", "session__edition__opportunity"), _seat),
    Session: (Place.OPPORTUNITIES, ("edition__opportunity",), _session),
    Proposal: (Place.RECORDS, ("person",), _proposal),
    Qualification: (Place.QUALIFICATIONS, ("person",), _qualification),
}


def with_all(failing: QuerySet) -> QuerySet:
    """The rows in an order that stays, with everything by which they are named."""
    return failing.select_related(*NAMINGS[failing.model][1]).order_by("pk")


def failures(found: Sequence[Any], viewer: Viewer) -> list[tuple[str, str]]:
    """What each is called, and where it is mended; no address where the viewer may not open it."""
    told = []
    for one in found:
        place, _joined, naming = NAMINGS[type(one)]
        name, url = naming(one, viewer)
        told.append((name, url if may_see(viewer.roles, place) else ""))
    return told
