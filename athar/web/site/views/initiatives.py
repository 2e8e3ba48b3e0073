"""The initiatives."""

from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.direction.strategy import measuring
from athar.engine.register.models import Initiative
from athar.web.site.asking import figure_address
from athar.web.site.forms import InitiativesFilter
from athar.web.site.presenting import initiatives
from athar.web.site.presenting.home import LEAD, newest_year
from athar.web.site.views.page import Page
from athar.web.site.words import written_year

PAGE = 24


class List(Page):
    template_name = "site/initiatives.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = InitiativesFilter(self.request.GET or None)
        found = form.narrow(Initiative.objects.prefetch_related("regions"))
        page = Paginator(found, PAGE).get_page(self.request.GET.get("page"))
        year = newest_year()
        return super().get_context_data(
            **kwargs, form=form, page=page, cards=initiatives.cards(page.object_list, year), year=year,
            figure_url=figure_address("figure", year, LEAD) if year else "",
        )  # fmt: skip


class Detail(Page):
    template_name = "site/initiative.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initiative = get_object_or_404(
            Initiative.objects.prefetch_related("regions", "editions"), code=kwargs["code"]
        )
        state = measuring.data_state()
        years = initiatives.years_of(initiative, state)
        newest = years[0] if years else None
        return super().get_context_data(
            **kwargs, initiative=initiative, regions=initiatives.regions_of(initiative), editions=initiatives.timeline(initiative),
            objectives=initiatives.objectives_of(initiative), years=years, newest=newest,
            trail=[(_("Initiatives"), reverse("site:initiatives")), (str(initiative), "")],
            since=written_year(initiative.started_in),
            records_url=figure_address("figure-records", newest.when, LEAD, initiative=initiative.code) if newest else "",
            own=initiatives.own_of(initiative, newest.when if newest else None, state),
        )  # fmt: skip
