"""
Keys that lead somewhere: ``g`` and a letter, for whoever may go there.

A key is where it lies, whatever letter the layout puts on it; so each is named by both letters it bears.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Text
from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.web.ui.viewer import viewer

# What the standard Arabic layout (101) bears where the Latin one bears these.
ARABIC = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "شﻻؤيثبلاهتنمةىخحضقسفعرصءغئ", strict=True)) | {
    "B": "لا",
    "/": "ظ",
}
Open = Callable[[HttpRequest], bool]


@dataclass(frozen=True)
class Place:
    letter: str
    label: Text
    path: str
    is_open: Open

    @property
    def arabic(self) -> str:
        return ARABIC[self.letter]

    @property
    def url(self) -> str:
        return address(self.path)


def _everybody(_request: HttpRequest) -> bool:
    return True


def _signed_in(request: HttpRequest) -> bool:
    return viewer(request).person is not None


def _inside(request: HttpRequest) -> bool:
    return viewer(request).may_enter_workspace


PLACES = (
    Place("H", _("Home"), "", _everybody),
    Place("I", _("Initiatives"), "initiatives/", _everybody),
    Place("R", _("Reports"), "reports/", _everybody),
    Place("N", _("News"), "news/", _everybody),
    Place("L", _("The ledger"), "ledger/", _everybody),
    Place("V", _("Verify"), "verification/", _everybody),
    Place("P", _("Preferences"), "preferences/", _everybody),
    Place("M", _("My journey"), "me/", _signed_in),
    Place("B", _("What I was told"), "me/notices/", _signed_in),
    Place("W", _("Workspace"), "workspace/", _inside),
)


def places(request: HttpRequest) -> list[Place]:
    """Where whoever looks may go by keys."""
    return [place for place in PLACES if place.is_open(request)]


def as_attribute(request: HttpRequest) -> str:
    """``H / I /initiatives/``: letters and addresses, as the script reads them from the page."""
    return " ".join(f"{place.letter} {place.url}" for place in places(request))
