"""What I was thanked for: read here, and chosen for my passport."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from athar.initiatives.volunteering.kudos import kudos_of
from athar.initiatives.volunteering.operations import show_on_passport
from athar.web.portal.forms_kudos import ShownForm
from athar.web.portal.views.base import OwnView


class Thanks(OwnView):
    """All of it, each with a box: what is ticked stands on the passport."""

    way = "passport"

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ShownForm(request.POST, kudos=kudos_of(self.people))
        if not form.is_valid():
            return self.shown(status=422, refused=True)
        show_on_passport(people=self.people, chosen=[one.pk for one in form.cleaned_data["shown"]])
        messages.success(request, _("Kept. Your passport shows what you ticked."))
        return self.back("thanks")

    def shown(self, *, status: int = 200, **more: object) -> HttpResponse:
        return self.page("portal/thanks.html", status=status, rows=list(kudos_of(self.people)), **more)
