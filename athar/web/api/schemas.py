"""What the interface takes and tells. Days are ISO 8601, moments with their offset; amounts are JSON numbers."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field

# No line of a form holds a character that nobody can type.
TEXT = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"


class Out(Schema):
    """Everything that is told is always there; null where there is nothing to tell."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class In(Schema):
    """What is not known is refused, so that a slip of the pen is not taken for silence."""

    model_config = ConfigDict(extra="forbid")


class Reason(Out):
    code: str = Field(description=_("For programs; it does not change."))
    message_ar: str
    message_en: str
    remedy_ar: str = Field(description=_("What to do about it; may be empty."))
    remedy_en: str


class PlacedReason(Reason):
    where: str | None = Field(None, description=_("Where in what was sent, as body.headcount."))


class Problem(Out):
    type: str = Field(description=_("Address of the kind of problem; it has a page to read."))
    title: str
    status: int
    detail: str
    instance: str
    reasons: list[PlacedReason]


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


class Opportunity(Out):
    code: str
    name_ar: str
    name_en: str
    summary_ar: str
    summary_en: str
    initiative: str
    organisation: str = Field(description=_("Code of the body that offers it."))
    level: Literal["general", "skilled", "professional"]
    field: str
    choosing: Literal["open", "chosen"] = Field(
        description=_(
            "open: whoever meets the conditions takes part at once; chosen: people apply and are chosen."
        )
    )
    starts_on: date
    ends_on: date
    region: str | None
    place_ar: str
    place_en: str
    remote: bool
    least_age: int
    gender: Literal["female", "male"] | None = Field(description=_("Where the place asks for one."))
    expenses: bool
    insurance: bool
    training: bool
    page: str


class Opportunities(Out):
    opportunities: list[Opportunity]
    next_cursor: str | None


class Shift(Out):
    id: int
    name_ar: str
    name_en: str
    starts_at: datetime
    ends_at: datetime
    place: str
    capacity: int
    free: int = Field(description=_("Seats that nobody has, at the moment of the answer."))


class Session(Shift):
    opportunity: str = Field(description=_("Code of the opportunity that the shift belongs to."))
    region: str | None
    rest_minutes: int = Field(description=_("How long one rests between this shift and another."))
    weekly_minutes: int | None = Field(description=_("How much one may do in a week with this shift in it."))
    cancelled_at: datetime | None
    is_open: bool = Field(description=_("Whether one may sign up now."))


class SeatIn(In):
    charter: bool = Field(
        False,
        description=_("That you read the charter of the opportunity and accept it; needed the first time."),
    )
    person: str | None = Field(
        None,
        max_length=40,
        pattern=TEXT,
        description=_(
            "Identity number or phone of somebody who takes part; leave it out to take a seat yourself."
        ),
    )


class Seat(Out):
    id: int
    session: int
    opportunity: str
    person: str | None = Field(description=_("Whose it is, as far as your role lets you see."))
    starts_at: datetime
    ends_at: datetime
    taken_at: datetime
    released_at: datetime | None = Field(description=_("When it was given back."))


class AttendanceEvent(In):
    nonce: UUID = Field(description=_("A new one for every event; the same one again is the same event."))
    seat: int | None = Field(
        None, ge=1, le=2**53, description=_("Number of the seat; or send the code that was shown.")
    )
    code: str = Field(
        "", max_length=100, pattern=TEXT, description=_("What the volunteer showed at the door.")
    )
    leaves: bool = Field(False, description=_("Whether they go; otherwise they come."))
    at: AwareDatetime = Field(description=_("When, with its offset from UTC."))


class AttendanceIn(In):
    sent_at: AwareDatetime = Field(
        description=_("What time it is now, by your clock; it may be wrong by two minutes.")
    )
    events: list[AttendanceEvent] = Field(min_length=1, max_length=500)


class RefusedEvent(Reason):
    nonce: UUID


class AttendanceTaken(Out):
    new: int = Field(description=_("Events that were not known before."))
    known: int = Field(description=_("Events that were sent before."))
    refused: list[RefusedEvent] = Field(description=_("Events that were not taken, each with its reason."))


class Credential(Out):
    code: str
    kind: Literal["hours"]
    state: Literal["in_force", "changed", "ended"] = Field(
        description=_(
            "in_force: all of it stands in the ledger. changed: records it rests on were taken back. ended: its holder took it back."
        )
    )
    person: str = Field(description=_("Whose it is, as the paper says."))
    hours: float | int
    hours_now: float | int = Field(description=_("What of it counts today."))
    first_on: date
    last_on: date
    issued_at: datetime
    ended_at: datetime | None
    records: list[int] = Field(description=_("Positions of the records that count; each has a proof."))
    page: str


class WholeOpportunity(Opportunity):
    description_ar: str
    description_en: str
    charter_ar: str
    charter_en: str
    is_open: bool = Field(description=_("Whether one may sign up now."))
    shifts: list[Shift]


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
