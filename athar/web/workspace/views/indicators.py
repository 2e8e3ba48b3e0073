"""Definitions of figures: data that people can read, with their versions and hashes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.analytics.metrics import Period
from athar.direction.strategy.models import Goal, Indicator
from athar.direction.strategy.queries import figure_path
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.tables import Cell, Column, Empty, Table, as_file
from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.foundation.core.templatetags.athar_ui.marks import basis_words
from athar.foundation.people.choices import Role
from athar.web.workspace.access import Place
from athar.web.workspace.places import LABELS
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.words import in_language

FIRST_YEAR = 2020


@dataclass(frozen=True)
class Shown:
    indicator: Indicator
    label: str
    description: str
    formula: str
    basis: str
    owner: str


def shown(indicator: Indicator) -> Shown:
    definition = indicator.definition
    owner = definition.get("owner", "")
    return Shown(
        indicator=indicator,
        label=in_language(definition["labels"]),
        description=in_language(definition["description"]),
        formula=in_language(indicator.texts["formula"]) if "formula" in indicator.texts else "",
        basis=basis_words(definition["basis"]),
        owner=str(Role(owner).label) if owner in Role.values else "",
    )


COLUMNS = [
    Column("indicator", gettext_lazy("Indicator"), lambda row: Cell(row.label, url=reverse("workspace:indicator", args=[row.indicator.code])), orders=("label",)),
    Column("code", gettext_lazy("Code"), lambda row: row.indicator.code, "code", ("code",)),
    Column("formula", gettext_lazy("How it is counted"), lambda row: row.formula),
    Column("basis", gettext_lazy("Count basis"), lambda row: row.basis, orders=("basis",)),
    Column("owner", gettext_lazy("Owner"), lambda row: row.owner, orders=("owner",)),
    Column("version", gettext_lazy("Version"), lambda row: row.indicator.version, "number", ("version",)),
]  # fmt: skip


class List(WorkView):
    place = Place.INDICATORS

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.page("workspace/indicators/list.html", heading=LABELS[self.place], table=self.table())

    def table(self) -> Table:
        newest = {row.code: row for row in Indicator.objects.order_by("code", "version")}
        return Table(
            name="indicators",
            caption=LABELS[self.place],
            columns=COLUMNS,
            rows=[shown(row) for row in newest.values()],
            query=self.request.GET,
            size=100,
            files=reverse("workspace:indicators") + "indicators.",
            empty=Empty(_("No indicator is defined yet")),
        )


class ListFile(List):
    def get(self, _request: HttpRequest, kind: str) -> HttpResponseBase:  # type: ignore[override]
        return as_file(self.table(), kind)


class Detail(WorkView):
    """An indicator in words, its versions, the goals it measures, and its figures by year."""

    place = Place.INDICATORS

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        versions = list(Indicator.objects.filter(code=code).order_by("-version"))
        if not versions:
            raise Http404
        newest = versions[0]
        goals = (
            Goal.objects.filter(indicator=code)
            .select_related("objective__theme__plan")
            .order_by("objective__theme__plan")
        )
        return self.page(
            "workspace/indicators/detail.html",
            shown=shown(newest),
            facts=facts(newest),
            versions=versions,
            goals=[(goal, Role(goal.owner).label) for goal in goals],
            years=years(code, newest.valid_from, riyadh_day(self.now)),
        )


def facts(indicator: Indicator) -> list[dict[str, Any]]:
    definition = indicator.definition
    unit = in_language(
        {name: forms["other"] for name, forms in definition["unit"].items() if name in {"ar", "en"}}
    )
    rows = [
        (_("Code"), indicator.code, True),
        (_("Version"), str(indicator.version), False),
        (_("Unit"), unit, False),
        (_("Count basis"), basis_words(definition["basis"]), False),
        (
            _("Counts from"),
            ", ".join(definition.get("where", {}).get("kind", [])) or ", ".join(definition.get("parts", [])),
            True,
        ),
        (_("Can be broken down by"), ", ".join(definition["disaggregations"]), True),
        (_("Hash of the definition"), indicator.definition_hash, True),
    ]
    return [{"term": term, "text": text, "code": code} for term, text, code in rows if text]


def years(code: str, valid_from: date | None, today: date) -> list[tuple[int, str]]:
    """The figure of each year since the definition is in force, newest first."""
    first = valid_from.year if valid_from else FIRST_YEAR
    return [
        (year, address(figure_path(code, Period.year(year)))) for year in range(today.year, first - 1, -1)
    ]
