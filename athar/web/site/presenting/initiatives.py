"""Initiatives in a list and on their own pages, with what they came to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from athar.analytics.metrics import Line, Period, Scope
from athar.direction.strategy import measuring, tellings
from athar.direction.strategy.measuring import State
from athar.direction.strategy.models import Objective
from athar.engine.register.models import Edition, Initiative
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.nouns import NOUNS
from athar.foundation.core.plurals import noun
from athar.web.site import histories
from athar.web.site.asking import figure_address, told_years
from athar.web.site.presenting.figures import Shown, period_words, shown
from athar.web.site.presenting.home import LEAD, own_figures
from athar.web.site.words import language


@dataclass(frozen=True)
class Card:
    initiative: Initiative
    regions: str
    figure: Shown | None


def cards(initiatives: Iterable[Initiative], year: Period | None) -> list[Card]:
    """Each with the people it served in the year, before those who were served by several are taken off."""
    lines: dict[str, Line] = {}
    if year is not None:
        found = tellings.lines_of(measuring.measure([LEAD], year)[LEAD])
        lines = {line.initiative: line for line in found.rows}
    return [
        Card(initiative, regions_of(initiative), _gross(lines.get(initiative.code), year))
        for initiative in initiatives
    ]


def _gross(line: Line | None, year: Period | None) -> Shown | None:
    if line is None or year is None:
        return None
    mixed = bool(line.identified and line.headcount)
    return Shown(
        code=LEAD, label="", value=line.gross, unit=noun(line.gross, NOUNS["beneficiary"], language()), period=period_words(year),
        basis="mixed" if mixed else "headcount" if line.headcount else "identified",
        identified=line.identified if mixed else None, headcount=line.headcount if mixed else None,
        url=figure_address("receipt", year, LEAD, initiative=line.initiative),
        page=figure_address("figure", year, LEAD, initiative=line.initiative), when=year,
    )  # fmt: skip


def regions_of(initiative: Initiative) -> str:
    if initiative.national:
        return _("The whole Kingdom")
    return _(", ").join(region.name for region in initiative.regions.all())


def years_of(initiative: Initiative, state: State) -> list[Shown]:
    """
    What the initiative came to in each year, newest first; years in which it served nobody are left out.

    :param state: of the data, asked once for the whole page.
    """
    periods = [period for period in told_years() if period.start.year >= initiative.started_in]
    if not periods:
        return []
    scope = Scope(initiative=(initiative.code,))
    found = histories.through(measuring.measure([LEAD], periods[-1], scope=scope, state=state)[LEAD], periods)
    return [shown(found[period]) for period in reversed(periods) if found[period].value]


def timeline(initiative: Initiative) -> list[dict[str, Any]]:
    """Editions with their state: over, under way, to come."""
    today = riyadh_day(timezone.now())
    return [{"edition": edition, "state": _state(edition, today)} for edition in initiative.editions.all()]


def _state(edition: Edition, today: date) -> str:
    if edition.ends_on < today:
        return "done"
    return "here" if edition.starts_on <= today else "next"


def objectives_of(initiative: Initiative) -> list[Objective]:
    return list(
        Objective.objects.filter(initiatives=initiative)
        .select_related("theme__plan")
        .order_by("theme__plan", "theme__order", "order")
    )


def own_of(initiative: Initiative, year: Period | None, state: State) -> Shown | None:
    """The initiative's figure in its own noun, where it has one: participants, team members, trainers."""
    code = own_figures().get(initiative.code)
    return shown(measuring.measure([code], year, state=state)[code]) if code and year else None
