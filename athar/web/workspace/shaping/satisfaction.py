"""How an opportunity was, as those in charge of it read it."""

from typing import Any

from django.utils.translation import gettext as _

from athar.foundation.core.charts import ChartData, ChartRow
from athar.initiatives.volunteering.choices import Overall
from athar.initiatives.volunteering.satisfaction import FEWEST, Summary


def satisfaction(summary: Summary) -> dict[str, Any]:
    """Numbers, the distribution drawn, and words; where too few answered, only how many it takes."""
    shown: dict[str, Any] = {"summary": summary, "fewest": FEWEST}
    if summary.answers is None:
        return shown
    rows = [ChartRow(_on_the_scale(one), many) for one, many in zip(Overall, summary.overall, strict=True)]
    return shown | {
        "chart": ChartData(
            name="satisfaction", kind="bars", title=_("How satisfied those who took part are"), rows=tuple(reversed(rows)),
            row_heading=_("Satisfaction"), value_heading=_("Answers"),
        )
    }  # fmt: skip


def _on_the_scale(one: Overall) -> str:
    """Its number and its word, as a line of a chart names it."""
    return _("%(number)s: %(word)s") % {"number": one.value, "word": str(one.label).lower()}
