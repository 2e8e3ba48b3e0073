"""What is wrong with what was sent, in our own words and in both languages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, filled
from athar.web.api.problems import Problem

MISSING = _("This is missing.")
# The checker's code for a fault, by its beginning; the first that fits counts.
FAULTS: list[tuple[str, Any]] = [
    ("missing", MISSING),
    ("extra_forbidden", _("There is nothing of this name.")),
    ("string_too_short", MISSING),
    ("string_too_long", _("This is too long.")),
    ("string_pattern_mismatch", _("This is not written as the reference describes it.")),
    ("string", _("This should be a text.")),
    ("int", _("This should be a whole number.")),
    ("decimal", _("This should be a number.")),
    ("float", _("This should be a number.")),
    ("bool", _("This should be true or false.")),
    ("date", _("This should be a day like 2024-03-05.")),
    ("greater_than", _("This is too small.")),
    ("less_than", _("This is too large.")),
]
ELSE = _("This is not as the reference describes it.")
ONE_OF = _("This should be one of %(expected)s.")
REMEDY = _("Look it up at /developers/.")


def problem_of(errors: list[dict[str, Any]]) -> Problem:
    """
    The faults the checker found, each with its place.

    An address that names something in a way nothing is named in leads to nothing, and says so.
    """
    if any(error["loc"][0] == "path" for error in errors):
        return Problem("not-found")
    if any(error["loc"][-1] == "Idempotency-Key" and error["type"] == "missing" for error in errors):
        return Problem("idempotency-key-missing")
    return Problem("invalid", *map(_reason, errors), places=[_place(error["loc"]) for error in errors])


def _reason(error: dict[str, Any]) -> Reason:
    code = str(error["type"])
    if expected := error.get("ctx", {}).get("expected"):
        return Reason(code, filled(ONE_OF, expected=expected), REMEDY)
    message = next((text for beginning, text in FAULTS if code.startswith(beginning)), ELSE)
    return Reason(code, message, REMEDY)


def _place(parts: Any) -> str:
    """Where: ``query.period``, ``body.evidence.content``. The name our code has for the body is no place."""
    named = [str(part) for part in parts]
    return ".".join(part for number, part in enumerate(named) if not (number == 1 and named[0] == "body"))
