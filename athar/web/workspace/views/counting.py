"""People counted at a site: a page for one hand, that needs neither a script nor a desk."""

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.ledger.choices import Kind
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Refused
from athar.web.workspace.forms.counting import CountForm, Site
from athar.web.workspace.scope import proposals_visible_to
from athar.web.workspace.views.entries import New

MOST_SITES = 12


class Count(New):
    """A headcount of a site and a night, with a picture; a second person approves it, as every entry."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.asked(self.count(initial={"occurred_on": riyadh_day(self.now), "method": "tally"}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.count(request.POST, request.FILES)
        if not form.is_valid():
            return self.asked(form, status=422)
        try:
            proposal = self.enter(form)
        except Refused as refused:
            return self.asked(form, status=409, refusals=refused.reasons)
        messages.success(
            request,
            _("Sent as %(number)s. It counts once a second person approves it.") % {"number": proposal},
        )
        return HttpResponseRedirect(reverse("workspace:record-count"))

    def count(self, *data: Any, **more: Any) -> CountForm:
        return CountForm(*data, sites=self.sites(), scopes=self.scopes(), **more)

    def sites(self) -> list[Site]:
        """Where was counted lately, of what the viewer sees; the latest first."""
        counted = proposals_visible_to(self.viewer, at=self.now).filter(kind=Kind.HEADCOUNT).exclude(place="")
        places = counted.order_by().values("place", "region").annotate(last=Max("occurred_on"))
        return [(row["place"], row["region"] or "") for row in places.order_by("-last", "place")[:MOST_SITES]]

    def asked(self, form: CountForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page("workspace/records/count.html", status=status, form=form, **more)
