"""What all public pages share."""

from typing import Any

from django.views.generic import TemplateView

from athar.web.site import tours


class Page(TemplateView):
    """A public page; it may be a stop of the tour."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, tour=tours.stop_of(self.request))
