"""How an opportunity was, as those in charge of it read it."""

from typing import Any

from django.utils.translation import gettext as _

from athar.foundation.core.charts import ChartData, ChartRow
from athar.initiatives.volunteering.satisfaction import FEWEST, SCALE, Summary


def satisfaction(summary: Summary) -> dict[str, Any]:
    """Numbers, the distribution drawn, and words; where too few answered, only how many it takes."""
    shown: dict[str, Any] = {"summary": summary, "fewest": FEWEST}
    if summary.answers is None:
        return shown
    labels = (
        _("1: very dissatisfied"),
        _("2: dissatisfied"),
        _("3: neither"),
        _("4: satisfied"),
        _("5: very satisfied"),
    )
    rows = [ChartRow(labels[value - 1], many) for value, many in zip(SCALE, summary.overall, strict=True)]
    return shown | {
        "chart": ChartData(
            name="satisfaction", kind="bars", title=_("How satisfied those who took part are"), rows=tuple(reversed(rows)),
            row_heading=_("Satisfaction"), value_heading=_("Answers"),
        )
    }  # fmt: skip
