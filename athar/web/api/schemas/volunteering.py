"""Opportunities, shifts, seats, attendance and certificates."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext_noop as _
from pydantic import AwareDatetime, Field

from athar.web.api.schemas.common import TEXT, In, Out, Reason


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
    workflow: str | None = Field(
        description=_("Code of the workflow by which people come in, where it has one of its own.")
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
    group_least: int | None = Field(
        description=_("How many people a group that applies is at least; null: groups cannot apply.")
    )
    group_most: int | None
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
    place: str = Field(description=_("The same as place_ar, for programs that read no other."))
    place_ar: str
    place_en: str
    capacity: int
    free: int = Field(description=_("Seats that nobody has, at the moment of the answer."))


class Session(Shift):
    opportunity: str = Field(description=_("Code of the opportunity that the shift belongs to."))
    region: str | None
    rest_minutes: int = Field(description=_("How long one rests between this shift and another."))
    weekly_minutes: int | None = Field(description=_("How much one may do in a week with this shift in it."))
    cancelled_at: datetime | None
    is_open: bool = Field(description=_("Whether one may sign up now."))


class Option(Out):
    code: str
    name_ar: str
    name_en: str


class Question(Out):
    code: str
    kind: Literal["text", "long", "number", "day", "choice", "choices", "agreed"]
    label_ar: str
    label_en: str
    required: bool
    options: list[Option]


Line = Annotated[str, Field(max_length=2000, pattern=TEXT)]
Number = Annotated[int, Field(ge=-(2**53), le=2**53)]


class SeatIn(In):
    charter: bool = Field(
        False,
        description=_("That you read the charter of the opportunity and accept it; needed the first time."),
    )
    answers: dict[str, Line | Number | float | list[Line]] = Field(
        default_factory=dict,
        max_length=20,
        description=_(
            "Answers to its questions, by their codes; a day as 2027-03-01. Needed the first time."
        ),
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
    group: str | None = Field(description=_("With which group they come; null: alone."))
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
    questions: list[Question] = Field(description=_("What whoever signs up is asked beyond the charter."))
    is_open: bool = Field(description=_("Whether one may sign up now."))
    shifts: list[Shift]
