"""A question to whoever signs up for an opportunity; whether it can be asked is the operation's to say."""

from itertools import zip_longest
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.designs.shape import Words
from athar.engine.journeys.questions import Question
from athar.initiatives.volunteering.choices import Asking
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.questions import WITH_OPTIONS, asking_of
from athar.web.workspace.forms.content import ARABIC, ENGLISH
from athar.web.workspace.words import language

LONGEST = 200
OPTIONS = 1200


class QuestionForm(forms.Form):
    label_ar = forms.CharField(
        label=_("The question in Arabic"), max_length=LONGEST, widget=forms.TextInput(ARABIC)
    )
    label_en = forms.CharField(
        label=_("The question in English"), max_length=LONGEST, widget=forms.TextInput(ENGLISH)
    )
    asking = forms.ChoiceField(
        label=_("How it is answered"), choices=Asking.choices, initial=Asking.SHORT, widget=forms.RadioSelect
    )
    options_ar = forms.CharField(
        label=_("Options in Arabic"), required=False, max_length=OPTIONS, widget=forms.Textarea(ARABIC | {"rows": 4}),
        help_text=_("Where one chooses from options: each on a line of its own"),
    )  # fmt: skip
    options_en = forms.CharField(
        label=_("Options in English"), required=False, max_length=OPTIONS, widget=forms.Textarea(ENGLISH | {"rows": 4}),
        help_text=_("The same options, in the same order"),
    )  # fmt: skip
    required = forms.BooleanField(label=_("Nobody signs up without answering it"), required=False)
    after = forms.ChoiceField(label=_("Stands"), required=False)

    not_optional = ("after",)

    def __init__(
        self, *args: Any, opportunity: Opportunity, question: Question | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.question = question
        others = [other for other in opportunity.asks if question is None or other.code != question.code]
        after = str(_("After %(name)s"))
        self.fields["after"].choices = [  # type: ignore[attr-defined]
            ("", _("First")),
            *((other.code, after % {"name": other.label.in_language(language())}) for other in others),
        ]

    def said(self) -> dict[str, Any]:
        """As ``ask_question`` takes it."""
        data = self.cleaned_data
        asking = Asking(data["asking"])
        return {
            "asking": asking,
            "label": Words(data["label_ar"].strip(), data["label_en"].strip()),
            "required": data["required"],
            "options": _options(data["options_ar"], data["options_en"]) if asking in WITH_OPTIONS else (),
            "after": data["after"],
            "code": self.question.code if self.question else "",
        }

    @classmethod
    def first(cls, opportunity: Opportunity, question: Question | None) -> dict[str, Any]:
        """What the form begins with; a new question stands last."""
        codes = [other.code for other in opportunity.asks]
        place = codes.index(question.code) if question else len(codes)
        placed = {"after": codes[place - 1] if place else ""}
        if question is None:
            return placed
        asking = asking_of(question)
        shown = question.options if asking in WITH_OPTIONS else ()
        return placed | {
            "label_ar": question.label.ar,
            "label_en": question.label.en,
            "asking": asking.value,
            "required": question.required,
            "options_ar": "\n".join(option.name.ar for option in shown),
            "options_en": "\n".join(option.name.en for option in shown),
        }


def _options(arabic: str, english: str) -> list[Words]:
    """Line by line; where one language has fewer, what is missing stands empty."""
    return [Words(ar, en) for ar, en in zip_longest(_lines(arabic), _lines(english), fillvalue="")]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
