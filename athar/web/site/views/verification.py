"""Check it yourself: look a number up, or hand in a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from athar.web.site import lookups, verifying
from athar.web.site.forms import LookupForm, VerificationForm
from athar.web.site.views.page import Page


class Verification(Page):
    template_name = "site/verification.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "number" not in request.GET:
            return super().get(request, *args, **kwargs)
        form = LookupForm(request.GET)
        found = lookups.find(form.cleaned_data["number"]) if form.is_valid() else []
        if len(found) == 1:
            return redirect(found[0].url)
        return self.render_to_response(
            self.get_context_data(lookup=form, found=found, searched=form.is_valid())
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        form = VerificationForm(request.POST, request.FILES)
        verdict = (
            verifying.check(form.cleaned_data["file"], form.cleaned_data["key"]) if form.is_valid() else None
        )
        return self.render_to_response(self.get_context_data(form=form, verdict=verdict))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        defaults = {"lookup": LookupForm(), "form": VerificationForm(), **verifying.how()}
        return super().get_context_data(**(defaults | kwargs))
