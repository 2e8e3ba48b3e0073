"""The questions of an opportunity as fields, and what is typed into them as answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from athar.engine.journeys.questions import Kind, Question
from athar.foundation.core.forms import DayField, NumberField

PREFIX = "q-"


def name_of(question: Question) -> str:
    """How the form calls it, so that no question takes the place of another field."""
    return f"{PREFIX}{question.code}"


def fields_for(questions: Sequence[Question]) -> dict[str, forms.Field]:
    return {name_of(question): _field(question) for question in questions}


def answers_in(questions: Sequence[Question], cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """As the engine keeps them; what was left empty is no answer."""
    said = {question.code: _answer(cleaned.get(name_of(question))) for question in questions}
    return {code: value for code, value in said.items() if value not in (None, "", [])}


def first_values(questions: Sequence[Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the form begins with, from answers given another time."""
    return {name_of(question): answers[question.code] for question in questions if question.code in answers}


def _field(question: Question) -> forms.Field:
    said: dict[str, Any] = {
        "label": question.label.in_language(get_language() or "ar"),
        "required": question.required,
    }
    match question.kind:
        case Kind.NUMBER:
            return NumberField(min_value=question.least, max_value=question.most, **said)
        case Kind.DAY:
            return DayField(help_text=_("In either calendar, like 2027-03-05 or 1448-09-25H"), **said)
        case Kind.CHOICE:
            empty = [] if question.required else [("", _("No answer"))]
            return forms.ChoiceField(choices=empty + _options(question), widget=forms.RadioSelect, **said)
        case Kind.CHOICES:
            widgets = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=_options(question), widget=widgets, **said)
        case kind:
            attributes = {"dir": "auto"}
            widget = (
                forms.Textarea(attributes | {"rows": 4}) if kind is Kind.LONG else forms.TextInput(attributes)
            )
            return forms.CharField(max_length=question.longest, widget=widget, **said)


def _options(question: Question) -> list[tuple[str, str]]:
    language = get_language() or "ar"
    return [(option.code, option.name.in_language(language)) for option in question.options]


def _answer(value: Any) -> Any:
    """A value as JSON holds it: a number that is whole as such, another as it is written."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else str(value)
        case date():
            return value.isoformat()
        case str():
            return value.replace("\r\n", "\n").strip()
        case _:
            return value
