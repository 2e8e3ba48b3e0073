"""When something cannot be done: every reason at once, in both languages, each with its remedy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise, lazy
from django.utils.translation import override

# A plain string or a lazily translated one.
Text = str | Promise


def _fill(message: Text, values: Mapping[str, Any]) -> str:
    return str(message) % values


_lazy_fill = lazy(_fill, str)


def filled(message: Text, **values: Any) -> Text:
    """
    Put values into a lazy message, and keep it lazy.

    Django evaluates ``lazy % values`` at once, in whatever language is active; a reason must still
    be able to speak both.
    """
    return _lazy_fill(message, values)


def quoted(text: str, length: int = 40) -> str:
    """Return what somebody typed, shortened and isolated so that its direction cannot upset ours."""
    return f"\N{FIRST STRONG ISOLATE}{text.strip()[:length]}\N{POP DIRECTIONAL ISOLATE}"


def both_languages(text: Text) -> dict[str, str]:
    """Return the text in Arabic and in English: ``{"ar": …, "en": …}``."""
    answers = {}
    for language in ("ar", "en"):
        with override(language):
            answers[language] = str(text)
    return answers


@dataclass(frozen=True)
class Reason:
    """One rule that says no: a code for programs, a message and a remedy for people."""

    code: str
    message: Text
    remedy: Text = ""

    def __str__(self) -> str:
        return str(self.message)


class Refused(Exception):
    """An operation said no; carries all reasons, never only the first."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(*reasons)
        self.reasons = reasons

    def __str__(self) -> str:
        return " ".join(str(reason) for reason in self.reasons)

    def as_problem(self) -> list[dict[str, str]]:
        """Return the reasons as the API's problem details list them."""
        return [_problem(reason) for reason in self.reasons]

    def as_validation_error(self) -> ValidationError:
        """Return the reasons as a form shows them: message and remedy together."""
        return ValidationError(
            [ValidationError(_sentence(reason), code=reason.code) for reason in self.reasons]
        )


def _problem(reason: Reason) -> dict[str, str]:
    message, remedy = both_languages(reason.message), both_languages(reason.remedy)
    return {
        "code": reason.code,
        "message_ar": message["ar"],
        "message_en": message["en"],
        "remedy_ar": remedy["ar"],
        "remedy_en": remedy["en"],
    }


def in_one_line(reason: Reason) -> str:
    """What is wrong and what to do, in the language being spoken."""
    return " ".join(part for part in (str(reason.message), str(reason.remedy)) if part)


_sentence = lazy(in_one_line, str)
