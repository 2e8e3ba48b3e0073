"""Plans as scorecards, year by year and side by side."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from athar.direction.strategy.models import Plan
from athar.foundation.core.charts import GanttData, NetworkData
from athar.foundation.core.dates import riyadh_day
from athar.web.workspace.access import Place
from athar.web.workspace.forms.filters import ScorecardFilter
from athar.web.workspace.places import LABELS
from athar.web.workspace.shaping.exports import as_file
from athar.web.workspace.shaping.plan_charts import DRAWINGS
from athar.web.workspace.shaping.scorecard import (
    STATES,
    Line,
    Scorecard,
    newest_scorecard,
    period_of,
    scorecard,
    year_shown,
    years_of,
)
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.words import language

WHOLE = "whole"


class PlanPage(WorkView):
    """What all faces of the scorecard share: which plan, and which of its years."""

    place = Place.SCORECARD

    def plans(self) -> list[Plan]:
        return list(Plan.objects.order_by("-starts_on"))

    def chosen(self, plans: list[Plan]) -> Plan:
        wanted = self.request.GET.get("plan", plans[0].code if plans else "")
        for plan in plans:
            if plan.code == wanted:
                return plan
        raise Http404

    def year(self, plan: Plan) -> int | None:
        """The year asked for; None is the whole plan."""
        wanted = self.request.GET.get("year", "")
        if wanted == WHOLE:
            return None
        years = years_of(plan)
        return (
            int(wanted) if wanted in {str(year) for year in years} else year_shown(plan, riyadh_day(self.now))
        )

    def tabs(self, plans: list[Plan], current: Plan | None) -> list[dict[str, Any]]:
        tabs = [
            {"label": str(plan), "url": f"?plan={plan.code}", "current": plan == current} for plan in plans
        ]
        if len(plans) > 1 and current is not None:
            tabs.append({"label": _("Side by side"), "url": "comparison/", "current": False})
        return tabs


class Detail(PlanPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        plans = self.plans()
        if not plans:
            return self.page("workspace/scorecard/none.html", heading=LABELS[self.place])
        plan = self.chosen(plans)
        year = self.year(plan)
        card = scorecard(plan, period_of(plan, year), now=self.now)
        form = ScorecardFilter(request.GET, choices=_choices(card))
        return self.page(
            "workspace/scorecard/detail.html",
            fragment="card",
            heading=LABELS[self.place],
            plan=plan,
            card=card.narrowed(**form.chosen()),
            states=_states(card),
            form=form,
            filtered=any(form.chosen().values()),
            tabs=self.tabs(plans, plan),
            years=[*years_of(plan), WHOLE],
            year=year or WHOLE,
            drawings=self.drawings(card) if self.whole_page else [],
        )

    def drawings(self, card: Scorecard) -> list[NetworkData | GanttData]:
        query = self.request.GET.urlencode()
        return [
            replace(draw(card), csv_url=f"{reverse('workspace:scorecard-drawing', args=[name])}?{query}")
            for name, draw in DRAWINGS.items()
        ]

    @property
    def whole_page(self) -> bool:
        """A narrowed card is fetched by itself; the drawings beside it stay as they are."""
        return self.request.headers.get("HX-Request") != "true"


class Summary(PlanPage):
    """The newest plan over this year in short: what home fetches when its values are not kept yet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get("HX-Request") != "true":
            return HttpResponseRedirect(reverse("workspace:scorecard"))
        return render(request, "workspace/scorecard/short.html", {"card": newest_scorecard(now=self.now)})


class Drawing(PlanPage):
    """What one of the drawings shows, as a file."""

    def get(self, _request: HttpRequest, drawing: str) -> HttpResponse:
        plans = self.plans()
        plan = self.chosen(plans) if plans else get_object_or_404(Plan, pk=0)
        card = scorecard(plan, period_of(plan, self.year(plan)), now=self.now)
        shown = DRAWINGS[drawing](card).as_table(language())
        response = HttpResponse(shown.as_csv(), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{drawing}-{card.period.name}.csv"'
        return response


class File(PlanPage):
    """The scorecard as it is shown, with the address of every receipt."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        plans = self.plans()
        plan = self.chosen(plans) if plans else get_object_or_404(Plan, pk=0)
        card = scorecard(plan, period_of(plan, self.year(plan)), now=self.now)
        form = ScorecardFilter(request.GET, choices=_choices(card))
        card = card.narrowed(**form.chosen())
        rows = (_cells(group.objective, line, request) for group in card.groups for line in group.lines)
        name = f"scorecard-{card.period.name}"
        return as_file(kind, name, _headers(card), rows, rtl=get_language_bidi())


class Comparison(PlanPage):
    """All plans over their whole time, beside each other."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        plans = self.plans()
        cards = [scorecard(plan, period_of(plan, None), now=self.now) for plan in reversed(plans[:2])]
        here = {"label": _("Side by side"), "url": "", "current": True}
        tabs = [{"label": str(plan), "url": f"../?plan={plan.code}", "current": False} for plan in plans]
        return self.page(
            "workspace/scorecard/comparison.html",
            heading=LABELS[self.place],
            cards=[{"card": card, "states": _states(card)} for card in cards],
            tabs=[*tabs, here],
        )


def _choices(card: Scorecard) -> dict[str, list[tuple[str, Any]]]:
    owners = {line.owner_code: line.owner for line in card.lines}
    return {
        "objective": [(group.objective.code, str(group.objective)) for group in card.groups],
        "state": [(state.value, label) for state, (label, *_rest) in STATES.items()],
        "owner": sorted(owners.items()),
    }


def _states(card: Scorecard) -> list[dict[str, Any]]:
    """How many indicators stand where, the good news first."""
    lines = card.lines
    counted = [(state, sum(line.state is state for line in lines)) for state in STATES]
    return [
        {"code": state.value, "label": STATES[state][0], "tone": STATES[state][1], "icon": STATES[state][2], "many": many}
        for state, many in counted
        if many
    ]  # fmt: skip


def _headers(card: Scorecard) -> list[str]:
    period = {"period": card.period.name}
    return [
        _("Objective"), _("Code"), _("Indicator"), _("Unit"), _("Baseline"), _("Target %(period)s") % period,
        _("Achieved %(period)s") % period, _("Due by now"), _("Share of what is due"), _("State"), _("Owner"), _("Receipt of the number"),
    ]  # fmt: skip


def _cells(objective: Any, line: Line, request: HttpRequest) -> list[Any]:
    baseline = line.baseline_value.value if line.baseline_value else line.baseline
    expected, ratio = line.standing.expected, line.standing.ratio
    return [
        str(objective), line.code, line.label, line.unit, _tidy(baseline), _tidy(line.target),
        _tidy(line.found.value if line.found else None),
        None if expected is None else round(expected, 2),
        None if ratio is None else round(ratio, 4),
        str(line.state_label), line.owner,
        request.build_absolute_uri(line.found.receipt) if line.found else "",
    ]  # fmt: skip


def _tidy(value: Decimal | None) -> int | Decimal | None:
    """Whole numbers without the decimals they are kept with."""
    return int(value) if value is not None and value == int(value) else value
