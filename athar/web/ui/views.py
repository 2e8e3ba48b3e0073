from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import FormView, TemplateView

from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.web.ui import guide
from athar.web.ui.forms import ReadingForm
from athar.web.ui.reading import reading, remember


class Styleguide(TemplateView):
    """Every part, in both directions and both themes; ``?q=`` leaves those that fit."""

    template_name = "ui/styleguide.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.GET.get("q", "").strip()
        return super().get_context_data(entries=guide.entries(self.request, wanted), wanted=wanted, **kwargs)


class Preferences(FormView):
    """Language, digits, calendar, light or dark: for anybody, signed in or not."""

    template_name = "ui/preferences.html"
    form_class = ReadingForm
    http_method_names = ["get", "head", "post", "options"]  # not PUT, which FormView takes for a POST

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"chosen": reading(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(today=timezone.now(), **kwargs)

    def form_valid(self, form: ReadingForm) -> HttpResponse:
        chosen = form.reading(reading(self.request))
        response = redirect(address("preferences/", chosen.language))
        remember(self.request, response, chosen, at=timezone.now())
        with override(chosen.language):
            messages.success(self.request, _("From now on you read it this way."))
        return response
