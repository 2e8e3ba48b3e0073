"""Whether whoever is signed in still is, and what opens to them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from athar.web.entrance import presence
from athar.web.entrance.landing import second_proof_page
from athar.web.ui.viewer import account_of, is_at_work, lacks_second_proof


class Presence:
    """Note from time to time that somebody is there; whoever was away long, or signed in long ago, signs in anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            self._look(request)
        return self.get_response(request)

    @staticmethod
    def _look(request: HttpRequest) -> None:
        seen, now = presence.last_seen(request), timezone.now()
        if seen is None or now - seen < presence.EVERY or not request.user.is_authenticated:
            return
        at_work = is_at_work(request)
        if presence.was_away(request, at=now, at_work=at_work):
            _sign_out(
                request,
                _("You were away for a while, so you were signed out. Sign in again to go on."),
                at=now,
            )
        elif presence.is_over(request, at=now, at_work=at_work):
            _sign_out(
                request, _("You signed in long ago, so you were signed out. Sign in again to go on."), at=now
            )
        else:
            presence.see(request, at=now)


def _sign_out(request: HttpRequest, words: str, *, at: datetime) -> None:
    presence.end(request, at=at)
    logout(request)
    messages.info(request, words)


class SecondProof:
    """Lead whoever has work in the workspace to the second proof that it asks for, or to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or "workspace" not in match.namespaces or not lacks_second_proof(request):
            return None
        wanted = urlencode({"next": request.get_full_path()})
        return redirect(f"{second_proof_page(account_of(request))}?{wanted}")
