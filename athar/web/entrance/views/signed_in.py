"""Where somebody is signed in, and how they end it."""

from typing import Any, final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from athar.foundation.identity.operations import end_other_sign_ins, end_sign_in
from athar.foundation.identity.queries import sign_ins_of
from athar.web.entrance import presence
from athar.web.entrance.views.base import Own


@final
class SignedIn(Own, TemplateView):
    template_name = "entrance/signed_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = list(sign_ins_of(self.account, at=timezone.now())[:MOST])
        return super().get_context_data(sign_ins=found, own=presence.own(self.request), **kwargs)


MOST = 50


@final
class Ending(Own):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        now = timezone.now()
        end_sign_in(sign_in=get_object_or_404(sign_ins_of(self.account, at=now), pk=pk), at=now)
        messages.success(request, _("That device is signed out."))
        return redirect("entrance:signed-in")


@final
class OthersEnding(Own):
    def post(self, request: HttpRequest) -> HttpResponse:
        end_other_sign_ins(account=self.account, keep=presence.own(request), at=timezone.now())
        messages.success(request, _("Everywhere else you are signed out."))
        return redirect("entrance:signed-in")
