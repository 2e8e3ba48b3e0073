"""Where the workspace leads each member of the cast: every kind of address, found by following links."""

import html
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation

from tests.browser.visiting import PATIENCE, Visits

WORKSPACE = "/workspace/"
LINK = re.compile(r'href="([^"#]+)')


@dataclass(frozen=True)
class Found:
    """An address of the workspace somebody was led to, with what it answered."""

    person: str
    name: str
    path: str
    status: int
    media_type: str


def led_to(visits: Visits, person: str) -> list[Found]:
    """One address of each name that a person reaches from their first page, in the order of finding."""
    request = visits.page(person).context.request
    waiting, found = [WORKSPACE], {}
    while waiting:
        path = waiting.pop(0)
        name = name_of(path)
        if not name or name in found:
            continue
        answer = request.get(path, timeout=PATIENCE)
        media_type = answer.headers["content-type"].partition(";")[0]
        found[name] = Found(person, name, path, answer.status, media_type)
        if media_type == "text/html":
            waiting += [urljoin(path, html.unescape(link)) for link in LINK.findall(answer.text())]
    return list(found.values())


def name_of(path: str) -> str:
    """The name of a workspace address; nothing for any other, and for what is changed by POST alone."""
    try:
        with translation.override("ar"):
            match = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    return f"{match.url_name}{match.kwargs.get('kind', '')}" if match.app_name == "workspace" else ""
