"""Reports, records and what proves them."""

from datetime import date, datetime
from typing import Any, Literal

from django.utils.translation import gettext_noop as _
from pydantic import Field

from athar.web.api.schemas.common import Out


class Report(Out):
    slug: str
    kind: str
    period: list[date]
    title_ar: str
    title_en: str
    issue: int = Field(description=_("A corrected report is published again under the next number."))
    published_at: datetime
    page: str
    pdf_ar: str
    pdf_en: str
    data: str = Field(description=_("Address of the data package: everything that proves the report."))


class Reports(Out):
    reports: list[Report]


class Record(Out):
    position: int = Field(description=_("Place in the ledger, from 0, without gaps."))
    number: str
    kind: str
    occurred_on: date
    initiative: str
    edition: str | None
    organisation: str | None
    region: str | None
    place: str
    person: str | None = Field(
        description=_("Whom it is about, as far as your key lets you see; null where it does not.")
    )
    headcount: int | None
    method: str
    quantity: float | int | None
    unit: str
    level: str
    evidence: str | None = Field(description=_("SHA-256 of the evidence."))
    entered_at: datetime
    approved_at: datetime
    corrects: int | None = Field(description=_("Position of the record that this one takes back."))
    corrected: bool = Field(description=_("Whether a later record takes it back; then neither counts."))
    hash: str = Field(description=_("Leaf hash, RFC 9162."))


class Records(Out):
    records: list[Record]
    next_cursor: str | None


class Head(Out):
    origin: str
    size: int
    root: str
    at: datetime
    note: str = Field(description=_("The signed note, C2SP tlog-checkpoint."))
    key: str = Field(
        description=_("The key that signs now. Write it down; if it is another one some day, ask why.")
    )


class Heads(Out):
    heads: list[Head]
    next_cursor: str | None


class Inclusion(Out):
    format: Literal["athar-inclusion/1"]
    leaf: dict[str, Any]
    leaf_hash: str
    index: int
    size: int
    root: str
    path: list[str]
    checkpoint: str


class Consistency(Out):
    old_size: int
    new_size: int
    old_root: str
    new_root: str
    path: list[str] = Field(description=_("RFC 9162, section 2.1.4: the newer head only added to the older."))


class Verdict(Out):
    state: Literal["valid", "foreign", "invalid", "unknown"] = Field(
        description=_(
            "valid: sealed by our key and unchanged. foreign: unchanged, sealed by another key. invalid: changed. unknown: nothing we publish."
        )
    )
    checks: list[str]
    reason: str
