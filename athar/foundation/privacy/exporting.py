"""A copy of everything that is held of a person: one file for programs, one to read."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.postgresql.psycopg_any import Range
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.personal import Category, Column
from athar.foundation.core.printing import compiled
from athar.foundation.core.refusals import both_languages, filled
from athar.foundation.core.templatetags.athar_text import both_dates
from athar.foundation.people.models import Person
from athar.foundation.privacy import held
from athar.foundation.privacy.processing import processing

FORMAT = "athar-subject-access/1"
SOURCE = Path(__file__).parent / "typst" / "subject.typ"
PRINTED = 200  # rows of a kind on paper; the file for programs has all
_MARKS = dict.fromkeys(range(0x2066, 0x206A))  # isolates, which paper needs no more


def contents(people: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Kind by kind, every row with every column of the person's, as it is kept."""
    for holding in held.holdings():
        rows = [
            {column.name: _raw(row, column) for column in holding.columns}
            for row in holding.rows(people).order_by("pk")
        ]
        if rows:
            yield {
                "table": holding.table.model,
                "as": holding.path,
                "label": both_languages(holding.table.label),
                "purpose": holding.table.purpose,
                "retention": holding.table.retention,
                "columns": {
                    column.name: {"class": column.category.value, **both_languages(column.label)}
                    for column in holding.columns
                },
                "rows": rows,
            }


def as_data(person: Person, sections: list[dict[str, Any]], *, at: datetime) -> bytes:
    """The file for programs."""
    whole = {
        "format": FORMAT,
        "association": settings.ATHAR_ASSOCIATION,
        "made_at": at,
        "person": person.ref,
        "processing": processing().version,
        "held": sections,
    }
    return json.dumps(whole, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


def as_document(people: Sequence[int], *, at: datetime) -> bytes:
    """The file to read: Arabic with the English labels beside it."""
    day = riyadh_day(at)
    whole = {
        "title": both_languages(_("Everything that is held of you")),
        "association": settings.ATHAR_ASSOCIATION["ar"],
        "date": [day.year, day.month, day.day],
        "made": _both_days(at),
        "sections": list(_sections(people)),
    }
    return compiled(SOURCE, {"subject": json.dumps(whole, ensure_ascii=False)}, on=day)


def _both_days(at: datetime) -> dict[str, str]:
    said = {}
    for language in ("ar", "en"):
        with override(language):
            said[language] = both_dates(at).translate(_MARKS)
    return said


def _sections(people: Sequence[int]) -> Iterator[dict[str, Any]]:
    known = processing()
    for holding in held.holdings():
        rows = list(holding.rows(people).order_by("pk")[: PRINTED + 1])
        if not rows:
            continue
        with override("ar"):
            printed = [
                [
                    {"label": both_languages(column.label), "text": text.translate(_MARKS)}
                    for column, text in held.said(holding, row)
                ]
                for row in rows[:PRINTED]
            ]
        yield {
            "label": heading_of(holding),
            "purpose": _texts(known.purposes[holding.table.purpose].texts),
            "retention": _texts(known.retention[holding.table.retention].texts),
            "rows": printed,
            "more": both_languages(
                filled(_("The first %(many)s rows; the file for programs has all."), many=PRINTED)
            )
            if len(rows) > PRINTED
            else None,
        }


def headings(people: Sequence[int]) -> list[dict[str, str]]:
    """What the sections of a copy are called, in both languages."""
    return [heading_of(holding) for holding in held.holdings() if holding.rows(people).exists()]


def heading_of(holding: held.Holding) -> dict[str, str]:
    """What a section is called; where a table is about several persons, as what of them it is about this one."""
    said = {}
    for language in ("ar", "en"):
        with override(language):
            said[language] = ": ".join(filter(None, (holding.label, holding.part_label)))
    return said


def _texts(texts: dict[str, str]) -> dict[str, str]:
    return {language: texts[language] for language in ("ar", "en")}


def _raw(row: models.Model, column: Column) -> Any:
    if column.category is Category.CREDENTIAL:
        return both_languages(held.SECRET)
    value = getattr(row, column.name)
    match value:
        case bytes() | memoryview():
            return bytes(value).hex()
        case Range():
            return {"from": value.lower, "to": value.upper}
        case models.Model():
            return {"key": value.pk, "name": str(value)}
        case models.fields.files.FieldFile():
            return value.name or ""
        case _:
            return value
