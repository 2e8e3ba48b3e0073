"""What surrounds a search for opportunities: the map of regions, the month, and what to give up where nothing fits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from athar.foundation.core.months import Event
from athar.foundation.core.templatetags.athar_ui.addresses import changed
from athar.foundation.places.models import Region
from athar.initiatives.volunteering.finding import Tally, Wanted, tally
from athar.web.site.forms_opportunities import WORDS, OpportunitiesFilter
from athar.web.site.words import language

OTHER_BASE = {"words", "age"}  # what a tally is not counted over


@dataclass(frozen=True)
class Tile:
    """A region where it lies on the map: a link that narrows the search to it, or widens it again."""

    name: str
    many: int
    url: str
    current: bool
    row: int
    column: int


def tiles(regions: Iterable[Region], counted: Tally, query: QueryDict) -> list[Tile]:
    here = counted.wanted.region
    return [
        Tile(
            name=region.name_in(language()), many=counted.many(region=region.code), current=region.code == here,
            url=changed(query, region=None if region.code == here else region.code),
            row=region.tile_row, column=region.tile_column,
        )
        for region in regions
    ]  # fmt: skip


@dataclass(frozen=True)
class Looser:
    """One thing given up: what it was, where that leads, and how many opportunities fit then."""

    what: str
    url: str
    many: int


def looser(form: OpportunitiesFilter, counted: Tally, query: QueryDict, *, at: Any) -> list[Looser]:
    """What to give up so that something fits, what helps most first."""
    wanted = counted.wanted
    offers = [
        Looser(
            form.said(name, wanted),
            changed(query, **{WORDS if name == "words" else name: None}),
            _without(name, wanted, counted, at),
        )
        for name in wanted.chosen
    ]
    return sorted((offer for offer in offers if offer.many), key=lambda offer: -offer.many)


def _without(name: str, wanted: Wanted, counted: Tally, at: Any) -> int:
    rest = wanted.without(name)
    base = tally(rest, at=at) if name in OTHER_BASE else counted
    return base.many(**{name: getattr(rest, name)})


def events(days: Iterable[dict[str, Any]]) -> list[Event]:
    """Days on which opportunities have shifts, as a month shows them: days in a row are one event."""
    found = []
    for code, group in groupby(days, key=lambda row: row["edition__code"]):
        rows = list(group)
        title = rows[0][f"edition__name_{language()}"] or rows[0]["edition__name_ar"]
        address = reverse("site:opportunity", args=[code])
        found += [Event(run[0], run[-1], title, address) for run in _runs([row["day"] for row in rows])]
    return found


def _runs(days: Iterable[date]) -> list[list[date]]:
    """Days in order, those that follow each other together."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
