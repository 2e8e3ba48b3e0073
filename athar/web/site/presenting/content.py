"""Pages, news, library and disclosures as the site shows them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.direction.content.choices import Shelf
from athar.direction.content.models import Decision, Item, Revision
from athar.direction.content.printing import languages_in_print
from athar.direction.content.queries import first_at
from athar.direction.content.showing import show
from athar.web.site.words import language

LISTS = {Shelf.NEWS: "site:news", Shelf.LIBRARY: "site:library", Shelf.DISCLOSURE: "site:governance"}
ABOUT = "about"


def heading_of(shelf: str) -> str:
    return {
        Shelf.NEWS: _("News"),
        Shelf.LIBRARY: _("Library"),
        Shelf.DISCLOSURE: _("Governance and disclosure"),
        Shelf.PAGE: _("About"),
    }[Shelf(shelf)]


def address_of(item: Item) -> str:
    """Where an item stands, in the language being spoken."""
    if item.shelf == Shelf.PAGE:
        return reverse("site:about") if item.slug == ABOUT else reverse("site:page", args=[item.slug])
    return reverse(f"{LISTS[Shelf(item.shelf)]}-item", args=[item.slug])


def card(decision: Decision) -> dict[str, Any]:
    """A line of a list."""
    revision = decision.revision
    assert revision is not None  # noqa: S101 -- only decisions that show something are listed
    return {
        "url": address_of(decision.item),
        "wording": revision.readable(language()),
        "revision": revision,
        "at": first_at(decision),
        "picture": revision.lead_picture,
        "alt": revision.lead_picture.alt(language()) if revision.lead_picture else "",
    }


def prints(item: Item, revision: Revision) -> list[dict[str, str]]:
    """The PDFs of a library item: a language, its name, the address."""
    if item.shelf != Shelf.LIBRARY:
        return []
    names = {"ar": "العربية", "en": "English"}
    return [
        {"language": one, "name": names[one], "url": reverse("site:library-print", args=[item.slug, one])}
        for one in languages_in_print(revision)
    ]


def page(decision: Decision, *, at: datetime) -> dict[str, Any]:
    """An item to read."""
    item, revision = decision.item, decision.revision
    assert revision is not None  # noqa: S101 -- as above
    shown = show(revision, language(), at=at)
    address = settings.ATHAR_BASE_URL + address_of(item)
    association = settings.ATHAR_ASSOCIATION[shown.wording.language]
    trail = [
        (heading_of(item.shelf), reverse(LISTS.get(Shelf(item.shelf), "site:about"))),
        (shown.wording.title, ""),
    ]
    return {
        "item": item,
        "shown": shown,
        "revision": revision,
        "wording": shown.wording,
        "trail": trail if address_of(item) != reverse("site:about") else [],
        "first_at": first_at(decision),
        "changed_at": decision.starts_at if decision.starts_at != first_at(decision) else None,
        "prints": prints(item, revision),
        "attachments": list(revision.attachments.all()),
        "picture": revision.lead_picture,
        "alt": revision.lead_picture.alt(language()) if revision.lead_picture else "",
        "citation": shown.citation(association) if item.shelf == Shelf.LIBRARY else "",
        "dated": item.shelf != Shelf.PAGE,
        "shared": {
            "url": address,
            "image": settings.ATHAR_BASE_URL + revision.lead_picture.large_url
            if revision.lead_picture
            else "",
            "site": association,
        },
    }
