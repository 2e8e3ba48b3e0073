from typing import Any

from django.views.defaults import bad_request, permission_denied, server_error
from django.views.defaults import page_not_found as not_found
from django.views.generic import TemplateView

from athar.web.ui import guide

# Django's own answers to errors, with the templates of this room.
__all__ = ["Styleguide", "bad_request", "not_found", "permission_denied", "server_error"]


class Styleguide(TemplateView):
    """Every part, in both directions and both themes."""

    template_name = "ui/styleguide.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(entries=guide.entries(self.request), **kwargs)
