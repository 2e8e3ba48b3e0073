"""My hours and participations, each with the proof of its record."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from athar.engine.credentials.queries import certificates_of
from athar.engine.ledger.queries import awaiting_about, hours_of, records_about
from athar.web.portal.views.base import OwnView

SIZE = 25


class Hours(OwnView):
    way = "hours"

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(records_about(self.people), SIZE).get_page(request.GET.get("page"))
        return self.page(
            "portal/hours.html",
            page=page,
            hours=hours_of(self.people),
            certificates=list(certificates_of(self.people).filter(ended_at=None)),
            waiting=list(awaiting_about(self.people)[:SIZE]),
        )
