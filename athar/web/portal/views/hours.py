"""My hours and participations, each with the proof of its record."""

import re

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from athar.engine.credentials.queries import certificates_of
from athar.engine.ledger.queries import awaiting_about, hours_about, records_about, total_of
from athar.foundation.core.numerals import latin_digits
from athar.web.portal.views.base import OwnView

SIZE = 25

YEAR = re.compile(r"20\d\d")


def year_in(text: str) -> int | None:
    """The year of which hours are asked for, in any digits; None for all of them."""
    plain = latin_digits(text).strip()
    return int(plain) if YEAR.fullmatch(plain) else None


class Hours(OwnView):
    way = "hours"

    def get(self, request: HttpRequest) -> HttpResponse:
        year = year_in(request.GET.get("year", ""))
        records, hours = records_about(self.people), hours_about(self.people)
        if year:
            records, hours = records.filter(occurred_on__year=year), hours.filter(occurred_on__year=year)
        page = Paginator(records, SIZE).get_page(request.GET.get("page"))
        return self.page(
            "portal/hours.html",
            page=page,
            year=year,
            hours=total_of(hours),
            certificates=list(certificates_of(self.people).filter(ended_at=None)),
            waiting=list(awaiting_about(self.people)[:SIZE]),
        )
