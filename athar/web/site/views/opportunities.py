"""Opportunities to volunteer."""

from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.queries import found
from athar.web.site.forms import OpportunitiesFilter
from athar.web.site.presenting import opportunities
from athar.web.site.views.page import Page
from athar.web.ui.viewer import viewer

PAGE = 24


class List(Page):
    template_name = "site/opportunities.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = OpportunitiesFilter(self.request.GET or None)
        rows = found(**form.wanted(), at=timezone.now())
        page = Paginator(rows, PAGE).get_page(self.request.GET.get("page"))
        cards = opportunities.cards(page.object_list)
        return super().get_context_data(**kwargs, form=form, page=page, cards=cards)


class Detail(Page):
    template_name = "site/opportunity.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        joined = Opportunity.objects.shown().select_related(
            "edition__initiative", "organisation", "call", "region"
        )
        opportunity = get_object_or_404(joined, edition__code=kwargs["code"])
        return super().get_context_data(
            **kwargs, opportunity=opportunity, shifts=opportunities.shifts(opportunity, viewer(self.request).person, at=now),
            conditions=opportunities.conditions(opportunity), is_open=opportunity.is_open(at=now),
            trail=[(_("Opportunities"), reverse("site:opportunities")), (str(opportunity), "")],
        )  # fmt: skip
