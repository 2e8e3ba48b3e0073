"""
The indicator engine: an indicator is data, not code; from it come the figure, its breakdown, its records
and its exclusions, as SQL for PostgreSQL and for DuckDB, the same to the last digit.
"""

from athar.analytics.metrics.breakdown import NotDisaggregated
from athar.analytics.metrics.catalogue import (
    Cycle,
    MixedBases,
    MixedUnits,
    OverlappingParts,
    UnknownPart,
    catalogue,
    leaves,
)
from athar.analytics.metrics.compile import (
    Dialect,
    breakdown_sql,
    contributing_count_sql,
    contributing_sql,
    exclusions_sql,
    gross_and_net_sql,
    headline_columns,
    headline_sql,
    value_sql,
)
from athar.analytics.metrics.cutoff import Cutoff
from athar.analytics.metrics.definition import Definition, parse
from athar.analytics.metrics.evaluate import (
    Breakdown,
    Exclusion,
    Line,
    Result,
    Row,
    break_down,
    evaluate,
    exclusions,
    gross_and_net,
)
from athar.analytics.metrics.frame import Frame, Period, Scope
from athar.analytics.metrics.guards import GUARDS, Guard, Strike
from athar.analytics.metrics.lake import connect, export, runner
from athar.analytics.metrics.reading import BadDefinition
from athar.analytics.metrics.relations import RELATIONS, relation

__all__ = [
    "GUARDS",
    "RELATIONS",
    "BadDefinition",
    "Breakdown",
    "Cutoff",
    "Cycle",
    "Definition",
    "Dialect",
    "Exclusion",
    "Frame",
    "Guard",
    "Line",
    "MixedBases",
    "MixedUnits",
    "NotDisaggregated",
    "OverlappingParts",
    "Period",
    "Result",
    "Row",
    "Scope",
    "Strike",
    "UnknownPart",
    "break_down",
    "breakdown_sql",
    "catalogue",
    "connect",
    "contributing_count_sql",
    "contributing_sql",
    "evaluate",
    "exclusions",
    "exclusions_sql",
    "export",
    "gross_and_net",
    "gross_and_net_sql",
    "headline_columns",
    "headline_sql",
    "leaves",
    "parse",
    "relation",
    "runner",
    "value_sql",
]
