"""The site as an application: what a device installs, and what stays with it when the network does not answer."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from athar.foundation.core.templatetags.athar_ui.addresses import address

# All that is ever kept on a device: no page of anybody, only what the public offline page is made of.
KEPT = (
    "athar/athar.css", "athar/fonts/athar-sans-400.woff2", "athar/fonts/athar-sans-600.woff2",
    "athar/js/theme.js", "athar/icons/athar.svg", "athar/icons/athar-192.png",
)  # fmt: skip
GROUND, ACCENT = "#f4f2f0", "#5a2777"


class Manifest(View):
    """What a device asks before it installs the site, in the reader's language (W3C Web Application Manifest)."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        answer = JsonResponse(manifest(), json_dumps_params={"ensure_ascii": False})
        answer.headers["Content-Type"] = "application/manifest+json; charset=utf-8"
        answer.headers["Cache-Control"] = "public, max-age=3600"
        return answer


def manifest() -> dict[str, Any]:
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return {
        "id": "/",
        "name": f"{_('Athar')} · {settings.ATHAR_ASSOCIATION[language]}",
        "short_name": _("Athar"),
        "description": _("An open platform for associations that develop volunteering. Every number here has a receipt, and anyone can check every receipt."),
        "lang": language,
        "dir": "rtl" if language == "ar" else "ltr",
        "start_url": address(),
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": ACCENT,
        "icons": [
            _icon("athar-192.png", "192x192"), _icon("athar-512.png", "512x512"),
            _icon("athar-maskable-512.png", "512x512") | {"purpose": "maskable"},
            {"src": static("athar/icons/athar.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
        "shortcuts": [
            {"name": name, "url": address(path), "icons": [_icon("athar-192.png", "192x192")]}
            for name, path in ((_("Search"), "search/"), (_("Verify"), "verification/"), (_("My journey"), "me/"))
        ],
    }  # fmt: skip


def _icon(name: str, sizes: str) -> dict[str, str]:
    return {"src": static(f"athar/icons/{name}"), "sizes": sizes, "type": "image/png"}


class Worker(View):
    """
    The script that answers for the site when the network does not.

    Where ``ATHAR_OFFLINE`` is no, it is one that removes itself and all it kept from every device that comes by.
    """

    def get(self, _request: HttpRequest) -> HttpResponse:
        kept = [*(static(path) for path in KEPT), *offline_pages()]
        template = "ui/worker.js" if settings.ATHAR_OFFLINE else "ui/worker_ending.js"
        context = {"version": build(), "kept": kept, "pages": offline_pages()}
        answer = HttpResponse(
            render_to_string(template, context), content_type="text/javascript; charset=utf-8"
        )
        answer.headers["Cache-Control"] = "no-cache"
        return answer


class Offline(View):
    """A public page that says the network is away. It is the same for everybody, and knows nobody."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        language = (get_language() or settings.LANGUAGE_CODE)[:2]
        context = {"language": language, "direction": "rtl" if language == "ar" else "ltr", "home": address()}
        # Rendered without the request: there is nothing of whoever asks that could get in.
        return HttpResponse(render_to_string("ui/offline.html", context))


def offline_pages() -> list[str]:
    return [address("offline/", code) for code, _name in settings.LANGUAGES]


@cache
def build() -> str:
    """Another for every version of the code and of what is kept, so that devices let go of the one before."""
    digest = hashlib.sha256(settings.ATHAR_CODE.encode())
    for path in KEPT:
        found = finders.find(path)
        digest.update(Path(str(found)).read_bytes() if found else b"")
    return digest.hexdigest()[:16]
