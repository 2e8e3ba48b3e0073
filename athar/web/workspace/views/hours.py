"""Approved hours: a line for each record, as a list and as a file, and what they would have cost."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.direction.strategy.valuing import Valued, value_hours
from athar.foundation.core.tables import Empty, Table, as_file
from athar.foundation.core.templatetags.athar_text import digits, number
from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.web.workspace.access import Place, reach
from athar.web.workspace.forms.volunteering import HoursFilter
from athar.web.workspace.scope import hours_visible_to, initiatives_within
from athar.web.workspace.shaping import hours as shaping
from athar.web.workspace.views.base import WorkView


class Hours(WorkView):
    place = Place.OPPORTUNITIES

    @cached_property
    def form(self) -> HoursFilter:
        days = hours_visible_to(self.viewer).order_by().values_list(ExtractYear("occurred_on"), flat=True)
        initiatives = initiatives_within(reach(self.viewer.roles, self.place))
        return HoursFilter(
            self.request.GET, years=sorted(set(days.distinct()), reverse=True), initiatives=initiatives
        )

    @cached_property
    def rows(self) -> QuerySet[Any]:
        return self.form.narrow(hours_visible_to(self.viewer))

    def table(self) -> Table:
        return Table(
            name="hours",
            caption=_("The approved hours"),
            columns=shaping.HOURS,
            rows=self.rows.with_everything(),  # type: ignore[attr-defined]
            query=self.request.GET,
            shape=shaping.hours(self.viewer),
            sort="-position",
            files=reverse("workspace:hours") + "hours.",
            fields=self.form.fields,
            empty=Empty(
                _("No hours are approved yet"),
                _(
                    "Hours of a shift are entered once it is over, and count once somebody else approves them."
                ),
            ),
        )


class List(Hours):
    def get(self, _request: HttpRequest) -> HttpResponse:
        lines = self.valued()
        year, initiative = self.form.year_chosen, self.form.chosen().get("initiative")
        whole = (
            reach(self.viewer.roles, self.place).everywhere
            and not initiative
            and "level" not in self.form.chosen()
        )
        return self.page(
            "workspace/volunteering/approved_hours.html",
            form=self.form,
            table=self.table(),
            worth=shaping.worth(lines, number),
            sources=list(dict.fromkeys(rate.source for line in lines for rate in line.rates)),
            year=digits(year) if year else "",
            receipt=address(f"figures/{year}/hours.value/receipt/") if year and whole and lines else "",
        )

    def valued(self) -> list[Valued]:
        cells = (
            self.rows.order_by().annotate(year=ExtractYear("occurred_on")).values_list("level", "year")
            .annotate(hours=Sum("quantity"))
        )  # fmt: skip
        return value_hours(cells)


class File(Hours):
    def get(self, _request: HttpRequest, kind: str) -> HttpResponseBase:
        return as_file(self.table(), kind)
