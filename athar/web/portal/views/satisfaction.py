"""How an opportunity was: asked once it is over, answered on one page, or skipped."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.initiatives.volunteering.choices import Overall
from athar.initiatives.volunteering.models import Satisfaction as Asked
from athar.initiatives.volunteering.operations import say_how_it_was, skip_how_it_was
from athar.initiatives.volunteering.satisfaction import satisfactions_of
from athar.web.portal.forms_satisfaction import SatisfactionForm
from athar.web.portal.views.base import OwnView

SAID = ("overall", "again", "words")


class Satisfaction(OwnView):
    """Of an opportunity at which one was; for fourteen days it is answered, skipped or answered anew."""

    way = "shifts"

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        return self.asked(self.found(code))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        asked, skips = self.found(code), "skip" in request.POST
        form = SatisfactionForm(None if skips else request.POST)
        if not skips and not form.is_valid():
            return self.asked(asked, form, status=422)
        mine: dict[str, Any] = {"opportunity": asked.opportunity, "people": self.people, "at": self.now}
        try:
            if skips:
                skip_how_it_was(**mine)
            else:
                say_how_it_was(**mine, **form.cleaned_data)
        except Refused as refused:
            return self.asked(asked, None if skips else form, status=409, reasons=refused.reasons)
        thanks = _("Skipped. You can still say how it was until the time is over.") if skips else _("Thank you. You can change it until the time is over.")  # fmt: skip
        messages.success(request, thanks)
        return self.back("shifts")

    def found(self, code: str) -> Asked:
        return get_object_or_404(satisfactions_of(self.people), opportunity__edition__code=code)

    def asked(
        self, asked: Asked, form: SatisfactionForm | None = None, *, status: int = 200, **more: object
    ) -> HttpResponse:  # fmt: skip
        said = asked.said_at is not None
        form = form or SatisfactionForm(initial={name: getattr(asked, name) for name in SAID} if said else {})
        return self.page(
            "portal/satisfaction.html", status=status, asked=asked, opportunity=asked.opportunity, said=said,
            over=self.now >= asked.until, overall=Overall(asked.overall).label if asked.overall else "", form=form, **more,
        )  # fmt: skip
