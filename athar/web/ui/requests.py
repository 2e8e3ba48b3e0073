"""Every request gets a number, under which it is found in the log; every answer is counted."""

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from athar.foundation.core.logs import current_request
from athar.web.ui.metrics import METRICS

log = logging.getLogger("athar.request")
audit = logging.getLogger("athar.audit")
SERVER_ERROR, NOT_FOUND = 500, 404
# What was asked without the right to it, in a form no page of ours sends, or too often.
REFUSED = {400, 401, 403, 413, 429}
# Answers that Django or a view gives without a page.
BARE = {405, 413}
KNOWN_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Requests:
    """First of all middleware, so that it sees what every other one answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Ours alone: a number given from outside could be anything, and would be written into the log.
        request.id = secrets.token_hex(6)  # type: ignore[attr-defined]
        token = current_request.set(request.id)  # type: ignore[attr-defined]
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request.id  # type: ignore[attr-defined]
            self._tell(request, response.status_code, time.perf_counter() - began)
        finally:
            current_request.reset(token)
        return response

    @staticmethod
    def _tell(request: HttpRequest, status: int, seconds: float) -> None:
        match = request.resolver_match
        route = (match.view_name if match else None) or "none"
        method = request.method if request.method in KNOWN_METHODS else "OTHER"
        METRICS.count(route=route, method=method, status=status, seconds=seconds)
        viewer = getattr(request, "_viewer", None)
        facts = {
            "route": route, "method": method, "status": status, "ms": round(seconds * 1000, 1),
            "roles": sorted(viewer.roles) if viewer else [],
        }  # fmt: skip
        level = logging.ERROR if status >= SERVER_ERROR else logging.INFO
        log.log(level, "%s %s %s in %.0f ms", method, route, status, seconds * 1000, extra={"facts": facts})
        person = viewer.person.pk if viewer and viewer.person else None
        # What is another's is not there for whoever looks: only who is signed in can have meant it.
        if status in REFUSED or (status == NOT_FOUND and match and person):
            told = {name: facts[name] for name in ("route", "method", "status", "roles")} | {"person": person}
            audit.info("refused: %s %s %s", method, route, status, extra={"facts": told})


class BareErrors:
    """A page instead of an empty answer for those who look with a browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in BARE or response.streaming or response.content:
            return response
        if "text/html" not in request.headers.get("Accept", ""):
            return response
        page = render(request, f"{response.status_code}.html", status=response.status_code)
        if "Allow" in response.headers:
            page.headers["Allow"] = response.headers["Allow"]
        return page
