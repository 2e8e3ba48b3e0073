"""What all answers and all that is sent have in common, and what is wrong with it."""

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import ConfigDict, Field

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
