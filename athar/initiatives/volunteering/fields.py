"""
The fields of a message: names in braces, in either language, that each reader's own facts take the place of. No database.

A field is looked up by its name and nothing else: a text from a form never reaches into objects.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Text, filled, quoted

BRACED = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Field:
    """One of them: its names in both languages, what it stands for, and whether only a shift has it."""

    code: str
    ar: str
    means: Text
    of_shift: bool = False


FIELDS = (
    Field("name", "الاسم", _("the reader’s name")),
    Field("opportunity", "الفرصة", _("the name of the opportunity")),
    Field("place", "المكان", _("where it is")),
    Field("shift", "الوردية", _("the name of the shift"), of_shift=True),
    Field("day", "اليوم", _("its day, in both calendars"), of_shift=True),
    Field("time", "الوقت", _("from when until when"), of_shift=True),
)
CODES = {name: field.code for field in FIELDS for name in (field.code, field.ar)}


def fields_of(*, shift: bool) -> list[Field]:
    """Those that a message of a shift, or of a whole opportunity, may have."""
    return [field for field in FIELDS if shift or not field.of_shift]


def wrong_fields(text: str, *, shift: bool) -> list[Reason]:
    """Every field of a text that nothing could take the place of, and braces that hold none."""
    known = {field.code for field in fields_of(shift=shift)}
    wrong = [name for name in BRACED.findall(text) if CODES.get(name.strip()) not in known]
    reasons = [
        Reason("field", filled(_("There is no field %(name)s here."), name=quoted(name)), _("Write one of those that are listed."))
        for name in dict.fromkeys(wrong)
    ]  # fmt: skip
    if set(BRACED.sub("", text)) & {"{", "}"}:
        reasons.append(
            Reason(
                "brace", _("A brace is opened or closed alone."), _("Write a field as {name}, or no brace.")
            )
        )
    return reasons


def speaks_of_a_shift(text: str) -> bool:
    """Whether a field of the text is one that only a shift has."""
    of_shift = {field.code for field in FIELDS if field.of_shift}
    return any(CODES.get(name.strip()) in of_shift for name in BRACED.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled; ``values`` by the codes of the fields."""
    return BRACED.sub(lambda found: values[CODES[found[1].strip()]], text)
