"""What is asked of whoever signs up. It validates and never saves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.questions import Question
from athar.foundation.core.forms import PhoneField
from athar.initiatives.volunteering.choices import Unseen, Word
from athar.initiatives.volunteering.models import Inquiry
from athar.initiatives.volunteering.operations.wrapping_up import WORDS
from athar.initiatives.volunteering.questions import CHARTER
from athar.web.portal.forms_questions import answers_in, fields_for, name_of


class SignUpForm(forms.Form):
    charter = forms.BooleanField(
        label=_("I have read the charter and accept it"),
        error_messages={"required": _("Nobody takes part without accepting the charter.")},
    )

    def __init__(self, *args: Any, questions: Sequence[Question] = (), **kwargs: Any) -> None:
        """``questions``: what is asked beyond the charter."""
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.fields |= fields_for(questions)

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name_of(question)] for question in self.questions]

    def answers(self) -> dict[str, Any]:
        return {
            **answers_in(self.questions, self.cleaned_data),
            CHARTER: self.cleaned_data["charter"],
        }


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why? You need not say"),
        help_text=_("Whoever is in charge reads it, and can plan better."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ExplanationForm(forms.Form):
    """What somebody says of a shift at which they were not seen to come, or to go."""

    not_optional = ("word",)

    word = forms.ChoiceField(label=_("What was?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your own words"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, inquiry: Inquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = WORDS[Unseen(inquiry.unseen)]
        self.fields["word"].choices = [(word.value, word.label) for word in answers]  # type: ignore[attr-defined]
        if inquiry.unseen == Unseen.GOING:
            self.fields["word"].initial = Word.FORGOT
            self.fields["words"].label = _("When did you go?")
            self.fields["words"].required = True

    def said(self) -> dict[str, Any]:
        return {"word": Word(self.cleaned_data["word"]), "words": self.cleaned_data["words"]}


class HandoverForm(forms.Form):
    phone = PhoneField(
        label=_("Phone of the one it is for"), required=False,
        help_text=_("Leave it empty to offer the seat to whoever takes part and fits."),
    )  # fmt: skip


class GuardianForm(forms.Form):
    charter = forms.BooleanField(
        label=_("I have read the charter and accept it for the child"),
        error_messages={"required": _("A child takes part only where the guardian accepts the charter.")},
    )
