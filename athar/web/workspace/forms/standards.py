"""What somebody answers to a criterion, and what is decided about a round."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.engine.standards.choices import Level, Outcome
from athar.engine.standards.operations import Reply
from athar.web.ui.papers import PapersField
from athar.web.workspace.forms.decisions import ReasonForm


class AnswerForm(forms.Form):
    """:param papers: whether a file is there already, which may then be taken away."""

    not_optional = ("note",)

    level = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it stands.")},
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("How it is met, or what is missing. Where it does not apply: why."),
    )  # fmt: skip
    link = forms.URLField(
        label=_("Link to what proves it"), required=False, max_length=300, assume_scheme="https"
    )
    papers = PapersField(
        label=_("File that proves the answer"),
        required=False,
        help_text=_("A PDF or a picture, of no person’s data"),
    )
    without_papers = forms.BooleanField(label=_("Take the file away that is there"), required=False)

    def __init__(self, *args: Any, papers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not papers:
            del self.fields["without_papers"]

    def reply(self) -> Reply:
        said = self.cleaned_data
        return Reply(
            Level(said["level"]), said["note"], said["link"], said["papers"], said.get("without_papers", False)
        )  # fmt: skip


class OutcomeForm(ReasonForm):
    outcome = forms.ChoiceField(choices=Outcome.choices)
