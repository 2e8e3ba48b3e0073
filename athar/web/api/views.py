"""The description for programs, and the same to read."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.views import View
from django.views.generic import TemplateView

from athar.web.api import reference
from athar.web.api.description import description
from athar.web.api.problems import BY_SLUG, KINDS


class Description(View):
    """The interface in OpenAPI 3.1."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> JsonResponse:  # noqa: ARG002 -- Django calls it so
        return JsonResponse(description(), json_dumps_params={"ensure_ascii": False, "indent": 1})


class Reference(TemplateView):
    """The same for people: what one may ask, what comes back, and how it is done with curl."""

    template_name = "api/reference.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, groups=reference.groups(), kinds=KINDS, base_url=settings.ATHAR_BASE_URL,
            limits={"account": settings.ATHAR_LIMIT_API},
        )  # fmt: skip


class ProblemPage(TemplateView):
    """A kind of problem, at the address that its ``type`` says."""

    template_name = "api/problem.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = BY_SLUG.get(kwargs["slug"])
        if kind is None:
            raise Http404
        return super().get_context_data(**kwargs, kind=kind)
