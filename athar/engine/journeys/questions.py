"""
The questions of a form, and what is wrong with some answers: plain values, no database.

::

    - {code: why, kind: text, ar: لماذا تتقدم؟, en: Why do you apply?, required: true, longest: 500}
    - {code: shirt, kind: choice, ar: مقاس القميص, en: Shirt size, options: [{code: s, ar: صغير, en: Small}]}
    - {code: licence, kind: text, ar: رقم الرخصة, en: Licence number, shown_if: {drives: yes}}

Answers are a mapping from codes to values: text, a number, a day as ``2026-03-01``, a code, a list of codes, true or false.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.designs.file import Unreadable
from athar.engine.journeys.designs.shape import CODE, Words
from athar.foundation.core.refusals import Reason, filled

LONGEST = 2_000


class Kind(StrEnum):
    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"
    CHOICES = "choices"
    AGREED = "agreed"  # a charter or a consent: only yes is an answer


@dataclass(frozen=True)
class Option:
    code: str
    name: Words


@dataclass(frozen=True)
class Question:
    """``shown_if``: codes of earlier questions with the answer each must have; else it is not asked."""

    code: str
    kind: Kind
    label: Words
    required: bool = False
    options: tuple[Option, ...] = ()
    longest: int = LONGEST
    least: Decimal | None = None
    most: Decimal | None = None
    shown_if: Mapping[str, Any] | None = None

    def said(self, value: Any, language: str) -> str:
        """An answer of the right kind in words; a day stays as it was written."""
        if self.kind is Kind.AGREED:
            return gettext("Yes") if value else gettext("No")
        names = {option.code: option.name.in_language(language) for option in self.options}
        if isinstance(value, list):
            return gettext(", ").join(names.get(code) or str(code) for code in value)
        return names.get(value, str(value)) if isinstance(value, str) else str(value)


def questions_from(data: Any) -> tuple[Question, ...]:
    """
    Read the questions of a form.

    :raises Unreadable: where a part is missing, of another kind, or stands twice.
    """
    if not isinstance(data, list):
        raise Unreadable("questions", data)
    found: dict[str, Question] = {}
    for number, entry in enumerate(data):
        where = f"questions[{number}]"
        question = _question(entry, where)
        if question.code in found or any(code not in found for code in question.shown_if or ()):
            raise Unreadable(where, question.code)
        found[question.code] = question
    return tuple(found.values())


def wrong_answers(questions: tuple[Question, ...], answers: Mapping[str, Any]) -> dict[str, Reason]:
    """What is wrong, by question; nothing where all is answered as asked."""
    found: dict[str, Reason] = {}
    asked = [question for question in questions if is_asked(question, answers)]
    for code in answers.keys() - {question.code for question in asked}:
        found[code] = Reason("not_asked", _("This is not asked."), _("Leave it out."))
    for question in asked:
        reason = _wrong(question, answers.get(question.code))
        if reason:
            found[question.code] = reason
    return found


def is_asked(question: Question, answers: Mapping[str, Any]) -> bool:
    return all(answers.get(code) == value for code, value in (question.shown_if or {}).items())


def _wrong(question: Question, value: Any) -> Reason | None:
    if value in (None, "", [], False):
        return _missing(question) if question.required else None
    return CHECKS[question.kind](question, value)


def _missing(question: Question) -> Reason:
    if question.kind is Kind.AGREED:
        return Reason("not_agreed", _("You have not agreed yet."), _("Read it, then mark that you agree."))
    return Reason("unanswered", _("An answer is missing."), _("Answer this question."))


def _text(question: Question, value: Any) -> Reason | None:
    if isinstance(value, str) and len(value) <= question.longest:
        return None
    return Reason(
        "too_long",
        filled(_("At most %(longest)s characters fit here."), longest=question.longest),
        _("Shorten it."),
    )


def _number(question: Question, value: Any) -> Reason | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite():
        return Reason("no_number", _("This is no number."), _("Write it in digits."))
    if question.least is not None and number < question.least:
        return Reason(
            "too_small", filled(_("The least is %(least)s."), least=question.least), _("Correct the number.")
        )
    if question.most is not None and number > question.most:
        return Reason(
            "too_great", filled(_("The most is %(most)s."), most=question.most), _("Correct the number.")
        )
    return None


def _day(_question: Question, value: Any) -> Reason | None:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return Reason("no_day", _("This is no day."), _("Choose a day of the calendar."))
    return None


def _choices(question: Question, value: Any) -> Reason | None:
    chosen = [value] if question.kind is Kind.CHOICE else value
    known = {option.code for option in question.options}
    if isinstance(chosen, list) and all(isinstance(code, str) and code in known for code in chosen):
        return None
    return Reason("no_option", _("This is none of the options."), _("Choose from the list."))


def _agreed(question: Question, value: Any) -> Reason | None:
    return None if value is True else _missing(question)


CHECKS = {
    Kind.TEXT: _text, Kind.LONG: _text, Kind.NUMBER: _number, Kind.DAY: _day,
    Kind.CHOICE: _choices, Kind.CHOICES: _choices, Kind.AGREED: _agreed,
}  # fmt: skip


def _question(entry: Any, where: str) -> Question:
    if not isinstance(entry, Mapping):
        raise Unreadable(where, entry)
    code, kind = entry.get("code"), entry.get("kind")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise Unreadable(f"{where}.code", code)
    if kind not in set(Kind):
        raise Unreadable(f"{where}.kind", kind)
    options = tuple(
        Option(str(option["code"]), _words(option, f"{where}.options")) for option in entry.get("options", ())
    )
    if (kind in {Kind.CHOICE, Kind.CHOICES}) != bool(options):
        raise Unreadable(f"{where}.options", entry.get("options"))
    return Question(
        code=code, kind=Kind(kind), label=_words(entry, where), required=bool(entry.get("required", False)), options=options,
        longest=int(entry.get("longest", LONGEST)), least=_bound(entry.get("least")), most=_bound(entry.get("most")),
        shown_if=entry.get("shown_if"),
    )  # fmt: skip


def _words(entry: Mapping[str, Any], where: str) -> Words:
    arabic, english = entry.get("ar"), entry.get("en")
    if not (isinstance(arabic, str) and arabic.strip() and isinstance(english, str) and english.strip()):
        raise Unreadable(where, (arabic, english))
    return Words(arabic, english)


def _bound(found: Any) -> Decimal | None:
    return None if found is None else Decimal(str(found))
