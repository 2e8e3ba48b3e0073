"""What an opportunity asks whoever signs up, beyond its charter: as it is written, and as the engine keeps it. No database."""

from collections.abc import Mapping, Sequence
from typing import Any

from athar.engine.journeys.designs.editing import code_for
from athar.engine.journeys.designs.shape import Words
from athar.engine.journeys.questions import Kind, Question
from athar.initiatives.volunteering.choices import Asking

MOST = 10
SHORT = 200  # letters of a short answer
FEWEST_OPTIONS, MOST_OPTIONS = 2, 12
CHARTER = "charter"  # the code of the question that every opportunity asks
AGREES = {
    "code": CHARTER,
    "kind": "agreed",
    "required": True,
    "ar": "أقبل ميثاق هذه الفرصة",
    "en": "I accept the charter of this opportunity",
}
YES_NO = [{"code": "yes", "ar": "نعم", "en": "Yes"}, {"code": "no", "ar": "لا", "en": "No"}]
WITH_OPTIONS = frozenset({Asking.ONE, Asking.SEVERAL})
KINDS = {
    Asking.SHORT: Kind.TEXT, Asking.LONG: Kind.LONG, Asking.ONE: Kind.CHOICE, Asking.SEVERAL: Kind.CHOICES,
    Asking.YES_NO: Kind.CHOICE, Asking.NUMBER: Kind.NUMBER, Asking.DAY: Kind.DAY,
}  # fmt: skip


def question_data(
    *, code: str, asking: Asking, label: Words, required: bool, options: Sequence[Words] = ()
) -> dict[str, Any]:
    """A question as a form keeps it. Yes or no are two options, so that no is an answer too."""
    data: dict[str, Any] = {
        "code": code,
        "kind": KINDS[asking].value,
        "ar": label.ar,
        "en": label.en,
        "required": required,
    }
    if asking is Asking.SHORT:
        data["longest"] = SHORT
    if asking is Asking.YES_NO:
        data["options"] = YES_NO
    elif asking in WITH_OPTIONS:
        data["options"] = _coded(options)
    return data


def asking_of(question: Question) -> Asking:
    """How whoever writes it calls its kind."""
    if question.kind is Kind.CHOICE and [option.code for option in question.options] == ["yes", "no"]:
        return Asking.YES_NO
    return next(asking for asking, kind in KINDS.items() if kind is question.kind)


def beyond_charter(questions: Sequence[Question]) -> tuple[Question, ...]:
    return tuple(question for question in questions if question.code != CHARTER)


def with_question(data: Sequence[Mapping[str, Any]], one: Mapping[str, Any], *, after: str) -> list[Any]:
    """Put a question after another, or first where there is none of that code; one of its own code gives way."""
    others = [dict(other) for other in data if other["code"] != one["code"]]
    codes = [other["code"] for other in others]
    place = codes.index(after) + 1 if after in codes else 0
    return [*others[:place], dict(one), *others[place:]]


def _coded(options: Sequence[Words]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for option in options:
        taken = {*(other["code"] for other in found), "yes", "no"}
        found.append({"code": code_for(option.en, taken), "ar": option.ar, "en": option.en})
    return found
