"""
A file of opportunities: each row is read as the form of a new one would be, and becomes a draft or says what is wrong with it.

A file that was mended is sent whole again: what became a draft the first time is known by its code and left as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.engine.intake.files import Table
from athar.engine.register.models import Initiative
from athar.foundation.core.refusals import Reason, Refused, both_languages, filled, in_one_line
from athar.foundation.core.search_key import search_key
from athar.foundation.people.models import Organisation, Person
from athar.foundation.places.models import Region
from athar.initiatives.volunteering.choices import Choosing
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import draft_opportunity
from athar.initiatives.volunteering.ways import Way
from athar.web.workspace.forms.opportunities import NewOpportunityForm

MOST_ROWS = 300
NEEDED = ("code", "initiative", "name_ar", "name_en", "starts_on", "ends_on")
USUAL = {"choosing": Choosing.OPEN.value, "level": "general", "least_age": "18"}
YES = {search_key(word) for word in ("yes", "true", "1", "x", "✓", "نعم", "صح")}


class RowsRefused(Refused):
    """The file is no list of opportunities; nothing of it was taken."""


@dataclass(frozen=True)
class Wrong:
    """A row that became nothing, and why: the column as the file calls it, with what is wrong."""

    line: int
    code: str
    faults: list[str]


@dataclass
class Drafted:
    """What became of a file."""

    new: list[Opportunity] = field(default_factory=list)
    known: list[Opportunity] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def columns() -> list[tuple[str, Any, bool]]:
    """Name, label and whether it is needed, of every column a file may have."""
    return [
        (name, asked.label, name in NEEDED)
        for name, asked in sorted(NewOpportunityForm.base_fields.items(), key=_needed_first)
    ]


def draft_rows(
    table: Table, *, form: Callable[[dict[str, Any]], NewOpportunityForm], ways: Sequence[Way], visible: QuerySet[Opportunity], by: Person
) -> Drafted:  # fmt: skip
    """
    Draft what a file says, row by row; a wrong row keeps no other from becoming a draft.

    :param form: makes the form of a new opportunity, as whoever sends the file may fill it in.
    :param ways: how people may come in, by which the column ``choosing`` is read.
    :param visible: opportunities they see.
    :raises RowsRefused: when headers are unknown or missing, or there are too many rows.
    """
    names = _layout(table.headers)
    lines = list(table.lines())
    if len(lines) > MOST_ROWS:
        raise RowsRefused(
            Reason(
                "too_many_rows",
                filled(gettext_lazy("The file has more than %(most)s rows."), most=MOST_ROWS),
                gettext_lazy("Send it in parts."),
            )
        )
    known = {row.edition.code: row for row in visible.select_related("edition__initiative")}
    meanings, drafted = _Meanings(ways), Drafted()
    for line in lines:
        said = {name: line.cells[place].strip() for name, place in names.items() if place < len(line.cells)}
        code = said.get("code", "").lower()
        if code in known:
            drafted.known.append(known[code])
            continue
        made = _draft(form(meanings.of(said)), by)
        if isinstance(made, Opportunity):
            drafted.new.append(made)
            known[code] = made
        else:
            drafted.wrong.append(Wrong(line.number, code, made))
    return drafted


def _draft(form: NewOpportunityForm, by: Person) -> Opportunity | list[str]:
    if not form.is_valid():
        return list(_faults(form))
    try:
        return draft_opportunity(**form.said(), by=by)
    except Refused as refused:
        return [in_one_line(reason) for reason in refused.reasons]


def _faults(form: forms.Form) -> Iterator[str]:
    for name, errors in form.errors.items():
        label = "" if name == "__all__" else f"{form.fields[name].label}{_(': ')}"
        yield f"{label}{' '.join(map(str, errors))}"


def _layout(headers: Sequence[str]) -> dict[str, int]:
    by_header = {}
    for name, asked in NewOpportunityForm.base_fields.items():
        for header in (name.replace("_", " "), *both_languages(asked.label or name).values()):
            by_header[search_key(header)] = name
    found, unknown = {}, []
    for place, header in enumerate(headers):
        key = search_key(header.replace("_", " "))
        if key in by_header:
            found[by_header[key]] = place
        elif key:
            unknown.append(header)
    missing = [name for name in NEEDED if name not in found]
    reasons = []
    if unknown:
        reasons.append(
            Reason(
                "headers_unknown",
                filled(gettext_lazy("These headers are not known: %(headers)s."), headers=", ".join(unknown)),
                gettext_lazy("Rename or remove these columns; the page of this import lists them all."),
            )
        )
    if missing:
        reasons.append(
            Reason(
                "headers_missing",
                filled(gettext_lazy("These columns are missing: %(columns)s."), columns=", ".join(missing)),
                gettext_lazy("Write them in the first row."),
            )
        )
    if reasons:
        raise RowsRefused(*reasons)
    return found


class _Meanings:
    """What is written in a cell, as the form's field wants it: choices by value or by label, bodies, regions and workflows by code or name."""

    def __init__(self, ways: Sequence[Way]) -> None:
        self.by_word = {
            "organisation": _named(
                (row.pk, row.code, row.name_ar, row.name_en) for row in Organisation.objects.all()
            ),
            "region": _named((row.pk, row.code, row.name_ar, row.name_en) for row in Region.objects.all()),
            "initiative": _named(
                (row.code, row.code, row.name_ar, row.name_en) for row in Initiative.objects.all()
            ),
        }
        self.by_word["choosing"] = _named((way.code, way.code, *_names_of(way)) for way in ways)
        for name in ("level", "field", "gender"):
            choices = NewOpportunityForm.base_fields[name].choices  # type: ignore[attr-defined]
            self.by_word[name] = _named(
                (value, value, *both_languages(label).values()) for value, label in choices if value
            )

    def of(self, said: dict[str, str]) -> dict[str, Any]:
        meant: dict[str, Any] = {}
        for name, text in (USUAL | {name: text for name, text in said.items() if text}).items():
            if isinstance(NewOpportunityForm.base_fields[name], forms.BooleanField):
                meant[name] = search_key(text) in YES
            elif name in self.by_word:
                meant[name] = self.by_word[name].get(search_key(text), text)
            else:
                meant[name] = text
        return meant


def _named(rows: Any) -> dict[str, Any]:
    return {search_key(str(word)): value for value, *words in rows for word in words if word}


def _names_of(way: Way) -> Iterable[str]:
    if way.workflow is not None:
        return way.workflow.name_ar, way.workflow.name_en
    return both_languages(way.choosing.label).values()


def _needed_first(entry: tuple[str, Any]) -> tuple[int, str]:
    name = entry[0]
    return (NEEDED.index(name) if name in NEEDED else len(NEEDED), name)
