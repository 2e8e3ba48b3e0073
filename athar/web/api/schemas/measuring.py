"""Figures, editions and initiatives."""

from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext_noop as _
from pydantic import Field

from athar.web.api.schemas.common import Out


class Split(Out):
    identified: int = Field(description=_("Persons known by name, each counted once."))
    headcount: int = Field(description=_("People counted without names; repeats among them cannot be found."))


class Figure(Out):
    code: str
    period: list[date] = Field(description=_("First and last day."))
    label_ar: str
    label_en: str
    value: float | int
    unit: str
    basis: Literal["identified", "headcount", "transaction", "estimate", "mixed"] = Field(
        description=_("What was counted. Figures of different bases are never added.")
    )
    breakdown: Split | None = Field(description=_("How much of a mixed figure is which."))
    target: float | int | None = Field(description=_("What was aimed at in this period."))
    receipt: str = Field(description=_("Address of what proves the number."))


class Figures(Out):
    period: list[date]
    figures: list[Figure]


class BreakdownRow(Out):
    key: str | None = Field(description=_("Code of the row; null where it is not stated."))
    label_ar: str | None
    label_en: str | None
    value: float | int
    identified: int | None
    headcount: int | None


class Breakdown(Out):
    by: str
    of: str = Field(description=_("Code of what is told: the figure, or the part of it that can be told so."))
    rows: list[BreakdownRow]
    overlap: float | int = Field(
        description=_("What the rows count more than once; taken off, they come to the total.")
    )
    total: float | int


class WholeFigure(Figure):
    definition_ar: str
    definition_en: str
    records: int = Field(description=_("How many records make the number."))
    published: float | int | None = Field(
        description=_("The number as a published report tells it; null where none does.")
    )
    breakdowns: list[Breakdown]
    proof: dict[str, Any] = Field(description=_("The receipt: the sealed document for athar verify."))


class Edition(Out):
    code: str
    name_ar: str
    name_en: str
    starts_on: date
    ends_on: date


class Initiative(Out):
    code: str
    number: int
    name_ar: str
    name_en: str
    summary_ar: str
    summary_en: str
    strategic: bool = Field(description=_("Whether the strategic plan says so."))
    national: bool
    regions: list[str] = Field(description=_("Codes of regions, ISO 3166-2:SA."))
    started_in: int
    page: str
    editions: list[Edition]


class Initiatives(Out):
    initiatives: list[Initiative]
