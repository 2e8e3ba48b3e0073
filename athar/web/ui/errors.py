"""What whoever looks is told when something went wrong."""

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.defaults import page_not_found as not_found
from django.views.defaults import permission_denied

__all__ = ["bad_request", "not_found", "permission_denied", "server_error"]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return _plain(request, 400)


def server_error(request: HttpRequest) -> HttpResponse:
    return _plain(request, 500)


def _plain(request: HttpRequest, status: int) -> HttpResponse:
    """Rendered without the request, so that nothing asks the database: it may be what broke."""
    context = {"request_id": getattr(request, "id", "")}
    return HttpResponse(loader.get_template(f"{status}.html").render(context), status=status)
