"""What pages with and without a form share: which methods they take, and whom they lead elsewhere."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views import View
from django.views.generic import FormView


class Page(View):
    """
    A page that is read, and perhaps sent to; nothing else.

    The method is looked at before anything else, so that a page which leads elsewhere answers a wrong method alike.
    """

    http_method_names = ["get", "head", "post", "options"]  # not PUT, which FormView takes for a POST

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        method = (request.method or "").lower()
        if method not in self.http_method_names or not hasattr(self, method):
            return self.http_method_not_allowed(request, *args, **kwargs)
        return self.elsewhere() or super().dispatch(request, *args, **kwargs)

    def elsewhere(self) -> HttpResponseBase | None:
        """Where whoever has no business here is led instead; None lets them in."""
        return None


class FormPage(Page, FormView):
    """A page with one form."""
