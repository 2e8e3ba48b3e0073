"""The interface as a whole: its parts, and how it says no."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from athar.foundation.core.refusals import Refused
from athar.web.api import (
    access,
    certificates,
    entries,
    figures,
    imports,
    jobs,
    ledger,
    opportunities,
    records,
    register,
    reports,
    sessions,
    verifications,
)
from athar.web.api.faults import problem_of
from athar.web.api.problems import Problem, answer, of_refusal, of_status

VERSION = "1.0.0"
ABOUT = _(
    "Figures with what proves them, records, proofs and open opportunities to read for everybody; seats to take, attendance to mark and records to enter for programs with an access key."
)

# No pages of its own: the reference at /developers/ is ours, in both languages.
api = NinjaAPI(
    title="Athar", version=VERSION, description=ABOUT, urls_namespace="api", openapi_url="", docs_url=None
)
for path, router in (
    ("/figures", figures.router), ("/initiatives", register.router), ("/opportunities", opportunities.router), ("/reports", reports.router), ("/records", records.router),
    ("/ledger", ledger.router), ("/verifications", verifications.router), ("/credentials", certificates.router), ("", sessions.router),
    ("", entries.router), ("/imports", imports.router), ("/jobs", jobs.router), ("/key", access.router),
):  # fmt: skip
    api.add_router(path, router)


@api.exception_handler(Problem)
def problem(request: HttpRequest, found: Problem) -> HttpResponse:
    return answer(request, found)


@api.exception_handler(Refused)
def refused(request: HttpRequest, found: Refused) -> HttpResponse:
    return answer(request, of_refusal(found))


@api.exception_handler(Http404)
def nothing(request: HttpRequest, _found: Http404) -> HttpResponse:
    return answer(request, Problem("not-found"))


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, found: HttpError) -> HttpResponse:
    return answer(request, Problem(of_status(found.status_code).slug))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, found: ValidationError) -> HttpResponse:
    return answer(request, problem_of(found.errors))


def patterns() -> list[Any]:
    """The addresses, without the one at the root, which would lead to a page we do not have."""
    return [pattern for pattern in api.urls[0] if getattr(pattern, "name", "") != "api-root"]
