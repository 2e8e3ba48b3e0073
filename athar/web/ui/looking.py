"""
Looking as another role: an administrator sees the site as somebody with that role does, and changes nothing.

What is looked at is kept in the session, on the server, with the moment at which it ends by itself. The one who looks
stays who they are: only what their roles open is another's, and no page takes anything from them meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import Drawn, Roles
from athar.foundation.people.models import CustomRole, Look

KEY = "look"
READING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Looking:
    """As whom somebody looks, and until when."""

    pk: int
    code: str
    name: str
    roles: Roles
    until: datetime


def remember(request: HttpRequest, look: Look) -> None:
    request.session[KEY] = {"pk": look.pk, "role": look.role, "until": look.until.isoformat()}


def forget(request: HttpRequest) -> dict[str, Any]:
    """:returns: what was looked at; empty for nothing."""
    known: dict[str, Any] = request.session.pop(KEY, {})
    request.__dict__.pop("_looking", None)
    return known


def marked(request: HttpRequest) -> dict[str, Any] | None:
    """What the session says is looked at, while it lasts."""
    session = getattr(request, "session", None)
    known: dict[str, Any] | None = session.get(KEY) if session is not None else None
    if not known or datetime.fromisoformat(known["until"]) <= timezone.now():
        return None
    return known


def looking(request: HttpRequest) -> Looking | None:
    """As whom this session looks now; asked once, kept on the request. A role that was ended meanwhile is looked at no more."""
    if not hasattr(request, "_looking"):
        request._looking = _looking(request)  # type: ignore[attr-defined]
    return request._looking  # type: ignore[attr-defined,no-any-return]


def _looking(request: HttpRequest) -> Looking | None:
    known = marked(request)
    if known is None:
        return None
    code, until = known["role"], datetime.fromisoformat(known["until"])
    if code in Role.values:
        role = Role(code)
        return Looking(known["pk"], code, str(role.label), Roles([role]), until)
    custom = CustomRole.objects.filter(code=code, ended_at=None).first()
    if custom is None:
        return Looking(known["pk"], code, code, Roles(), until)
    drawn = Drawn(
        custom.code, custom.name_ar, custom.name_en, frozenset(custom.places), frozenset(custom.acts)
    )
    return Looking(known["pk"], code, str(custom), Roles(drawn=[drawn]), until)


class OnlyLooking:
    """Whoever looks as another role sends nothing: not to any address, by whatever method; only ending it, and signing out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING or marked(request) is None or request.path in _ways_out():
            return self.get_response(request)
        return render(request, "ui/only_looking.html", status=403)


def _ways_out() -> set[str]:
    return {reverse("ui:look-ending"), reverse("entrance:sign-out")}
