"""What all public pages share."""

from typing import Any

from django.http import HttpRequest
from django.views.generic import TemplateView

from athar.web.site import tours

MOST_DIGITS = 15  # of a position: as far as the database counts, and further than any ledger


class Page(TemplateView):
    """A public page; it may be a stop of the tour."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, tour=tours.stop_of(self.request))


def position_after(request: HttpRequest) -> int | None:
    """Where a list of records goes on; None from its beginning, and for anything that is no position."""
    text = request.GET.get("after", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
