"""A plan drawn: what serves which objective and how each is measured, and what runs when."""

from collections.abc import Callable
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from athar.engine.register.models import Edition
from athar.foundation.core.charts import GanttData, Layer, NetworkData, Node, Span
from athar.foundation.core.charts.gantt import State
from athar.web.workspace.shaping.scorecard import Scorecard


def strategy_map(card: Scorecard) -> NetworkData:
    """Initiatives → objectives → indicators of the whole plan, whatever the scorecard is narrowed to; one query."""
    objectives = [group.objective for group in card.groups]
    prefetch_related_objects(objectives, "initiatives")
    initiatives = {one.code: one for objective in objectives for one in objective.initiatives.all()}
    indicators = {line.code: line.label for line in card.lines}
    links = [
        (f"initiative:{one.code}", f"objective:{objective.pk}")
        for objective in objectives
        for one in objective.initiatives.all()
    ]
    links += [
        (f"objective:{group.objective.pk}", f"indicator:{line.code}")
        for group in card.groups
        for line in group.lines
    ]
    return NetworkData(
        name="strategy-map",
        title=_("What serves each objective, and how it is measured"),
        layers=(
            Layer(_("Initiatives"), tuple(Node(f"initiative:{code}", str(one), one.number) for code, one in initiatives.items())),
            Layer(_("Objectives"), tuple(Node(f"objective:{one.pk}", str(one), one.order) for one in objectives)),
            Layer(_("Indicators"), tuple(Node(f"indicator:{code}", label) for code, label in indicators.items())),
        ),
        links=tuple(dict.fromkeys(links)),
        lead=1,
    )  # fmt: skip


def editions_in_time(card: Scorecard) -> GanttData:
    """Editions of the plan's initiatives that lie in the period shown; one query."""
    editions = (
        Edition.objects.filter(
            initiative__objectives__theme__plan=card.plan,
            starts_on__lt=card.period.end,
            ends_on__gte=card.period.start,
        )
        .distinct()
        .order_by("starts_on", "code")
    )
    return GanttData(
        name="editions",
        title=_("Editions of the plan’s initiatives"),
        rows=tuple(
            Span(str(one), one.starts_on, one.ends_on, _state(one.starts_on, one.ends_on, card.today))
            for one in editions
        ),
        today=card.today,
        caption=_("Solid: over. Hatched: running. Dashed: not begun. Gregorian months above, Hijri below."),
        row_heading=_("Edition"),
    )


DRAWINGS: dict[str, Callable[[Scorecard], NetworkData | GanttData]] = {
    "map": strategy_map,
    "editions": editions_in_time,
}


def _state(starts_on: date, ends_on: date, today: date) -> State:
    if ends_on < today:
        return "done"
    return "running" if starts_on <= today else "planned"
