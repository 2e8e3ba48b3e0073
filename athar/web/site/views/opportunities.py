"""Opportunities to volunteer: the search, one with its shifts, and both as calendars."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from athar.foundation.core.dates import first_calendar, riyadh_day
from athar.foundation.core.months import Month, month_of, parse_month
from athar.foundation.core.templatetags.athar_ui.addresses import changed
from athar.foundation.places.queries import regions
from athar.initiatives.volunteering import finding
from athar.initiatives.volunteering.models import Opportunity
from athar.web.site.forms_opportunities import OpportunitiesFilter
from athar.web.site.presenting import opportunities, search
from athar.web.site.views.page import Page
from athar.web.ui.calendars import as_answer, as_calendar, occasion
from athar.web.ui.viewer import viewer

PAGE = 24
MONTH = "month"
JOINED = ("edition__initiative", "organisation", "call", "region")


class List(Page):
    """What one can sign up for, searched and narrowed; as cards, or as the month of its shifts."""

    template_name = "site/opportunities.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, now, places = self.request.GET, timezone.now(), list(regions())
        form = OpportunitiesFilter(query or None, regions=places)
        wanted = form.wanted()
        counted = finding.tally(wanted, at=now)
        form.tell(counted)
        many = counted.many()
        as_month = query.get("show") == MONTH
        shown = self.month(wanted, now) if as_month else self.cards(wanted, form.order_wanted(), now)
        return super().get_context_data(
            **kwargs, **shown, form=form, many=many, is_narrowed=bool(wanted.chosen),
            tiles=search.tiles(places, counted, query), tabs=_tabs(query, as_month=as_month),
            looser=[] if many else search.looser(form, counted, query, at=now),
            calendar_query=changed(query, show=None, view=None, month=None, order=None).removeprefix("?"),
        )  # fmt: skip

    def cards(self, wanted: finding.Wanted, order: str, now: Any) -> dict[str, Any]:
        rows = finding.found(wanted, at=now, order=order)
        page = Paginator(rows, PAGE).get_page(self.request.GET.get("page"))
        return {"page": page, "cards": opportunities.cards(page.object_list)}

    def month(self, wanted: finding.Wanted, now: Any) -> dict[str, Any]:
        today = riyadh_day(now)
        month: Month = parse_month(self.request.GET.get("month", "")) or month_of(today, first_calendar())
        days = finding.days_of(wanted, month.first, month.last, at=now)
        view = "list" if self.request.GET.get("view") == "list" else "grid"
        crowded = len(days) == finding.MOST_DAYS
        return {
            "month": month,
            "events": search.events(days),
            "today": today,
            "view": view,
            "crowded": crowded,
        }


def _tabs(query: Any, *, as_month: bool) -> list[dict[str, Any]]:
    return [
        {"label": _("As cards"), "url": changed(query, show=None, view=None, month=None), "current": not as_month},
        {"label": _("As a calendar"), "url": changed(query, show=MONTH), "current": as_month},
    ]  # fmt: skip


class Calendar(View):
    """The shifts of what is found, for a calendar that subscribes to them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        wanted = OpportunitiesFilter(request.GET or None, regions=regions()).wanted()
        sessions = finding.shifts_to_tell(finding.shifts_matching(wanted, at=now))
        name = _("Volunteering opportunities")
        return as_answer(as_calendar(map(occasion, sessions), name=name, made_at=now), "opportunities")


class Detail(Page):
    template_name = "site/opportunity.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        joined = Opportunity.objects.shown().select_related(*JOINED, "call__workflow")
        opportunity = get_object_or_404(joined, edition__code=kwargs["code"])
        return super().get_context_data(
            **kwargs, opportunity=opportunity, shifts=opportunities.shifts(opportunity, viewer(self.request).person, at=now),
            conditions=opportunities.conditions(opportunity), is_open=opportunity.is_open(at=now),
            trail=[(_("Opportunities"), reverse("site:opportunities")), (str(opportunity), "")],
        )  # fmt: skip


class ShiftsCalendar(View):
    """The shifts of one opportunity, for a calendar; what was cancelled says so."""

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        now = timezone.now()
        opportunity = get_object_or_404(
            Opportunity.objects.shown().select_related("edition"), edition__code=code
        )
        sessions = finding.shifts_to_tell(finding.shifts_told_of(opportunity, at=now))
        return as_answer(as_calendar(map(occasion, sessions), name=str(opportunity), made_at=now), code)
