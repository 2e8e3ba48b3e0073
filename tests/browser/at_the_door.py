"""A phone at the door of a shift: how one comes to the scanner, and what it keeps."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.visiting import Language

HOSPITAL = "/workspace/opportunities/?q=hospital"
STORE = "/static/workspace/scanner/store.js"


def leading(page: Page, pattern: str) -> str:
    """The first link of the page that leads to such an address."""
    ways = page.locator("main a[href]").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    return next(way for way in ways if re.search(pattern, way))


def at_the_door(page: Page, language: Language) -> None:
    """To the scanner, by way of the first shift of the hospital's guides."""
    page.goto(language.at(HOSPITAL))
    page.goto(leading(page, r"/opportunities/\d+/$"))
    page.goto(leading(page, r"/shifts/\d+/$"))
    page.goto(leading(page, r"/scanner/\?"))


def keep(page: Page, name: str, thing: dict[str, Any]) -> None:
    """Leave a list or a mark on the phone, as the scanner does; the page is one of the site."""
    page.evaluate(f"([name, thing]) => import('{STORE}').then((store) => store[name](thing))", [name, thing])


def kept(page: Page, name: str) -> list[dict[str, Any]]:
    """The lists or the marks that stay on the phone."""
    return page.evaluate(f"(name) => import('{STORE}').then((store) => store[name]())", name)


def shift_of(*seats: int, session: int = 1, ends_at: datetime | None = None) -> dict[str, Any]:
    """A list as the site gives it out, of people who are expected."""
    end = ends_at or timezone.now() + timedelta(hours=3)
    return {
        "session": session, "opportunity": 1, "name": "وردية الأبواب", "starts_at": (end - timedelta(hours=4)).isoformat(),
        "ends_at": end.isoformat(), "owner": {"person": 1, "name": "نورة"},
        "seats": [{"seat": seat, "name": f"متطوعة {seat}", "came": None, "left": None} for seat in seats],
    }  # fmt: skip
