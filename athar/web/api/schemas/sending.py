"""What programs send in, and what became of it."""

from datetime import date, datetime
from typing import Literal

from django.utils.translation import gettext_noop as _
from pydantic import Field

from athar.web.api.schemas.common import TEXT, In, Out


class EvidenceIn(In):
    title: str = Field(
        min_length=1, max_length=200, pattern=TEXT, description=_("Like “Counting sheet, site 3, night 12”.")
    )
    file_name: str = Field(
        min_length=1,
        max_length=100,
        pattern=TEXT,
        description=_("It says the type: pdf, jpg, png, csv, xlsx."),
    )
    content: str = Field(min_length=4, description=_("The file in base64; at most about 3.5 MB."))


class EntryIn(In):
    kind: Literal["headcount", "hours"]
    initiative: str = Field(
        min_length=1, max_length=40, pattern=TEXT, description=_("Code of the initiative.")
    )
    occurred_on: date
    region: str | None = Field(
        None, max_length=10, pattern=TEXT, description=_("Code of the region, ISO 3166-2:SA.")
    )
    place: str = Field("", max_length=120, pattern=TEXT)
    session: str = Field(
        "", max_length=60, pattern=TEXT, description=_("Tells two entries of one day apart.")
    )
    headcount: int | None = Field(
        None, ge=1, le=2_000_000_000, description=_("Of a headcount: how many people.")
    )
    method: Literal["meals", "turnstile", "tally", "estimate"] | None = Field(
        None, description=_("Of a headcount: how they were counted.")
    )
    explanation: str = Field(
        "", max_length=300, pattern=TEXT, description=_("Where a headcount is unusually large.")
    )
    person: str | None = Field(
        None,
        max_length=40,
        pattern=TEXT,
        description=_("Of hours: identity number or phone of the volunteer."),
    )
    quantity: float | None = Field(None, gt=0, le=24, description=_("Of hours: how many, on this day."))
    level: Literal["general", "skilled", "professional"] = "general"
    evidence: EvidenceIn | None = Field(None, description=_("A headcount needs its counting sheet."))


class Entry(Out):
    id: int
    number: str
    state: Literal["awaiting", "approved", "rejected"]
    kind: str
    initiative: str
    occurred_on: date
    entered_at: datetime
    reason: str = Field(description=_("Why it was rejected."))
    record: int | None = Field(description=_("Position of the record it became."))


class ImportReason(Out):
    code: str
    rows: int
    message_ar: str
    message_en: str


class Import(Out):
    id: int
    name: str
    sha256: str
    state: str
    entered_at: datetime
    share: float = Field(description=_("How much of the file has been read, 0 to 1."))
    total: int
    valid: int
    refused: int
    unchanged: int
    posted: int
    first_position: int | None


class Imports(Out):
    imports: list[Import]
    next_cursor: str | None


class WholeImport(Import):
    seconds_left: float | None
    reasons: list[ImportReason] = Field(description=_("Why rows were refused, the most frequent first."))


class ImportIn(In):
    file_name: str = Field(
        min_length=1, max_length=100, pattern=TEXT, description=_("It says the type: csv, xlsx.")
    )
    content: str = Field(min_length=4, description=_("The file in base64; at most about 3.5 MB."))
    within: str | None = Field(
        None,
        max_length=60,
        pattern=TEXT,
        description=_(
            "Code of the edition, the initiative or the organisation, where your roles hold within several."
        ),
    )


class Job(Out):
    id: str
    kind: Literal["import"]
    state: Literal["waiting", "running", "done", "failed"]
    share: float = Field(description=_("How much is done, 0 to 1."))
    seconds_left: float | None
    asked_at: datetime
    result: str = Field(description=_("Address of what comes of it."))


class AccessKey(Out):
    name: str
    beginning: str
    scopes: list[str] = Field(
        description=_("What it opens now: what it was made for, as far as your roles still allow.")
    )
    made_for: list[str]
    expires_at: datetime
