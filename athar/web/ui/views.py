from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.foundation.people.looking import end_look
from athar.web.ui import finding, guide, manual, shortcuts
from athar.web.ui.forms import ReadingForm
from athar.web.ui.looking import forget
from athar.web.ui.pages import FormPage
from athar.web.ui.reading import reading, remember
from athar.web.ui.viewer import viewer

FEW = 8  # hits of a group, before more are asked for


class Styleguide(TemplateView):
    """Every part, in both directions and both themes; ``?q=`` leaves those that fit."""

    template_name = "ui/styleguide.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.GET.get("q", "").strip()
        return super().get_context_data(entries=guide.entries(self.request, wanted), wanted=wanted, **kwargs)


class Search(TemplateView):
    """Everything one may see that answers, in groups; the same page gives what is suggested while somebody types."""

    template_name = "ui/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self.request.GET.get("q", "").replace("\0", "")
        everything = "all" in self.request.GET
        groups = finding.find(text, viewer(self.request), limit=finding.MOST if everything else FEW)
        return super().get_context_data(
            q=text,
            groups=groups,
            many=sum(group.many for group in groups),
            more=any(group.more for group in groups),
            cut=any(group.many > len(group.hits) for group in groups),
            longest=finding.LONGEST,
            **kwargs,
        )


class Shortcuts(TemplateView):
    """The keys, for whoever looks; the window that the question mark opens shows this very list."""

    template_name = "ui/shortcuts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        arabic = {"slash": shortcuts.ARABIC["/"], **{key.lower(): shortcuts.ARABIC[key] for key in "GJK"}}
        return super().get_context_data(places=shortcuts.places(self.request), arabic=arabic, **kwargs)


class Help(TemplateView):
    """The guides and their sections; ``?q=`` leaves those that fit."""

    template_name = "ui/help.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").replace("\0", "")[: finding.LONGEST]
        answers = manual.found(words, _language())
        return super().get_context_data(q=words, answers=answers, **kwargs)


class GuidePage(TemplateView):
    template_name = "ui/guide_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            wanted = manual.guide(kwargs["slug"], _language())
        except KeyError:
            raise Http404 from None
        trail = [(_("Help"), address("help/")), (wanted.title, "")]
        return super().get_context_data(guide=wanted, trail=trail, **kwargs)


def _language() -> str:
    return "en" if (get_language() or "ar").startswith("en") else "ar"


class LookEnding(View):
    """Back to one's own roles. Nothing is lost when it was over already."""

    def post(self, request: HttpRequest) -> HttpResponse:
        person = viewer(request).person
        if person is None:
            return redirect_to_login(address())
        known = forget(request)
        if known:
            end_look(look=known["pk"], by=person, at=timezone.now())
            messages.success(request, _("You see the site in your own role again."))
        return redirect(address("workspace/roles/"))


class Preferences(FormPage):
    """Language, digits, calendar, light or dark, keys: for anybody, signed in or not."""

    template_name = "ui/preferences.html"
    form_class = ReadingForm

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
