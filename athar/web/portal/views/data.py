"""Everything that is held of me."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.ledger.choices import Source
from athar.engine.ledger.queries import records_about
from athar.foundation.core.identity import masked
from athar.foundation.people.choices import Role
from athar.foundation.people.correcting import FACTS
from athar.foundation.people.models import Person
from athar.foundation.people.reads import reads_about
from athar.foundation.privacy import held
from athar.foundation.privacy.models import Export
from athar.foundation.privacy.processing import processing
from athar.web.portal.views.base import OwnView

SIZE = 25
READS = 10  # lines shown of who read something sensitive
ROLE_LABELS = dict(Role.choices)
PROFILE = "people.person-pk"
# Copies for searching and sorting: listed with the rest, but no news to their reader on the first page.
DERIVED = {"search_key", "sort_key", "national_id_hash"}


class Data(OwnView):
    way = "data"

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.page(
            "portal/data.html",
            reads=self.reads(),
            copies=list(Export.objects.filter(person=self.person).open_at(self.now)[:3]),
            **overview(self.person, self.people, "portal:data-rows", "portal:correction"),
        )

    def reads(self) -> list[dict[str, Any]]:
        """Who with work here read something sensitive of mine lately: when, what, and in which role."""
        rows = reads_about(self.people)[:READS]
        return [{"at": row.at, "what": row.get_kind_display(), "roles": _roles(row.roles)} for row in rows]


def _roles(codes: str) -> str:
    """Built-in roles in words; one that the association drew is said as what it is."""
    named = [str(ROLE_LABELS.get(code) or _("A role of the association’s own")) for code in codes.split()]
    return _(", ").join(dict.fromkeys(named))


class Rows(OwnView):
    way = "data"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self.page(
            "portal/rows.html",
            back=reverse("portal:data"),
            **rows_of(self.people, key, request.GET.get("page")),
        )


def overview(
    person: Person, people: list[int], address: str, correction: str, **named: Any
) -> dict[str, Any]:
    """The profile, and what else is held by purpose; each kind with how much of it there is and where to read it."""
    known = processing()
    groups: dict[str, list[dict[str, Any]]] = {}
    for holding, many in held.counts(people):
        row = {
            "holding": holding,
            "many": many,
            "url": reverse(address, kwargs={**named, "key": holding.key}),
        }
        groups.setdefault(holding.table.purpose, []).append(row)
    return {
        "subject": person,
        "profile": profile(person, correction, **named),
        "sources": sources(people),
        "groups": [(known.purposes[code], groups[code]) for code in known.purposes if code in groups],
    }


def profile(person: Person, correction: str, **named: Any) -> list[dict[str, str]]:
    """What the profile says, fact by fact, each with where its correction is asked for, if it can be."""
    found = held.holding_named(PROFILE)
    if found is None:
        return []
    rows = [(column, text) for column, text in held.said(found, person) if column.name not in DERIVED]
    return [
        {
            "term": str(column.label),
            "text": masked(text) if column.name == "national_id" else text,
            "correct": reverse(correction, kwargs={**named, "fact": column.name})
            if column.name in FACTS
            else "",
        }
        for column, text in rows
    ]


def sources(people: list[int]) -> list[str]:
    """Where the data came from, in words: the ways by which records about them came in."""
    codes = records_about(people).order_by().values_list("source", flat=True).distinct()
    return sorted({Source.in_words(code) for code in codes if code})


def rows_of(people: list[int], key: str, number: str | None) -> dict[str, Any]:
    """
    The rows of one kind, page by page.

    :raises Http404: when there is no such kind.
    """
    holding = held.holding_named(key)
    if holding is None:
        raise Http404
    page = Paginator(holding.rows(people).order_by("-pk"), SIZE).get_page(number)
    return {
        "holding": holding,
        "page": page,
        "rows": [list(held.said(holding, row)) for row in page.object_list],
        "purpose": processing().purposes[holding.table.purpose],
        "retention": processing().retention[holding.table.retention],
    }
